import type { CustomerId, Instant } from '../ids.ts'

/** The person helped, over all their chats. */
export interface Customer {
  readonly id: CustomerId
  readonly no: number
  readonly name: string | null
  readonly email: string | null
  readonly addedAt: Instant
}
