import type { Instant } from '#domain/ids.ts'
import type { Bucket } from './range.ts'

/** The most at once, and when there were so many for the first time. */
export interface Peak {
  readonly count: number
  readonly at: Instant
}

/**
 * The most spans at once in each of some buckets, exactly. The spans come by their ends, the newest first, and time runs back
 * through them: only those that are open at one moment are kept.
 */
export class Peaks {
  readonly #buckets: readonly Bucket[]
  readonly #peaks: Peak[]
  /** When those that are open here began, ascending. */
  readonly #begins: number[] = []
  /** So many as there are beginnings were open just before. */
  #at: number
  #place: number

  /** The buckets ascend without a gap; nothing counts from `to` on. */
  constructor(buckets: readonly Bucket[], to: Instant) {
    this.#buckets = buckets
    this.#peaks = buckets.map(({ from }) => ({ count: 0, at: from }))
    this.#at = to
    this.#place = buckets.length - 1
  }

  add(from: Instant, until: Instant | null): void {
    const end = Math.min(until ?? this.#at, this.#at)
    if (from >= end) return
    this.#backTo(end)
    let [low, high] = [0, this.#begins.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#begins[middle] as number) <= from) low = middle + 1
      else high = middle
    }
    this.#begins.splice(low, 0, from)
  }

  finish(): readonly Peak[] {
    this.#backTo(this.#buckets[0]?.from ?? this.#at)
    return this.#peaks
  }

  #backTo(at: number): void {
    for (let begin = this.#begins.at(-1); begin !== undefined && begin >= at; begin = this.#begins.at(-1)) {
      this.#note(begin)
      this.#begins.pop()
    }
    this.#note(at)
  }

  /** Since then, and until where time has come back to, so many were open. */
  #note(since: number): void {
    const count = this.#begins.length
    while (this.#at > since) {
      const bucket = this.#buckets[this.#place]
      if (!bucket) break
      const at = Math.min(Math.max(since, bucket.from), this.#at) as Instant
      // Buckets that begin later than anything counts are passed over.
      if (at < this.#at && count > 0 && count >= (this.#peaks[this.#place]?.count ?? 0))
        this.#peaks[this.#place] = { count, at }
      this.#at = at
      if (at <= bucket.from) this.#place--
    }
    this.#at = Math.min(this.#at, since)
  }
}
