import type { Fact } from '../events.ts'
import type { Instant, QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { leaveClosed } from './after-closing.ts'
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
  const facts: Fact[] = []
  for (const { id } of state.line(queue.id).chats) {
    const chat = state.chats.get(id)
    if (chat?.phase === 'queued') facts.push(...leaveClosed(state, chat, queue, at))
  }
  return facts
}
