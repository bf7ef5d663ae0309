import { mustBeSystem } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Instant, MessageId } from '../ids.ts'
import { isPending } from './delivery.ts'

export interface NoteDelivery {
  readonly do: 'noteDelivery'
  readonly deliveryId: MessageId
  readonly outcome: { readonly sent: true } | { readonly failed: string; readonly retryAt: Instant | null }
}

/** The provider took a line, or did not. Of a line that is no longer pending (confirmed meanwhile, or erased) it changes nothing. */
export const noteDelivery: Verb<NoteDelivery> = (state, { deliveryId, outcome }, actor) => {
  mustBeSystem(actor)
  const delivery = state.deliveries.find(deliveryId)
  if (!delivery || !isPending(delivery)) return nothing
  const { chatId } = delivery
  if ('sent' in outcome) return [{ type: 'delivery.sent', deliveryId, chatId }]
  const { failed: reason, retryAt } = outcome
  return [{ type: 'delivery.failed', deliveryId, chatId, retryAt, words: { reason } }]
}
