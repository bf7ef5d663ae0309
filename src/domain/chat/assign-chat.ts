import { mayChat, mustBeAgent, mustChat, seenAgent, seenQueue } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import { isRefusal, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, ChatId, Instant, QueueId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { accepted } from './accepted.ts'
import { type Chat, ownerOf } from './chat.ts'
import { toQueue } from './transfer-chat.ts'
import { stopHoldingOut } from './watch-chat.ts'

export interface AssignChat {
  readonly do: 'assignChat'
  readonly chatId: ChatId
  readonly agentId: AgentId
  /** Set: only a chat that waits, or only one that has an owner, and then only to an agent who is available. */
  readonly only?: 'waiting' | 'active'
}

export interface ReassignChats {
  readonly do: 'reassignChats'
  /** Every open chat of this agent, or these. */
  readonly from: { readonly agentId: AgentId } | { readonly chatIds: readonly ChatId[] }
  readonly to: { readonly queueId: QueueId } | { readonly agentId: AgentId }
}

/** A supervisor gives a waiting or active chat to an agent, without asking them; they must be there and have room. */
export const assignChat: Verb<AssignChat> = (state, { chatId, agentId, only }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  if (only === 'active' && chat.phase !== 'active') return refuse('conflict', 'chat.not-active', { phase: chat.phase })
  mustChat(state, actor, 'transfer', chat)
  const agent = seenAgent(state, actor, agentId)
  const theirs = ownerOf(chat) === agent.id
  if (only === 'waiting' && chat.phase !== 'queued' && chat.phase !== 'offered' && !theirs)
    return refuse('conflict', 'chat.not-waiting', { phase: chat.phase })
  if (only === 'active' && agent.availability !== 'available' && !theirs) return refuse('conflict', 'agent.offline')
  return toAgent(state, chat, agent, 0, at)
}

/** Many chats at once: those that can be moved are, and the others stay as they are. `previewReassign` says beforehand which. */
export const reassignChats: Verb<ReassignChats> = (state, command, actor, at) =>
  planReassign(state, command, actor, at).flatMap(({ outcome }) => (isRefusal(outcome) ? [] : outcome))

export interface PlannedMove {
  readonly chatId: ChatId
  /** What would follow, or why it cannot be. */
  readonly outcome: readonly Fact[] | Refusal
}

/** What reassigning would do with each chat: the verb's own plan, made and not carried out. */
export function planReassign(
  state: DeskState,
  { from, to }: Omit<ReassignChats, 'do'>,
  actor: Actor,
  at: Instant,
): readonly PlannedMove[] {
  if (actor.kind !== 'system') mustBeAgent(state, actor)
  const chats = chatsFrom(state, from, actor)
  const queue = 'queueId' in to ? seenQueue(state, actor, to.queueId) : null
  const agent = 'agentId' in to ? seenAgent(state, actor, to.agentId) : null
  let given = 0
  return chats.map((chat) => {
    let outcome: PlannedMove['outcome'] = refuse('conflict', 'chat.not-active', { phase: chat.phase })
    if (!mayMove(state, actor, chat)) outcome = refuse('not-allowed', 'chat.not-allowed', { action: 'transfer' })
    else if (agent) outcome = toAgent(state, chat, agent, given, at)
    else if (queue && chat.phase === 'active') outcome = toQueue(state, chat, queue, at)
    if (agent && !isRefusal(outcome) && outcome.length > 0) given++
    return { chatId: chat.id, outcome }
  })
}

function chatsFrom(state: DeskState, from: ReassignChats['from'], actor: Actor): readonly Chat[] {
  if ('chatIds' in from)
    return [...new Set(from.chatIds)].map((chatId) => {
      const chat = state.chats.require(chatId)
      mustChat(state, actor, 'see', chat)
      return chat
    })
  const { id } = seenAgent(state, actor, from.agentId)
  const held = [...state.heldBy(id)].map((chatId) => state.chats.require(chatId))
  const seen = (chat: Chat) => actor.kind !== 'agent' || mayChat(state, actor.agentId, 'see', chat)
  return held.filter((chat) => chat.phase === 'active' && chat.agentId === id && seen(chat)).sort((a, b) => a.no - b.no)
}

function mayMove(state: DeskState, actor: Actor, chat: Chat): boolean {
  return actor.kind === 'system' || (actor.kind === 'agent' && mayChat(state, actor.agentId, 'transfer', chat))
}

/** `given` chats are on their way to the agent in the same step. */
function toAgent(state: DeskState, chat: Chat, agent: Agent, given: number, at: Instant): readonly Fact[] | Refusal {
  if (chat.phase === 'wrapUp' || chat.phase === 'closed') return refuse('conflict', 'chat.ended')
  // Nobody was asked for yet: the flow decides, and the customer.
  if (chat.phase === 'welcome') return refuse('conflict', 'chat.not-waiting', { phase: chat.phase })
  if (chat.phase === 'active' && chat.agentId === agent.id) return []
  if (!agent.enabled || agent.availability === 'offline') return refuse('conflict', 'agent.offline')
  const { chats, ringing } = state.load(agent.id)
  const already = state.heldBy(agent.id).has(chat.id) ? 1 : 0
  const rings = ringing !== null && ringing !== chat.id ? 1 : 0
  if (chats - already + rings + given >= agent.capacity)
    return refuse('conflict', 'agent.at-capacity', { capacity: agent.capacity })
  if (chat.phase !== 'active')
    return [accepted(state, chat, agent.id, 'assigned', { code: 'agent-joined', agentId: agent.id }, at)]
  const notice = { code: 'transferred-to-agent', fromAgentId: chat.agentId, agentId: agent.id } as const
  return [...stopHoldingOut(chat), accepted(state, chat, agent.id, 'transfer', notice, at)]
}
