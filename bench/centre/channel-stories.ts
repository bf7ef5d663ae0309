import { system } from '#domain/actor.ts'
import type { ChatId, CustomerId, MessageId } from '#domain/ids.ts'
import type { WholeCentre } from './build.ts'
import { rare, type Stories } from './story.ts'

type Named = 'receiveMessage' | 'noteDelivery' | 'confirmDelivery' | 'replayDelivery'

/** What customers who are phone numbers bring about; each has a chat of their own. */
export function channelStories({ centre, busy }: WholeCentre): Pick<Stories, Named> {
  const { state } = centre
  const admin = [...state.agents.values()].find(({ role }) => role === 'admin')?.id ?? centre.random.pick(busy)
  let lastNo = 0
  const received = () => {
    const phone = `+2782${String(++lastNo).padStart(7, '0')}`
    const chatId = centre.id<ChatId>()
    const command = {
      do: 'receiveMessage',
      channel: 'sms',
      phone,
      name: 'Kim',
      messageId: centre.id<MessageId>(),
      fileMessageId: centre.id<MessageId>(),
      text: 'Hello',
      attachment: null,
      chatId,
      customerId: centre.id<CustomerId>(),
      secretHash: 'h',
    } as const
    return command
  }
  /** A line on its way, as a queue's text would be. */
  const delivery = (): MessageId => {
    const command = received()
    centre.do(command)
    const id = centre.id<MessageId>()
    const { customerId } = state.chats.require(command.chatId)
    const times = { nextAt: state.at, addedAt: state.at, since: state.at, sentAt: null }
    const row = { id, chatId: command.chatId, customerId, channel: 'sms', phone: command.phone, seq: 1, ...times }
    state.deliveries.put({ ...row, position: state.position, state: 'pending', attempts: 0, error: null })
    return id
  }
  return {
    receiveMessage: { times: rare, next: () => ({ command: received() }) },
    noteDelivery: {
      times: rare,
      next: () => ({ command: { do: 'noteDelivery', deliveryId: delivery(), outcome: { sent: true } }, actor: system }),
    },
    confirmDelivery: {
      times: rare,
      next: () => ({ command: { do: 'confirmDelivery', deliveryId: delivery(), channel: 'sms', mark: 'read' } }),
    },
    replayDelivery: {
      times: rare,
      next: () => ({ command: { do: 'replayDelivery', deliveryId: delivery() }, actor: centre.as(admin) }),
    },
  }
}
