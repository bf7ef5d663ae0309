import type { Committed } from '#desk/committed.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId } from '#domain/ids.ts'
import type { ImagedChat } from './image.ts'

interface Kept extends Committed {
  readonly before: ReadonlyMap<ChatId, ImagedChat | null>
}

/** What changed in a stretch of the journal: enough to send a client who missed it the present state of just that. */
export interface Touched {
  readonly chatIds: Set<ChatId>
  /** How those chats were before and after each change of the stretch; null when that is not known any more. */
  readonly versions: ReadonlyMap<ChatId, readonly Chat[]> | null
  /** Null: any of them. */
  readonly agentIds: Set<AgentId> | null
  /** Queues, memberships or roles changed, and so perhaps who may see what. */
  readonly rights: boolean
}

/** Whether an event can change who may see what. */
export function changesRights({ type }: DeskEvent): boolean {
  return rightsTypes.has(type)
}

const rightsTypes: ReadonlySet<DeskEvent['type']> = new Set([
  'queue.added',
  'queue.changed',
  'queue.removed',
  'queue.turned',
  'agent.changed',
  'entry.added',
  'entry.changed',
  'entry.removed',
  'role.changed',
  'centre.changed',
])

/** The last stretch of the journal, in memory, for clients who come back soon. */
export class Recent {
  readonly #kept: Kept[] = []
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

  add(committed: Committed, before: ReadonlyMap<ChatId, ImagedChat | null>): void {
    this.#kept.push({ ...committed, before })
    this.#events += committed.events.length
    while (this.#events > this.#limit && this.#kept.length > 1) {
      const oldest = this.#kept.shift() as Kept
      this.#events -= oldest.events.length
      this.#floor = oldest.position
    }
  }

  /** What changed after a position that is not below the floor. */
  since(position: number): Touched {
    const chatIds = new Set<ChatId>()
    const versions = new Map<ChatId, Chat[]>()
    const agentIds = new Set<AgentId>()
    let rights = false
    for (let index = this.#kept.length - 1; index >= 0; index--) {
      const { position: reached, rows, events, before } = this.#kept[index] as Kept
      if (reached <= position) break
      for (const [id, chat] of rows.chats) {
        const chatId = id as ChatId
        chatIds.add(chatId)
        const known = versions.get(chatId) ?? []
        versions.set(chatId, known)
        for (const version of [before.get(chatId)?.chat, chat]) if (version) known.push(version)
      }
      for (const id of rows.agents.keys()) agentIds.add(id as AgentId)
      for (const id of rows.loads.keys()) agentIds.add(id as AgentId)
      rights ||= events.some(changesRights)
    }
    return { chatIds, versions, agentIds, rights }
  }
}

/** What changed according to events from the journal itself. */
export function touchedBy(events: readonly DeskEvent[]): Touched {
  const chatIds = new Set<ChatId>()
  for (const event of events) if ('chatId' in event) chatIds.add(event.chatId)
  return { chatIds, versions: null, agentIds: null, rights: events.some(changesRights) }
}
