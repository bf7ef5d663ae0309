import type { QueuedChat } from '../chat/chat.ts'
import type { ChatId, Instant } from '../ids.ts'

export interface Waiting {
  readonly id: ChatId
  readonly since: Instant
  readonly no: number
}

/** Who is first: the one who waits longer, and of two that came at once the one with the lower number. */
export function compareWaiting(a: Waiting, b: Waiting): number {
  return a.since - b.since || a.no - b.no
}

/** The waiting chats of one queue in the order in which they are served. */
export class Line {
  readonly #chats: Waiting[] = []

  get chats(): readonly Waiting[] {
    return this.#chats
  }

  add(chat: QueuedChat): void {
    const waiting = { id: chat.id, since: chat.place.since, no: chat.no }
    this.#chats.splice(this.#search(waiting), 0, waiting)
  }

  remove(chat: QueuedChat): void {
    const index = this.indexOf(chat)
    if (index >= 0) this.#chats.splice(index, 1)
  }

  /** How many wait before it; -1 when it is not in the line. */
  indexOf(chat: QueuedChat): number {
    const index = this.#search({ id: chat.id, since: chat.place.since, no: chat.no })
    return this.#chats[index]?.id === chat.id ? index : -1
  }

  #search(waiting: Waiting): number {
    let low = 0
    let high = this.#chats.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareWaiting(this.#chats[middle] as Waiting, waiting) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
