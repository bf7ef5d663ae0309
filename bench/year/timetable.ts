import type { Instant } from '#domain/ids.ts'

type Deed = (at: Instant) => void

/** What is to happen when: a binary heap, since a year has ten million of these. Of the same instant, the first one put comes first. */
export class Timetable {
  readonly #ats: number[] = []
  readonly #nos: number[] = []
  readonly #deeds: Deed[] = []
  #lastNo = 0

  put(at: Instant, deed: Deed): void {
    this.#ats.push(at)
    this.#nos.push(++this.#lastNo)
    this.#deeds.push(deed)
    for (let place = this.#ats.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1
      if (!this.#isBefore(place, parent)) break
      this.#swap(place, parent)
      place = parent
    }
  }

  /** Does all that comes before that instant, and what follows from it. */
  runUntil(end: Instant): void {
    for (let at = this.#ats[0]; at !== undefined && at < end; at = this.#ats[0]) this.#takeFirst()(at as Instant)
  }

  #takeFirst(): Deed {
    const [first] = this.#deeds
    const last = this.#ats.length - 1
    this.#swap(0, last)
    for (const list of [this.#ats, this.#nos, this.#deeds]) list.length = last
    for (let place = 0; ; ) {
      let least = place
      for (const child of [2 * place + 1, 2 * place + 2])
        if (child < last && this.#isBefore(child, least)) least = child
      if (least === place) return first as Deed
      this.#swap(place, least)
      place = least
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [at, otherAt] = [this.#ats[one] as number, this.#ats[other] as number]
    return at < otherAt || (at === otherAt && (this.#nos[one] as number) < (this.#nos[other] as number))
  }

  #swap(one: number, other: number): void {
    swap(this.#ats, one, other)
    swap(this.#nos, one, other)
    swap(this.#deeds, one, other)
  }
}

function swap<Item>(list: Item[], one: number, other: number): void {
  const item = list[one] as Item
  list[one] = list[other] as Item
  list[other] = item
}
