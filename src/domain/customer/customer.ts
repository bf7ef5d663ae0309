import type { AgentId, CustomerId, Instant } from '../ids.ts'

/** The person helped, over all their chats. */
export interface Customer {
  readonly id: CustomerId
  readonly no: number
  readonly name: string | null
  readonly email: string | null
  /** Who talked to them last. */
  readonly lastAgentId: AgentId | null
  readonly addedAt: Instant
}
