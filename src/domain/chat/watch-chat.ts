import { mustBeAgent, mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { accepted } from './accepted.ts'
import { type ActiveChat, isInside, type Participant, participantOf } from './chat.ts'

export interface WatchChat {
  readonly do: 'watchChat'
  readonly chatId: ChatId
  readonly part: 'silent' | 'whisper'
}

export interface BargeIn {
  readonly do: 'bargeIn'
  readonly chatId: ChatId
}

export interface TakeOver {
  readonly do: 'takeOver'
  readonly chatId: ChatId
}

export interface LeaveChat {
  readonly do: 'leaveChat'
  readonly chatId: ChatId
  /** Whom the owner sends out; null: oneself. */
  readonly agentId: AgentId | null
}

/** A supervisor looks on, alone or to whisper. The customer never learns of it; the owner only if the centre says so. */
export const watchChat: Verb<WatchChat> = (state, { chatId, part }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, part === 'silent' ? 'watch' : 'whisper', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.agentId === agent.id) return refuse('conflict', 'chat.already-theirs')
  const now = participantOf(chat, agent.id)
  if (now?.part === part) return nothing
  if (now && isInside(now)) return refuse('conflict', 'chat.already-in-it')
  return [{ type: 'chat.participantJoined', chatId, agentId: agent.id, part }]
}

/** A supervisor joins in openly: the customer is told, and reads what they write. */
export const bargeIn: Verb<BargeIn> = (state, { chatId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'bargeIn', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.agentId === agent.id) return refuse('conflict', 'chat.already-theirs')
  const now = participantOf(chat, agent.id)
  if (now?.part === 'invited') return nothing
  if (!(now && isInside(now)) && isFull(state, agent.id)) return refuse('conflict', 'agent.at-capacity')
  const seq = chat.lastSeq + 1
  return [
    { type: 'chat.participantJoined', chatId, agentId: agent.id, part: 'invited' },
    { type: 'chat.noticed', chatId, seq, notice: { code: 'agent-came-in', agentId: agent.id } },
  ]
}

/** A supervisor makes the chat their own. */
export const takeOver: Verb<TakeOver> = (state, { chatId }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'takeOver', chat)
  const { agent } = mustBeAgent(state, actor)
  if (chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (chat.agentId === agent.id) return nothing
  const now = participantOf(chat, agent.id)
  if (!(now && isInside(now)) && isFull(state, agent.id)) return refuse('conflict', 'agent.at-capacity')
  const notice = { code: 'transferred-to-agent', fromAgentId: chat.agentId, agentId: agent.id } as const
  return [...stopHoldingOut(chat), accepted(state, chat, agent.id, 'take-over', notice, at)]
}

/** A participant leaves; the owner may send out whom they brought in. */
export const leaveChat: Verb<LeaveChat> = (state, { chatId, agentId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  const leaving = participantOf(chat, agentId ?? agent.id)
  if (agentId !== null && agentId !== agent.id) {
    mustChat(state, actor, 'bringIn', chat)
    // Who only looks on is not the owner's to send out, nor to find out about.
    if (leaving && !isInside(leaving)) return nothing
  }
  if (!leaving || chat.phase !== 'active') return nothing
  return goes(chat, leaving, agentId === null || agentId === agent.id ? 'asked' : 'dismissed')
}

/** What follows when a participant is no longer there. */
export function goes(chat: ActiveChat, { agentId, part }: Participant, why: 'asked' | 'dismissed'): readonly Fact[] {
  const chatId = chat.id
  const left: Fact = { type: 'chat.participantLeft', chatId, agentId, part, why }
  if (part !== 'invited') return [left]
  return [left, { type: 'chat.noticed', chatId, seq: chat.lastSeq + 1, notice: { code: 'agent-went-out', agentId } }]
}

/** Whoever it is held out to need not answer any more. */
export function stopHoldingOut(chat: ActiveChat): readonly Fact[] {
  if (!chat.transfer) return nothing
  return [{ type: 'chat.transferEnded', chatId: chat.id, toAgentId: chat.transfer.toAgentId, why: 'taken-back' }]
}

function isFull(state: DeskState, agentId: AgentId): boolean {
  const { chats, ringing } = state.load(agentId)
  return chats + (ringing ? 1 : 0) >= state.agents.require(agentId).capacity
}
