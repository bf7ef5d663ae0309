import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import { type ChatId, later } from '../ids.ts'
import { isEnded } from './chat.ts'

export interface NoteCustomerPresence {
  readonly do: 'noteCustomerPresence'
  readonly chatId: ChatId
  readonly present: boolean
}

/** The customer's last live connection broke, or the first one came back. */
export const noteCustomerPresence: Verb<NoteCustomerPresence> = (state, { chatId, present }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'notePresence', chat)
  if (isEnded(chat) || chat.customerLive === present) return nothing
  if (present) return [{ type: 'chat.customerConnected', chatId }]
  return [{ type: 'chat.customerLeft', chatId, goneUntil: later(at, state.queues.require(chat.queueId).goneMs) }]
}
