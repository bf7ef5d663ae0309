import type { DeskEvent } from '../events.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { hoursOf, opensByHours } from './open-hours.ts'
import type { Queue } from './queue.ts'

/** What the facts about queues change. */
export function applyQueueEvent(state: DeskState, event: Extract<DeskEvent, { type: `queue.${string}` }>): void {
  const { queueId: id, at } = event
  switch (event.type) {
    case 'queue.added': {
      const own = {
        id,
        no: ++state.lastNo.queues,
        addedAt: at,
        lastAskedNo: 0,
        hadChats: false,
        open: true,
        turnsAt: null,
      }
      state.queues.put(turned(state, { ...event.settings, ...own }, at))
      return
    }
    case 'queue.changed':
      state.queues.put(turned(state, { ...state.queues.require(id), ...event.settings }, at))
      return
    case 'queue.removed':
      state.queues.remove(id)
      return
    case 'queue.turned':
      state.queues.put(turned(state, state.queues.require(id), at))
      return
  }
}

/** Notes for every queue when its hours turn next: to be called when hours, units or the centre changed. */
export function turnQueues(state: DeskState, at: Instant): void {
  for (const queue of state.queues.values()) {
    const now = turned(state, queue, at)
    if (now.open !== queue.open || now.turnsAt !== queue.turnsAt) state.queues.put(now)
  }
}

function turned(state: DeskState, queue: Queue, at: Instant): Queue {
  return { ...queue, ...opensByHours(hoursOf(state, queue), at) }
}
