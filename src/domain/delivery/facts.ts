import type { ChatId, Instant, MessageId } from '../ids.ts'
import type { DeliveryMark } from './delivery.ts'

/** What happens to a line on its way to a customer's phone; that it is on its way follows from the line itself. */
export type DeliveryFact = { readonly deliveryId: MessageId; readonly chatId: ChatId } & (
  | { readonly type: 'delivery.sent' }
  /** `retryAt` null: given up. */
  | {
      readonly type: 'delivery.failed'
      readonly retryAt: Instant | null
      readonly words?: { readonly reason: string }
    }
  | { readonly type: 'delivery.confirmed'; readonly mark: DeliveryMark }
  | { readonly type: 'delivery.replayed' }
)
