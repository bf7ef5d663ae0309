import type { Instant } from '../ids.ts'
import type { Hours } from './hours.ts'
import { isOpenAt } from './is-open-at.ts'
import { nextChangeAt } from './next-change-at.ts'

/** The instant from which the queue is open: this one when it is open now; null when it does not open in 400 days. */
export function nextOpenAt(hours: Hours, at: Instant): Instant | null {
  return isOpenAt(hours, at) ? at : nextChangeAt(hours, at)
}
