import type { Chat } from '../chat/chat.ts'
import type { Message } from '../chat/message.ts'
import type { DeskEvent } from '../events.ts'
import type { DeskState } from '../state.ts'
import type { Delivery } from './delivery.ts'

type DeliveryEvent = Extract<DeskEvent, { type: `delivery.${string}` }>

/** What the facts about deliveries change. */
export function applyDeliveryEvent(state: DeskState, event: DeliveryEvent): void {
  const delivery = state.deliveries.get(event.deliveryId)
  // A replay of the journal has no addresses, and so no deliveries.
  if (delivery) state.deliveries.put(changed(delivery, event))
}

function changed(delivery: Delivery, event: DeliveryEvent): Delivery {
  const { at } = event
  switch (event.type) {
    case 'delivery.sent':
      return { ...delivery, state: 'sent', nextAt: null, sentAt: at, error: null }
    case 'delivery.failed': {
      const tried = { ...delivery, attempts: delivery.attempts + 1, error: event.words?.reason ?? '' }
      return { ...tried, state: event.retryAt === null ? 'failed' : 'pending', nextAt: event.retryAt }
    }
    case 'delivery.confirmed':
      return { ...delivery, state: event.mark, nextAt: null, sentAt: delivery.sentAt ?? at, error: null }
    case 'delivery.replayed':
      return { ...delivery, state: 'pending', attempts: 0, nextAt: at, since: at, error: null }
  }
}

/** A line that is not the customer's own goes out to where they are, if they are not on a page of ours. */
export function addDelivery(state: DeskState, { address, customerId }: Chat, line: Message): void {
  if (!address || line.kind === 'notice' || line.author.kind === 'customer') return
  const { id, chatId, seq, position, at } = line
  const tried = { attempts: 0, nextAt: at, addedAt: at, since: at, sentAt: null, error: null }
  state.deliveries.put({ id, chatId, customerId, ...address, seq, position, state: 'pending', ...tried })
}
