import type { ActiveChat } from '../chat/chat.ts'
import { participantOf } from '../chat/chat.ts'
import type { Fact } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import { placeIn } from '../queue/enter-queue.ts'
import type { DeskState } from '../state.ts'
import { agentDeadline, hasDoneTheirDay } from './agent.ts'
import { stopRinging } from './stop-ringing.ts'

/** What time does to an agent: the day in which they took enough chats ends; the grace of a lost connection ends. */
export function agentDue(state: DeskState, agentId: AgentId, at: Instant): readonly Fact[] {
  const agent = state.agents.get(agentId)
  const { lostGraceMs } = state.settings
  const deadline = agent ? agentDeadline(agent, lostGraceMs) : null
  if (!agent || deadline === null || deadline > at) return []
  if (hasDoneTheirDay(agent) && agent.answered.until <= at) return [{ type: 'agent.dayEnded', agentId }]
  const offline = { availability: 'offline', awayReason: null, why: 'connection-lost' } as const
  return [
    { type: 'agent.availabilitySet', agentId, ...offline },
    ...stopRinging(state, agentId, at),
    ...offerAgain(state, agentId, at),
  ]
}

/** The chats of an agent who is lost wait again, ahead of who came later; from others' chats they are gone. */
function offerAgain(state: DeskState, agentId: AgentId, at: Instant): readonly Fact[] {
  const facts: Fact[] = []
  for (const chatId of state.heldBy(agentId)) {
    const chat = state.chats.get(chatId)
    if (chat?.phase !== 'active') continue
    if (chat.agentId === agentId) facts.push(...requeue(state, chat, at))
    else facts.push(...lost(chat, agentId))
  }
  return facts
}

function requeue(state: DeskState, chat: ActiveChat, at: Instant): readonly Fact[] {
  const { id: chatId, agentId: fromAgentId, priority, openedAt, transfer } = chat
  const queue = state.queues.require(chat.queueId)
  const coming = { priority, held: null, visited: [] }
  // It waits from now, but nobody who came later is before it.
  const { rank } = placeIn(queue, { ...coming, since: openedAt }, at)
  const place = { ...placeIn(queue, { ...coming, since: at }, at), rank }
  const notice = { code: 'agent-lost', agentId: fromAgentId } as const
  const ended: Fact[] = transfer
    ? [{ type: 'chat.transferEnded', chatId, toAgentId: transfer.toAgentId, why: 'unavailable' }]
    : []
  const seq = chat.lastSeq + 1
  return [...ended, { type: 'chat.requeued', chatId, fromAgentId, why: 'connection-lost', place, seq, notice }]
}

function lost(chat: ActiveChat, agentId: AgentId): readonly Fact[] {
  const part = participantOf(chat, agentId)?.part
  if (!part) return []
  const chatId = chat.id
  const left: Fact = { type: 'chat.participantLeft', chatId, agentId, part, why: 'connection-lost' }
  const notice = { code: 'agent-went-out', agentId } as const
  return part === 'invited' ? [left, { type: 'chat.noticed', chatId, seq: chat.lastSeq + 1, notice }] : [left]
}
