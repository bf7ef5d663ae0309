import type { AgentId, Instant, QueueId } from '#domain/ids.ts'
import type { CountName, TimeName } from '#domain/metrics/names.ts'
import type { ChatsWanted } from '#ports/ended-chats.ts'

/** Which chats a number counts: what to ask the store for. */
export type Behind = CountedChats | EndedChatsBehind

/** Chats that have ended and are alike: `endedChats` lists them. */
export interface EndedChatsBehind extends ChatsWanted {
  readonly of: 'ended'
}

/** Chats that brought something to the cells of some queues or agents. */
export interface CountedChats {
  readonly of: 'queues' | 'agents'
  readonly names: readonly (CountName | TimeName)[]
  /** Ascending, without overlap. */
  readonly stretches: readonly { readonly from: Instant; readonly to: Instant }[]
  /** Null: of all. */
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
}
