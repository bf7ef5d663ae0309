import { mustBeAgent, mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { ownerOf } from './chat.ts'

export interface AcceptOffer {
  readonly do: 'acceptOffer'
  readonly chatId: ChatId
}

/** The agent takes the chat that rings for them: offered by the router, or held out by a colleague. */
export const acceptOffer: Verb<AcceptOffer> = (state, { chatId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase === 'active' && ownerOf(chat) === agent.id) return []
  const offered = chat.phase === 'offered' && chat.offer.agentIds.includes(agent.id)
  const heldOut = chat.phase === 'active' && chat.transfer?.toAgentId === agent.id
  if (!offered && !heldOut) return refuse('conflict', 'chat.not-offered-to-you', { phase: chat.phase })
  mustChat(state, actor, 'accept', chat)
  if (state.load(agent.id).chats >= agent.capacity)
    return refuse('conflict', 'agent.at-capacity', { capacity: agent.capacity })
  const accepted = { type: 'chat.accepted', chatId, agentId: agent.id, seq: chat.lastSeq + 1 } as const
  if (chat.phase !== 'active')
    return [{ ...accepted, how: 'offer', notice: { code: 'agent-joined', agentId: agent.id } }]
  const notice = { code: 'transferred-to-agent', fromAgentId: chat.agentId, agentId: agent.id } as const
  return [{ ...accepted, how: 'transfer', notice }]
}
