import { mustBeSystem } from '../access/may.ts'
import type { Customer } from '../customer/customer.ts'
import { holderOf, keysOf } from '../customer/keys.ts'
import { idsOf, personOf } from '../customer/person.ts'
import { chatsInMemory } from '../customer/sight.ts'
import { whoeverAsks } from '../customer/whoever-asks.ts'
import { isRefusal, nothing, type Verb } from '../decision.ts'
import { menuFlow } from '../flow/menu-flow.ts'
import type { ChatId, CustomerId, MessageId } from '../ids.ts'
import { firstQueue } from '../queue/first-queue.ts'
import { refuse, refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { welcomed } from './begin-welcome.ts'
import { type Chat, isEnded } from './chat.ts'
import { fileStored, linesOf, linesPosted, type NewFile } from './lines.ts'
import { checkText } from './text.ts'
import { welcomeFlow } from './welcome.ts'

export interface ReceiveMessage {
  readonly do: 'receiveMessage'
  /** The configured channel it came by. */
  readonly channel: string
  /** In E.164. */
  readonly phone: string
  /** What they call themselves there; taken where we know no name. */
  readonly name: string | null
  readonly messageId: MessageId
  readonly text: string | null
  readonly attachment: NewFile | null
  /** Of the file's line, where there is a text too; alone, a file is the message itself. */
  readonly fileMessageId: MessageId
  /** For a chat that has to be opened, and for a customer who is not known yet. Made of the message, so that a repeat brings the same. */
  readonly chatId: ChatId
  readonly customerId: CustomerId
  readonly secretHash: string
}

/**
 * A customer who is a phone number wrote. It goes to their open chat at this address, else a chat begins, led by a flow: so
 * a queue that is full or closed says so in a chat that ends, as there is nobody who could be refused. The same message
 * again changes nothing.
 */
export const receiveMessage: Verb<ReceiveMessage> = (state, command, actor, at) => {
  mustBeSystem(actor)
  const { chatId, channel, phone, text, attachment, messageId, secretHash } = command
  if (text === null && !attachment) return refuseValue('message.empty', 'text', 'a text, an attachment or both')
  const wrong = text === null ? null : checkText(text)
  if (wrong) return wrong
  if (state.chats.find(chatId)) return nothing
  const lines = linesOf({ ...command, file: attachment })
  const holder = holderBy(state, phone)
  const open = holder && openChatAt(state, holder.id, command)
  if (open) {
    if (state.usedMessageIds(open.id).has(messageId)) return nothing
    const author = { kind: 'customer', id: open.customerId } as const
    return [...fileStored(open.id, attachment), ...linesPosted(state, open, author, lines, at)]
  }
  const queue = firstQueue(state)
  if (!queue) return refuse('conflict', 'queue.closed')
  const name = holder?.name ? null : command.name
  const { customerId } = command
  const asker = whoeverAsks(state, { customerId, name, email: null, phone, verified: true })
  if (isRefusal(asker)) return asker
  const flow = welcomeFlow(state, null) ?? menuFlow(state)
  const page = { pageUrl: null, locale: null, attributes: {} }
  const arrival = {
    chatId,
    name,
    email: null,
    secretHash,
    ...page,
    channel: 'message',
    address: { channel, phone },
  } as const
  return welcomed(state, flow, queue, { ...arrival, lines, stored: fileStored(chatId, attachment) }, asker, at)
}

/** The chat in which the message stands, once it was received; null: none that is not over. */
export function chatWith(state: DeskState, command: ReceiveMessage): Chat | null {
  const opened = state.chats.find(command.chatId)
  if (opened) return opened
  const holder = holderBy(state, command.phone)
  return holder && openChatAt(state, holder.id, command)
}

function holderBy(state: DeskState, phone: string): Customer | null {
  return holderOf(state, keysOf({ email: null, externalId: null, phone }))
}

/** The newest of the person's chats that is not over and goes to this address. */
function openChatAt(state: DeskState, customerId: CustomerId, { channel, phone }: ReceiveMessage): Chat | null {
  let newest: Chat | null = null
  for (const chat of chatsInMemory(state, idsOf(personOf(state, customerId)))) {
    if (isEnded(chat) || chat.address?.channel !== channel || chat.address.phone !== phone) continue
    if (chat.no > (newest?.no ?? 0)) newest = chat
  }
  return newest
}
