import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { Fact } from '../events.ts'
import { type Instant, later } from '../ids.ts'
import { leaveIfClosed } from '../queue/after-closing.ts'
import { enterQueue, isStaffed, nextOverflowAt, relaxAt } from '../queue/enter-queue.ts'
import type { Overflow, Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { type ActiveChat, chatDeadline, type QueuedChat, type WaitingChat } from './chat.ts'
import { endChat } from './close-chat.ts'
import { flowTimePassed } from './lead-chat.ts'
import { overflowed } from './overflowed.ts'

/** What time does to a chat whose deadline has come. */
export function chatDue(state: DeskState, chatId: string, at: Instant): readonly Fact[] {
  const chat = state.chats.get(chatId)
  const deadline = chat ? chatDeadline(chat) : null
  if (!chat || deadline === null || deadline > at) return []
  switch (chat.phase) {
    case 'welcome':
      return flowTimePassed(state, chat, at)
    case 'wrapUp':
      return [{ type: 'chat.wrapUpFinished', chatId: chat.id, agentId: chat.agentId, why: 'time' }]
    case 'active':
      return activeDue(state, chat, at)
    case 'queued':
    case 'offered':
      return waitingDue(state, chat, at)
    case 'closed':
      return []
  }
}

function activeDue(state: DeskState, chat: ActiveChat, at: Instant): readonly Fact[] {
  const { id: chatId, transfer } = chat
  if (transfer && transfer.lapsesAt <= at)
    return [{ type: 'chat.transferEnded', chatId, toAgentId: transfer.toAgentId, why: 'lapsed' }]
  if (chat.idleWarnedAt !== null) return [endChat(state, chat, system, at, 'idle')]
  const notice = { code: 'idle-warning' } as const
  return [
    { type: 'chat.idleWarned', chatId },
    { type: 'chat.noticed', chatId, seq: chat.lastSeq + 1, notice },
  ]
}

function waitingDue(state: DeskState, chat: WaitingChat, at: Instant): readonly Fact[] {
  const { id: chatId, place, goneUntil } = chat
  if (place.until <= at || (goneUntil !== null && goneUntil <= at)) return [endChat(state, chat, system, at)]
  const queue = state.queues.require(chat.queueId)
  if (chat.phase === 'offered') {
    const { no, agentIds } = chat.offer
    const lapsed: Fact = { type: 'chat.offerLapsed', chatId, agentIds, no, askAgainAt: later(at, queue.retryMs) }
    return [lapsed, ...leaveIfClosed(state, chat, agentIds, at)]
  }
  if (place.overflowAt !== null && place.overflowAt <= at) return overflow(state, chat, queue, at)
  if (place.relaxAt !== null && place.relaxAt <= at) {
    const relaxed = place.relaxed + 1
    return [{ type: 'chat.needsRelaxed', chatId, relaxed, relaxAt: relaxAt(queue, place.enteredAt, relaxed) }]
  }
  if (place.held && place.held.until <= at)
    return [{ type: 'chat.holdEnded', chatId, agentId: place.held.agentId, why: 'time' }]
  return [{ type: 'chat.roundEnded', chatId, no: chat.round.no }]
}

/** The first rule that applies by now leads on, if there is a place where it leads; else the chat stays and is looked at again. */
function overflow(state: DeskState, chat: QueuedChat, queue: Queue, at: Instant): readonly Fact[] {
  const { place, priority } = chat
  const visited = [...place.visited, queue.id]
  for (const rule of queue.overflows) {
    if (!applies(state, rule, queue, place.enteredAt, at) || visited.includes(rule.toQueueId)) continue
    const next = state.queues.get(rule.toQueueId)
    const entered = next && enterQueue(state, next, { since: place.since, priority, held: null, visited }, at)
    if (entered && !isRefusal(entered))
      return [overflowed(chat.id, chat.lastSeq, queue, { ...entered, why: rule.when })]
  }
  return [{ type: 'chat.stayed', chatId: chat.id, overflowAt: nextOverflowAt(queue, place.enteredAt, at) }]
}

function applies(state: DeskState, rule: Overflow, queue: Queue, enteredAt: Instant, at: Instant): boolean {
  if (rule.when === 'waited') return later(enteredAt, rule.afterMs) <= at
  return rule.when === 'nobody' && later(enteredAt, rule.afterMs) <= at && !isStaffed(state, queue)
}
