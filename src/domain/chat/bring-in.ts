import { mustBeAgent, mustChat, seenAgent } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import { type AgentId, type ChatId, later } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { whyNotNow } from '../routing/assess.ts'
import { accepted } from './accepted.ts'
import { isInside, participantOf } from './chat.ts'
import { stopHoldingOut } from './watch-chat.ts'

export interface BringIn {
  readonly do: 'bringIn'
  readonly chatId: ChatId
  readonly agentId: AgentId
  /** `consult`: aside, unseen by the customer; `invite`: into the conversation. */
  readonly purpose: 'consult' | 'invite'
}

export interface CompleteConsult {
  readonly do: 'completeConsult'
  readonly chatId: ChatId
  readonly agentId: AgentId
}

/** The owner asks another agent in: it rings there, and the chat stays with its owner whatever comes of it. */
export const bringIn: Verb<BringIn> = (state, { chatId, agentId, purpose }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'bringIn', chat)
  const target = seenAgent(state, actor, agentId)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.transfer) return refuse('conflict', 'chat.transfer-rings')
  const now = participantOf(chat, agentId)
  if (agentId === chat.agentId || (now && isInside(now))) return refuse('conflict', 'chat.already-in-it')
  const why = whyNotNow(target, state.load(target.id))
  if (why) return refuse('conflict', 'agent.cannot-take', { why })
  const { offerMs } = state.queues.require(chat.queueId)
  const transfer = { purpose, toAgentId: agentId, madeAt: at, lapsesAt: later(at, offerMs) }
  return [{ type: 'chat.transferOffered', chatId, fromAgentId: chat.agentId, transfer }]
}

/** The owner hands the chat to one whom they asked in: a warm transfer is complete. */
export const completeConsult: Verb<CompleteConsult> = (state, { chatId, agentId }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'bringIn', chat)
  mustBeAgent(state, actor)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.agentId === agentId) return nothing
  const participant = participantOf(chat, agentId)
  if (!participant || !isInside(participant)) return refuse('conflict', 'chat.not-in-it')
  const notice = { code: 'transferred-to-agent', fromAgentId: chat.agentId, agentId } as const
  return [...stopHoldingOut(chat), accepted(state, chat, agentId, 'consult', notice, at)]
}
