import type { DeskState } from '../state.ts'
import type { Queue } from './queue.ts'

/** The enabled queue with the lowest number, where chats go that nobody sent elsewhere; null: none is enabled. */
export function firstQueue(state: DeskState): Queue | null {
  let first: Queue | null = null
  for (const queue of state.queues.values()) if (queue.enabled && queue.no < (first?.no ?? Infinity)) first = queue
  return first
}
