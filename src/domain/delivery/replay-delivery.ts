import { mustBeAgent, mustHave } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { MessageId } from '../ids.ts'
import { refuse } from '../refusal.ts'

export interface ReplayDelivery {
  readonly do: 'replayDelivery'
  readonly deliveryId: MessageId
}

/** Somebody has a line sent now: one that was given up, that waits for its next try, or that the provider took and lost. */
export const replayDelivery: Verb<ReplayDelivery> = (state, { deliveryId }, actor) => {
  mustBeAgent(state, actor)
  mustHave(state, actor, 'organisation.manage', null)
  const { chatId, phone, state: stands } = state.deliveries.require(deliveryId)
  if (phone === null) return refuse('conflict', 'delivery.erased')
  if (stands === 'delivered' || stands === 'read') return refuse('conflict', 'delivery.arrived')
  return [{ type: 'delivery.replayed', deliveryId, chatId }]
}
