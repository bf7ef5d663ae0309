import { system } from '../actor.ts'
import type { OfferedChat, WaitingChat } from '../chat/chat.ts'
import { endChat } from '../chat/close-chat.ts'
import { overflowed } from '../chat/overflowed.ts'
import { isRefusal, nothing } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { enterQueue } from './enter-queue.ts'
import type { Queue } from './queue.ts'

/** What becomes of a chat that waits in a queue whose hours are over: on by the `closed` rule, or its end; none: it stays. */
export function leaveClosed(state: DeskState, chat: WaitingChat, queue: Queue, at: Instant): readonly Fact[] {
  const rule = queue.overflows.find(({ when }) => when === 'closed')
  if (rule) {
    const { place, priority } = chat
    const visited = [...place.visited, queue.id]
    const next = state.queues.get(rule.toQueueId)
    const entered = next && enterQueue(state, next, { since: place.since, priority, held: null, visited }, at)
    if (entered && !isRefusal(entered)) return [overflowed(chat.id, chat.lastSeq, queue, { ...entered, why: 'closed' })]
  }
  return queue.endsWaitingAtClosing ? [endChat(state, chat, system, at, 'after-hours')] : nothing
}

/**
 * What rings at closing time may still be taken. When the last of those it rings for is out, its place is in a line that
 * is no more: it goes where the others went.
 */
export function leaveIfClosed(
  state: DeskState,
  chat: OfferedChat,
  out: readonly AgentId[],
  at: Instant,
): readonly Fact[] {
  const queue = state.queues.require(chat.queueId)
  const ringsOn = chat.offer.agentIds.some((agentId) => !out.includes(agentId))
  return queue.open || ringsOn ? nothing : leaveClosed(state, chat, queue, at)
}
