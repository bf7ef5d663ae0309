import { mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { isEnded } from './chat.ts'

export interface RateChat {
  readonly do: 'rateChat'
  readonly chatId: ChatId
  /** 1 (worst) to 5 (best). */
  readonly score: number
  readonly comment: string | null
}

/** The customer's verdict on an answered chat that has ended: once, edited by nobody. */
export const rateChat: Verb<RateChat> = (state, { chatId, score, comment }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'rate', chat)
  if (!isEnded(chat)) return refuse('conflict', 'chat.not-ended')
  if (chat.ending !== 'completed') return refuse('conflict', 'chat.never-answered')
  // A token that was shown just before the person was erased opens nothing any more.
  if (chat.secretHash === '') return refuse('conflict', 'chat.erased')
  if (chat.rating) {
    const same = chat.rating.score === score && chat.rating.comment === comment
    return same ? [] : refuse('conflict', 'chat.already-rated')
  }
  return [{ type: 'chat.rated', chatId, score, words: { comment } }]
}
