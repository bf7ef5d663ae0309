import type { QueuedChat } from '../chat/chat.ts'
import type { ChatId, Instant } from '../ids.ts'
import { OrderedSet, type Ranked } from './ordered-set.ts'

export interface Waiting extends Ranked {
  readonly id: ChatId
}

/**
 * The waiting chats of one queue in the order in which they are served, and the same apart by kind: chats of one kind can
 * be taken by exactly the same agents, so the router needs to look only at the first of each.
 */
export class Line {
  readonly #all = new OrderedSet<Waiting>()
  readonly #bySince = new OrderedSet<Ranked>()
  readonly #kinds = new Map<string, OrderedSet<Waiting>>()
  readonly #kindOf = new Map<ChatId, string>()

  get length(): number {
    return this.#all.size
  }

  /** In order. */
  get chats(): Iterable<Waiting> {
    return this.#all
  }

  /** The first of each kind, in no order. */
  *heads(): Generator<readonly [kind: string, first: Waiting]> {
    for (const [name, kind] of this.#kinds) yield [name, kind.first() as Waiting]
  }

  /** Since when the one waits who waits longest: with priorities not always the first. */
  oldestSince(): Instant | null {
    return (this.#bySince.first()?.rank ?? null) as Instant | null
  }

  add(chat: QueuedChat): void {
    const waiting = waitingOf(chat)
    const name = kindOf(chat)
    let kind = this.#kinds.get(name)
    if (!kind) this.#kinds.set(name, (kind = new OrderedSet()))
    kind.add(waiting)
    this.#all.add(waiting)
    this.#bySince.add(sinceOf(chat))
    this.#kindOf.set(chat.id, name)
  }

  remove(chat: QueuedChat): void {
    const name = this.#kindOf.get(chat.id)
    if (name === undefined) return
    const kind = this.#kinds.get(name)
    kind?.remove(waitingOf(chat))
    if (kind?.size === 0) this.#kinds.delete(name)
    this.#all.remove(waitingOf(chat))
    this.#bySince.remove(sinceOf(chat))
    this.#kindOf.delete(chat.id)
  }

  /** How many wait before it; -1 when it is not in the line. */
  indexOf(chat: QueuedChat): number {
    return this.#kindOf.has(chat.id) ? this.#all.countBefore(waitingOf(chat)) : -1
  }
}

function waitingOf({ id, no, place }: QueuedChat): Waiting {
  return { id, no, rank: place.rank }
}

function sinceOf({ no, place }: QueuedChat): Ranked {
  return { no, rank: place.since }
}

/** What it says about who can take it: needs, whom it waits for, and who passed it over in this round. */
function kindOf({ needs, place, round }: QueuedChat): string {
  if (needs.length === 0 && !place.held && place.relaxed === 0 && round.passedOver.length === 0) return ''
  const skills = needs.map(({ skillId, weakestLevel }) => `${skillId}<${weakestLevel}`)
  const passed = round.passedOver.map(({ agentId }) => agentId)
  return `${skills.sort()}|${place.relaxed}|${place.held?.agentId ?? ''}|${passed.sort()}`
}
