import type { QueuedChat } from '../chat/chat.ts'
import { OrderedSet, type Ranked } from './ordered-set.ts'

/**
 * Waiting chats that the same agents could take but for those who passed one over in this round; apart by who did, since they may
 * still take the next.
 */
export class Kind<Item extends Ranked> {
  readonly #groups = new Map<string, OrderedSet<Item>>()
  /** The first of each group. */
  readonly #firsts = new OrderedSet<Item>()

  get isEmpty(): boolean {
    return this.#groups.size === 0
  }

  /** In order, and of each group the first only: whoever cannot take that one can take none of its group. */
  get firsts(): Iterable<Item> {
    return this.#firsts
  }

  first(): Item {
    return this.#firsts.first() as Item
  }

  add(group: string, item: Item): void {
    const items = this.#groups.get(group)
    if (!items) this.#groups.set(group, new OrderedSet<Item>())
    this.#change(group, (set) => set.add(item))
  }

  remove(group: string, item: Ranked): void {
    this.#change(group, (set) => set.remove(item))
    if (this.#groups.get(group)?.size === 0) this.#groups.delete(group)
  }

  #change(group: string, change: (items: OrderedSet<Item>) => void): void {
    const items = this.#groups.get(group)
    if (!items) return
    const before = items.first()
    change(items)
    const after = items.first()
    if (before === after) return
    if (before) this.#firsts.remove(before)
    if (after) this.#firsts.add(after)
  }
}

/** What a chat says about who can take it, but for who passed it over: its needs, and whom it waits for. */
export function kindOf({ needs, place }: QueuedChat): string {
  if (needs.length === 0 && !place.held && place.relaxed === 0) return ''
  const skills = needs.map(({ skillId, weakestLevel }) => `${skillId}<${weakestLevel}`)
  return `${skills.sort()}|${place.relaxed}|${place.held ? `${place.held.why} ${place.held.agentId}` : ''}`
}

/** Who passed it over in this round. */
export function groupOf({ round }: QueuedChat): string {
  if (round.passedOver.length === 0) return ''
  return String(round.passedOver.map(({ agentId }) => agentId).sort())
}
