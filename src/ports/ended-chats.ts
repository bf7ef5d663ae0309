import type { ClosedChat } from '#domain/chat/chat.ts'
import type { ChatGroup, ChatSums } from '#domain/chat/chat-groups.ts'
import type { Trait, TraitWanted } from '#domain/chat/traits.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { AgentId, Instant, QueueId } from '#domain/ids.ts'

/** Closed chats that ended at `from ≤ at < to`, in these queues and had last by these agents (null: by any or none), as all of `where` want them. */
export interface ChatsWanted {
  readonly from: Instant
  readonly to: Instant
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
  readonly where: readonly TraitWanted[]
}

/** A place in the order of ends: `no` breaks ties. */
export interface EndPlace {
  readonly endedAt: Instant
  readonly no: number
}

export interface EndedChatsQuery extends ChatsWanted {
  /** Chats behind this place; null: from the beginning. */
  readonly after: EndPlace | null
  readonly limit: number
}

export interface EndedChat {
  readonly chat: ClosedChat
  readonly customer: Customer | null
  /** The first text of the customer, as written; null where they wrote none, and once it was erased. */
  readonly question: string | null
}

export interface EndedChatsPage {
  /** Oldest end first; may be empty although more follow, where few of many are wanted. */
  readonly chats: readonly EndedChat[]
  /** Where to go on; null at the end. */
  readonly next: EndPlace | null
}

export interface ChatGroupsQuery extends ChatsWanted {
  /** By the values of these traits together; a chat with several values of one is in several groups. */
  readonly by: readonly Trait[]
  readonly after: EndPlace | null
}

export interface ChatGroupsPage {
  /** In no order; of the next few hundred chats only: groups of all pages add up. */
  readonly groups: readonly ChatGroup[]
  /** Each chat once, whatever groups it is in. */
  readonly together: ChatSums
  readonly next: EndPlace | null
}

/** Chats that were open at some moment of `from ≤ at < to`. */
export interface ChatSpansQuery {
  readonly from: Instant
  readonly to: Instant
  readonly queueIds: readonly QueueId[] | null
  /** Closed chats that ended before this place; null: from the end, with all that are not closed. */
  readonly before: EndPlace | null
  readonly limit: number
}

/** From when to when a chat was there. */
export interface ChatSpan {
  readonly openedAt: Instant
  readonly answeredAt: Instant | null
  /** Null: it goes on. */
  readonly endedAt: Instant | null
}

export interface ChatSpansPage {
  /** Newest end first. */
  readonly closed: readonly ChatSpan[]
  /** In no order; on the first page only. */
  readonly unclosed: readonly ChatSpan[]
  readonly next: EndPlace | null
}
