import { mustBeAgent, mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import { type ChatId, later } from '../ids.ts'
import { leaveIfClosed } from '../queue/after-closing.ts'
import { refuse } from '../refusal.ts'

export interface DeclineOffer {
  readonly do: 'declineOffer'
  readonly chatId: ChatId
}

/** The agent does not take the chat that rings for them: it goes on ringing elsewhere, or back to its old place or owner. */
export const declineOffer: Verb<DeclineOffer> = (state, { chatId }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase === 'active' && chat.transfer?.toAgentId === agent.id)
    return [{ type: 'chat.transferEnded', chatId, toAgentId: agent.id, why: 'declined' }]
  if (chat.phase !== 'offered' || !chat.offer.agentIds.includes(agent.id))
    return refuse('conflict', 'chat.not-offered-to-you', { phase: chat.phase })
  const askAgainAt = later(at, state.queues.require(chat.queueId).retryMs)
  return [
    { type: 'chat.offerDeclined', chatId, agentId: agent.id, no: chat.offer.no, askAgainAt },
    ...leaveIfClosed(state, chat, [agent.id], at),
  ]
}
