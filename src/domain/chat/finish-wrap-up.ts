import { mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { needsDisposition } from './set-disposition.ts'

export interface FinishWrapUp {
  readonly do: 'finishWrapUp'
  readonly chatId: ChatId
}

/** The paperwork is done: the chat is closed and its slot free. */
export const finishWrapUp: Verb<FinishWrapUp> = (state, { chatId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'finishWrapUp', chat)
  if (chat.phase === 'closed') return []
  if (chat.phase !== 'wrapUp') return refuse('conflict', 'chat.not-in-wrap-up', { phase: chat.phase })
  if (needsDisposition(state, chat)) return refuse('conflict', 'chat.needs-disposition')
  return [{ type: 'chat.wrapUpFinished', chatId, agentId: chat.agentId, why: 'asked' }]
}
