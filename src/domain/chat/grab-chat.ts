import { mustBeAgent, mustChat } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import type { Decision, Verb } from '../decision.ts'
import type { ChatId, Instant } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { accepted } from './accepted.ts'
import type { WaitingChat } from './chat.ts'
import { nextWaiting } from './next-waiting.ts'

export interface GrabChat {
  readonly do: 'grabChat'
  /** Null: the next of the agent's queues. */
  readonly chatId: ChatId | null
}

/** The agent takes a waiting chat out of turn, even while it rings for somebody else; or the one whose turn it is. */
export const grabChat: Verb<GrabChat> = (state, { chatId }, actor, at) => {
  if (chatId === null) {
    const { agent } = mustBeAgent(state, actor)
    const next = nextWaiting(state, agent)
    return next ? take(state, next, agent, actor, at) : refuse('conflict', 'queue.nobody-waits')
  }
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase === 'active' && chat.agentId === agent.id) return []
  if (chat.phase !== 'queued' && chat.phase !== 'offered')
    return refuse('conflict', 'chat.not-waiting', { phase: chat.phase })
  return take(state, chat, agent, actor, at)
}

function take(state: DeskState, chat: WaitingChat, agent: Agent, actor: Actor, at: Instant): Decision {
  mustChat(state, actor, 'grab', chat)
  if (agent.availability === 'offline') return refuse('conflict', 'agent.offline')
  const load = state.load(agent.id)
  const ringsElsewhere = load.ringing !== null && load.ringing !== chat.id
  if (load.chats + (ringsElsewhere ? 1 : 0) >= agent.capacity)
    return refuse('conflict', 'agent.at-capacity', { capacity: agent.capacity })
  return [accepted(state, chat, agent.id, 'grab', { code: 'agent-joined', agentId: agent.id }, at)]
}
