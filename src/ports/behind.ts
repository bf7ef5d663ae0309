import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { Instant } from '#domain/ids.ts'
import type { NumberName } from '#domain/metrics/behind.ts'

/** Numbers of some slots and owners, by the small numbers of queues and agents; null: of all. */
export interface BehindQuery {
  /** Cells whose slot begins at `from ≤ slotAt < to` of any of these; ascending, and none of them overlaps another. */
  readonly stretches: readonly { readonly from: Instant; readonly to: Instant }[]
  /** Queues' own numbers or agents': they never add up to each other. */
  readonly of: 'queues' | 'agents'
  readonly queueNos: readonly number[] | null
  /** Means nothing for queues' own numbers. */
  readonly agentNos: readonly number[] | null
  /** Under any of these. */
  readonly names: readonly NumberName[]
}

/** A page of them: what comes after that place. */
export interface BehindPage extends BehindQuery {
  readonly after: BehindPlace | null
  readonly limit: number
}

/** A place in their order: a chat in one slot. A chat that counts in two slots stands in both. */
export interface BehindPlace {
  readonly slotAt: Instant
  readonly chatNo: number
}

/** A chat as it is now, and how often it counts there under any of the names. */
export interface ChatBehind extends BehindPlace {
  readonly times: number
  readonly chat: Chat
  readonly customer: Customer | null
}

export interface ChatsBehind {
  readonly entries: readonly ChatBehind[]
  /** To ask for the next page with; null when this was the last. */
  readonly next: BehindPlace | null
}
