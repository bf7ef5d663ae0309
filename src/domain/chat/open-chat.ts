import { mustBeSystem } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import { type ChatId, type CustomerId, later, type MessageId, type QueueId } from '../ids.ts'
import type { Queue } from '../queue/queue.ts'
import { refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { checkText } from './text.ts'

export interface OpenChat {
  readonly do: 'openChat'
  readonly chatId: ChatId
  readonly customerId: CustomerId
  readonly secretHash: string
  /** Null: the enabled queue with the lowest number. */
  readonly queueId: QueueId | null
  readonly name: string | null
  readonly email: string | null
  readonly pageUrl: string | null
  readonly locale: string | null
  readonly message: { readonly id: MessageId; readonly text: string } | null
}

/** A customer asks for somebody: the chat takes its place in a queue. Repeated with the same id and secret it changes nothing. */
export const openChat: Verb<OpenChat> = (state, command, actor, at) => {
  mustBeSystem(actor)
  const { chatId, customerId, name, email, secretHash, pageUrl, locale, message } = command
  const existing = state.chats.find(chatId)
  if (existing) return existing.secretHash === secretHash ? [] : refuse('conflict', 'chat.id-used')
  const queue = command.queueId ? state.queues.require(command.queueId) : firstQueue(state)
  if (!queue?.enabled) return refuse('conflict', 'queue.closed')
  const wrong = message && checkText(message.text)
  if (wrong) return wrong

  const waitUntil = later(at, queue.maxWaitMs)
  const facts: Fact[] = []
  if (!state.customers.find(customerId)) facts.push({ type: 'customer.added', customerId, words: { name, email } })
  const words = { secretHash, pageUrl, locale }
  facts.push({ type: 'chat.opened', chatId, queueId: queue.id, customerId, waitUntil, words })
  if (message) {
    const author = { kind: 'customer', id: customerId } as const
    const words = { text: message.text }
    facts.push({ type: 'chat.messagePosted', chatId, messageId: message.id, seq: 1, author, attachmentId: null, words })
  }
  return facts
}

function firstQueue(state: DeskState): Queue | null {
  let first: Queue | null = null
  for (const queue of state.queues.values()) if (queue.enabled && queue.no < (first?.no ?? Infinity)) first = queue
  return first
}
