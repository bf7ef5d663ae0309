import type { QueuedChat } from '../chat/chat.ts'
import type { ChatId, Instant } from '../ids.ts'
import { groupOf, Kind, kindOf } from './kind.ts'
import { OrderedSet, type Ranked } from './ordered-set.ts'

export interface Waiting extends Ranked {
  readonly id: ChatId
}

/**
 * The waiting chats of one queue in the order in which they are served, and the same apart by kind: chats of one kind can
 * be taken by exactly the same agents but for those who passed them over, so the router needs to look at few of each.
 */
export class Line {
  readonly #all = new OrderedSet<Waiting>()
  readonly #bySince = new OrderedSet<Ranked>()
  readonly #kinds = new Map<string, Kind<Waiting>>()
  readonly #placeOf = new Map<ChatId, { readonly kind: string; readonly group: string }>()

  get length(): number {
    return this.#all.size
  }

  /** In order. */
  get chats(): Iterable<Waiting> {
    return this.#all
  }

  first(): Waiting | null {
    return this.#all.first()
  }

  /** None of them empty, in no order. */
  get kinds(): Iterable<Kind<Waiting>> {
    return this.#kinds.values()
  }

  /** Since when the one waits who waits longest: with priorities not always the first. */
  oldestSince(): Instant | null {
    return (this.#bySince.first()?.rank ?? null) as Instant | null
  }

  add(chat: QueuedChat): void {
    const waiting = waitingOf(chat)
    const place = { kind: kindOf(chat), group: groupOf(chat) }
    let kind = this.#kinds.get(place.kind)
    if (!kind) this.#kinds.set(place.kind, (kind = new Kind()))
    kind.add(place.group, waiting)
    this.#all.add(waiting)
    this.#bySince.add(sinceOf(chat))
    this.#placeOf.set(chat.id, place)
  }

  remove(chat: QueuedChat): void {
    const place = this.#placeOf.get(chat.id)
    if (!place) return
    const kind = this.#kinds.get(place.kind)
    kind?.remove(place.group, waitingOf(chat))
    if (kind?.isEmpty) this.#kinds.delete(place.kind)
    this.#all.remove(waitingOf(chat))
    this.#bySince.remove(sinceOf(chat))
    this.#placeOf.delete(chat.id)
  }

  /** How many wait before it; -1 when it is not in the line. */
  indexOf(chat: QueuedChat): number {
    return this.#placeOf.has(chat.id) ? this.#all.countBefore(waitingOf(chat)) : -1
  }
}

function waitingOf({ id, no, place }: QueuedChat): Waiting {
  return { id, no, rank: place.rank }
}

function sinceOf({ no, place }: QueuedChat): Ranked {
  return { no, rank: place.since }
}
