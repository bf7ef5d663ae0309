import type { ChatId, CustomerId, Instant, MessageId } from '../ids.ts'

export const deliveryStates = ['pending', 'sent', 'delivered', 'read', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** How far the provider says that a line has got. */
export type DeliveryMark = 'delivered' | 'read'

/** A line on its way to a customer who is a phone number. */
export interface Delivery {
  /** Of the line; unique among all deliveries, so that the provider tells repeats by it. */
  readonly id: MessageId
  readonly chatId: ChatId
  readonly customerId: CustomerId
  /** The name of the configured channel it goes out by. */
  readonly channel: string
  /** E.164; null since the person was erased. */
  readonly phone: string | null
  /** Of the line in its chat. */
  readonly seq: number
  /** Journal position of the event that brought the line: the order in which a customer gets their lines over all chats. */
  readonly position: number
  readonly state: DeliveryState
  /** How often it was tried in vain since it is pending. */
  readonly attempts: number
  /** When it is tried next; null unless pending. */
  readonly nextAt: Instant | null
  readonly addedAt: Instant
  /** Pending since then: added, or replayed. It is given up a day later. */
  readonly since: Instant
  /** When the provider took it. */
  readonly sentAt: Instant | null
  /** Why the last try failed, in the provider's words; null when none did. */
  readonly error: string | null
}

export type PendingDelivery = Delivery & { readonly state: 'pending'; readonly phone: string; readonly nextAt: Instant }

/** Whether it is still to be sent: only such ones are always in memory. */
export function isPending(delivery: Delivery): delivery is PendingDelivery {
  return delivery.state === 'pending'
}

/** A delivery's row without the person: memory and store erase by the same rule. */
export function erasedDelivery(delivery: Delivery): Delivery {
  return { ...delivery, phone: null, error: null }
}
