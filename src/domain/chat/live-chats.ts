import type { ChatId } from '../ids.ts'
import type { Chat } from './chat.ts'

/** The chats that are in a queue or with an agent, ascending by number, so that a page begins anywhere at once. */
export class LiveChats {
  readonly #nos: number[] = []
  readonly #ids: ChatId[] = []

  get size(): number {
    return this.#nos.length
  }

  /** To be called with every chat that comes, changes or leaves memory. */
  changed(previous: Chat | null, next: Chat | null): void {
    const was = previous !== null && isLive(previous)
    if (next && isLive(next)) {
      if (!was) this.#add(next)
    } else if (was) this.#remove(previous)
  }

  /** Those with a higher number. Nothing may change while they are read. */
  *after(no: number): Generator<ChatId> {
    for (let place = this.#placeOf(no + 1); place < this.#ids.length; place++) yield this.#ids[place] as ChatId
  }

  #add({ id, no }: Chat): void {
    // Nearly always the last: a new chat has the highest number.
    const place = this.#placeOf(no)
    this.#nos.splice(place, 0, no)
    this.#ids.splice(place, 0, id)
  }

  #remove({ no }: Chat): void {
    const place = this.#placeOf(no)
    if (this.#nos[place] !== no) return
    this.#nos.splice(place, 1)
    this.#ids.splice(place, 1)
  }

  /** How many have a lower number. */
  #placeOf(no: number): number {
    let low = 0
    let high = this.#nos.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#nos[middle] as number) < no) low = middle + 1
      else high = middle
    }
    return low
  }
}

function isLive({ phase }: Chat): boolean {
  return phase !== 'closed' && phase !== 'welcome'
}
