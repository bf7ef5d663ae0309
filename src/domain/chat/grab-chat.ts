import { mustBeAgent, mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { accepted } from './accepted.ts'

export interface GrabChat {
  readonly do: 'grabChat'
  readonly chatId: ChatId
}

/** The agent takes a waiting chat out of turn, even while it rings for somebody else. */
export const grabChat: Verb<GrabChat> = (state, { chatId }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase === 'active' && chat.agentId === agent.id) return []
  if (chat.phase !== 'queued' && chat.phase !== 'offered')
    return refuse('conflict', 'chat.not-waiting', { phase: chat.phase })
  mustChat(state, actor, 'grab', chat)
  if (agent.availability === 'offline') return refuse('conflict', 'agent.offline')
  const load = state.load(agent.id)
  const ringsElsewhere = load.ringing !== null && load.ringing !== chatId
  if (load.chats + (ringsElsewhere ? 1 : 0) >= agent.capacity)
    return refuse('conflict', 'agent.at-capacity', { capacity: agent.capacity })
  return [accepted(state, chat, agent.id, 'grab', { code: 'agent-joined', agentId: agent.id }, at)]
}
