import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'

export interface HoldChat {
  readonly do: 'holdChat'
  readonly chatId: ChatId
}

export interface ResumeChat {
  readonly do: 'resumeChat'
  readonly chatId: ChatId
}

/** The owner asks the customer to wait: said to the customer, counted apart, and no idle time runs. */
export const holdChat: Verb<HoldChat> = (state, { chatId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'hold', chat)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.heldSince !== null) return nothing
  const agentId = chat.agentId
  const notice = { code: 'held', agentId } as const
  return [
    { type: 'chat.held', chatId, agentId },
    { type: 'chat.noticed', chatId, seq: chat.lastSeq + 1, notice },
  ]
}

/** The owner is back. */
export const resumeChat: Verb<ResumeChat> = (state, { chatId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'hold', chat)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.heldSince === null) return nothing
  const agentId = chat.agentId
  const notice = { code: 'resumed', agentId } as const
  return [
    { type: 'chat.resumed', chatId, agentId },
    { type: 'chat.noticed', chatId, seq: chat.lastSeq + 1, notice },
  ]
}
