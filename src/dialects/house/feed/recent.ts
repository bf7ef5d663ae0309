import type { Committed } from '#desk/committed.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId } from '#domain/ids.ts'

/** What changed in a stretch of the journal: enough to send a client who missed it the present state of just that. */
export interface Touched {
  readonly chatIds: Set<ChatId>
  /** Null: any of them. */
  readonly agentIds: Set<AgentId> | null
  /** Queues, memberships or roles changed, and so perhaps who may see what. */
  readonly rights: boolean
}

/** Whether an event can change who may see what. */
export function changesRights({ type }: DeskEvent): boolean {
  return type === 'queue.added' || type === 'queue.changed' || type === 'agent.changed'
}

/** The last stretch of the journal, in memory, for clients who come back soon. */
export class Recent {
  readonly #kept: Committed[] = []
  readonly #limit: number
  #events = 0
  /** Everything after this position is here. */
  #floor: number

  constructor(floor: number, limit: number) {
    this.#floor = floor
    this.#limit = limit
  }

  get floor(): number {
    return this.#floor
  }

  add(committed: Committed): void {
    this.#kept.push(committed)
    this.#events += committed.events.length
    while (this.#events > this.#limit && this.#kept.length > 1) {
      const oldest = this.#kept.shift() as Committed
      this.#events -= oldest.events.length
      this.#floor = oldest.position
    }
  }

  /** What changed after a position that is not below the floor. */
  since(position: number): Touched {
    const chatIds = new Set<ChatId>()
    const agentIds = new Set<AgentId>()
    let rights = false
    for (let index = this.#kept.length - 1; index >= 0; index--) {
      const { position: reached, rows, events } = this.#kept[index] as Committed
      if (reached <= position) break
      for (const id of rows.chats.keys()) chatIds.add(id as ChatId)
      for (const id of rows.agents.keys()) agentIds.add(id as AgentId)
      for (const id of rows.loads.keys()) agentIds.add(id as AgentId)
      rights ||= events.some(changesRights)
    }
    return { chatIds, agentIds, rights }
  }
}

/** What changed according to events from the journal itself. */
export function touchedBy(events: readonly DeskEvent[]): Touched {
  const chatIds = new Set<ChatId>()
  for (const event of events) if ('chatId' in event) chatIds.add(event.chatId)
  return { chatIds, agentIds: null, rights: events.some(changesRights) }
}
