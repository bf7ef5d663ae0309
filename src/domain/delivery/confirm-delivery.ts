import { mustBeSystem } from '../access/may.ts'
import { marked } from '../chat/mark-chat.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { MessageId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { DeliveryMark, DeliveryState } from './delivery.ts'

export interface ConfirmDelivery {
  readonly do: 'confirmDelivery'
  readonly deliveryId: MessageId
  /** The channel that says so: one provider cannot speak for another. */
  readonly channel: string
  readonly mark: DeliveryMark
}

/** How far each state is; a receipt proves more than a try that seemed to fail. */
const reached: Readonly<Record<DeliveryState, number>> = { failed: 0, pending: 0, sent: 0, delivered: 1, read: 2 }

/** The provider says that a line is on the customer's phone, or was read there. Receipts may come twice and in any order. */
export const confirmDelivery: Verb<ConfirmDelivery> = (state, { deliveryId, channel, mark }, actor) => {
  mustBeSystem(actor)
  const delivery = state.deliveries.require(deliveryId)
  if (delivery.channel !== channel) return refuse('not-found', 'delivery.not-found')
  if (reached[mark] <= reached[delivery.state]) return nothing
  const { chatId, seq } = delivery
  const confirmed: Fact = { type: 'delivery.confirmed', deliveryId, chatId, mark }
  const read = mark === 'read' ? seq : 0
  return [confirmed, ...marked(state.chats.require(chatId), 'customer', { delivered: seq, read })]
}
