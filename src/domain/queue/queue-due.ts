import { system } from '../actor.ts'
import { endChat } from '../chat/close-chat.ts'
import { overflowed } from '../chat/overflowed.ts'
import { isRefusal } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { Instant, QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { enterQueue } from './enter-queue.ts'
import { hoursOf, opensByHours } from './open-hours.ts'
import type { Queue } from './queue.ts'

/** The hours of a queue turn: when it closes, who waits goes where its rules say, ends, or stays. */
export function queueDue(state: DeskState, queueId: QueueId, at: Instant): readonly Fact[] {
  const queue = state.queues.get(queueId)
  if (!queue || queue.turnsAt === null || queue.turnsAt > at) return []
  const { open } = opensByHours(hoursOf(state, queue), at)
  const turned: Fact = { type: 'queue.turned', queueId, open }
  return open ? [turned] : [turned, ...closeLine(state, queue, at)]
}

function closeLine(state: DeskState, queue: Queue, at: Instant): readonly Fact[] {
  const rule = queue.overflows.find(({ when }) => when === 'closed')
  if (!rule && !queue.endsWaitingAtClosing) return []
  const facts: Fact[] = []
  for (const { id } of state.line(queue.id).chats) {
    const chat = state.chats.get(id)
    if (chat?.phase !== 'queued') continue
    if (rule) {
      const { place, priority } = chat
      const visited = [...place.visited, queue.id]
      const next = state.queues.get(rule.toQueueId)
      const entered = next && enterQueue(state, next, { since: place.since, priority, held: null, visited }, at)
      if (entered && !isRefusal(entered)) {
        facts.push(overflowed(id, chat.lastSeq, queue, { ...entered, why: 'closed' }))
        continue
      }
    }
    if (queue.endsWaitingAtClosing) facts.push(endChat(state, chat, system, at, 'after-hours'))
  }
  return facts
}
