import { system } from '#domain/actor.ts'
import type { ReceiveMessage } from '#domain/chat/receive-message.ts'
import type { Delivery } from '#domain/delivery/delivery.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AttachmentId, ChatId, CustomerId, Instant, MessageId } from '#domain/ids.ts'
import { agent, ann } from './cast.ts'
import { CustomerDesk } from './customer-desk.ts'

export const kimsPhone = '+27821234567'
export const leesPhone = '+27827654321'

/** The rule desk with customers who are phone numbers. */
export class MessageDesk extends CustomerDesk {
  #lastNo = 0

  /** A message as its face makes it: ids follow from its number. */
  message(no: number, more: Partial<ReceiveMessage> = {}): ReceiveMessage {
    return {
      do: 'receiveMessage',
      channel: 'sms',
      phone: kimsPhone,
      name: null,
      messageId: `message-${no}` as MessageId,
      fileMessageId: `file-message-${no}` as MessageId,
      text: `text ${no}`,
      attachment: null,
      chatId: messageChat(no),
      customerId: `customer-${no}` as CustomerId,
      secretHash: 'h',
      ...more,
    }
  }

  receive(no: number, more: Partial<ReceiveMessage> = {}): readonly DeskEvent[] {
    return this.do(this.message(no, more), system)
  }

  /** Ann answers in the chat that the message with that number opened; the line's delivery. */
  answer(no: number, text = `answer ${++this.#lastNo}`): Delivery {
    if (this.chat(messageChat(no)).phase !== 'active')
      this.available(ann).do({ do: 'grabChat', chatId: messageChat(no) }, agent(ann))
    this.say(text, agent(ann), text, messageChat(no))
    return this.delivery(text)
  }

  delivery(id: string): Delivery {
    return this.state.deliveries.require(id)
  }

  sent(id: string): readonly DeskEvent[] {
    return this.do({ do: 'noteDelivery', deliveryId: id as MessageId, outcome: { sent: true } })
  }

  failed(id: string, retryAt: number | null): readonly DeskEvent[] {
    const outcome = { failed: 'busy', retryAt: retryAt as Instant | null }
    return this.do({ do: 'noteDelivery', deliveryId: id as MessageId, outcome })
  }
}

export const messageChat = (no: number) => `message-chat-${no}` as ChatId

export const plan = {
  attachmentId: 'plan' as AttachmentId,
  name: 'plan.pdf',
  mediaType: 'application/pdf',
  byteCount: 10,
  sha256: 'ab',
}
