import type { Instant } from '../ids.ts'
import type { Hours } from './hours.ts'
import { edgeCountAt, windowAround } from './open-window.ts'

/** Whether the queue is open at this instant; opening counts, closing does not. Asked for every routed chat, so cheap. */
export function isOpenAt(hours: Hours, at: Instant): boolean {
  return edgeCountAt(windowAround(hours, at), at) % 2 === 1
}
