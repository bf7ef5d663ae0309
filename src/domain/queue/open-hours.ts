import type { Hours } from '../hours/hours.ts'
import { isOpenAt } from '../hours/is-open-at.ts'
import { nextChangeAt } from '../hours/next-change-at.ts'
import { nextOpenAt } from '../hours/next-open-at.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Queue } from './queue.ts'

/** When the queue is open: by its own hours, else its unit's, else the centre's; null: always. */
export function hoursOf(state: DeskState, queue: Queue): Hours | null {
  const unitHours = queue.unitId && state.businessUnits.get(queue.unitId)?.hoursId
  const hoursId = queue.hoursId ?? unitHours ?? state.settings.hoursId
  return (hoursId && state.hours.get(hoursId)) || null
}

/** Whether chats are taken now: enabled, and within its hours. */
export function isOpen(state: DeskState, queue: Queue, at: Instant): boolean {
  if (!queue.enabled) return false
  const hours = hoursOf(state, queue)
  return hours === null || isOpenAt(hours, at)
}

/** What hours say at an instant: whether open, and until when that holds; without hours always. */
export function opensByHours(
  hours: Hours | null,
  at: Instant,
): { readonly open: boolean; readonly turnsAt: Instant | null } {
  return hours ? { open: isOpenAt(hours, at), turnsAt: nextChangeAt(hours, at) } : { open: true, turnsAt: null }
}

/** When it opens next, for those who come too late or too early; null: nobody knows. */
export function opensAt(state: DeskState, queue: Queue, at: Instant): Instant | null {
  const hours = queue.enabled ? hoursOf(state, queue) : null
  return hours && nextOpenAt(hours, at)
}
