import type { Aside, Author } from '#domain/chat/message.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { AgentId, ChatId, CustomerId, Instant, QueueId } from '#domain/ids.ts'

/** The chats somebody may see: of these queues, or of this agent; null queues: all. */
export interface SearchScope {
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[]
}

export interface SearchQuery {
  /**
   * As a person typed it: all words must occur, "phrases" in their order, the last word may go on; case and accents
   * do not matter. Nothing in it is an operator.
   */
  readonly words: string
  readonly scope: SearchScope
  /** Only chats that are now in this queue, of this agent, of this customer; null: any. */
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
  readonly customerId: CustomerId | null
  /** Lines with `from ≤ at < to`; null: no bound. */
  readonly from: Instant | null
  readonly to: Instant | null
  /** Lines before this journal position; null: from the newest. */
  readonly before: number | null
  readonly limit: number
}

/** A part of a text, from `start` to before `end`, in UTF-16 units. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A line that was found, with as much of its chat as a list shows. */
export interface SearchHit {
  readonly position: number
  readonly chatId: ChatId
  readonly seq: number
  readonly at: Instant
  readonly kind: 'text' | 'file' | Aside['kind']
  readonly author: Author
  /** The whole text, or the name of the file. */
  readonly text: string
  readonly ranges: readonly TextRange[]
  readonly chatNo: number
  readonly queueId: QueueId
  readonly customer: { readonly id: CustomerId; readonly name: string | null }
}

export interface CustomerSearchQuery {
  readonly words: string
  /** Only customers who have a chat in it. */
  readonly scope: SearchScope
  /** Customers with a lower `no`; null: from the newest. */
  readonly before: number | null
  readonly limit: number
}

export interface CustomerHit {
  readonly customer: Customer
  readonly nameRanges: readonly TextRange[]
  readonly emailRanges: readonly TextRange[]
}

/** Chats by what an attribute of theirs begins with, case aside; only by the attributes that are named. */
export interface AttributeQuery {
  readonly text: string
  readonly names: readonly string[]
  readonly scope: SearchScope
  /** Chats with a lower number; null: from the newest. */
  readonly before: number | null
  readonly limit: number
}

/** A chat that was found by one of its attributes. */
export interface AttributeHit {
  readonly chatId: ChatId
  readonly chatNo: number
  readonly name: string
  readonly value: string
  readonly queueId: QueueId
  readonly openedAt: Instant
  readonly customer: { readonly id: CustomerId; readonly name: string | null }
}
