import { mustBeAgent, mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, ChatId, Instant } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { accepted } from './accepted.ts'
import { type ActiveChat, ownerOf, participantOf } from './chat.ts'

export interface AcceptOffer {
  readonly do: 'acceptOffer'
  readonly chatId: ChatId
}

/** The agent takes the chat that rings for them: offered by the router, or held out by a colleague, to have or to help in. */
export const acceptOffer: Verb<AcceptOffer> = (state, { chatId }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase === 'active' && (ownerOf(chat) === agent.id || participantOf(chat, agent.id))) return []
  const offered = chat.phase === 'offered' && chat.offer.agentIds.includes(agent.id)
  const heldOut = chat.phase === 'active' && chat.transfer?.toAgentId === agent.id
  if (!offered && !heldOut) return refuse('conflict', 'chat.not-offered-to-you', { phase: chat.phase })
  mustChat(state, actor, 'accept', chat)
  if (state.load(agent.id).chats >= agent.capacity)
    return refuse('conflict', 'agent.at-capacity', { capacity: agent.capacity })
  if (chat.phase === 'active') return takeHeldOut(state, chat, agent.id, at)
  return [accepted(state, chat, agent.id, 'offer', { code: 'agent-joined', agentId: agent.id }, at)]
}

function takeHeldOut(state: DeskState, chat: ActiveChat, agentId: AgentId, at: Instant): readonly Fact[] {
  const { id: chatId, lastSeq } = chat
  switch (chat.transfer?.purpose) {
    case 'consult':
      return [{ type: 'chat.participantJoined', chatId, agentId, part: 'consult' }]
    case 'invite':
      return [
        { type: 'chat.participantJoined', chatId, agentId, part: 'invited' },
        { type: 'chat.noticed', chatId, seq: lastSeq + 1, notice: { code: 'agent-came-in', agentId } },
      ]
    default: {
      const notice = { code: 'transferred-to-agent', fromAgentId: chat.agentId, agentId } as const
      return [accepted(state, chat, agentId, 'transfer', notice, at)]
    }
  }
}
