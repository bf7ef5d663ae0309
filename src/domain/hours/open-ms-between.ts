import type { Instant } from '../ids.ts'
import type { Hours } from './hours.ts'
import { calendarOf, type OpenWindow, windowAround, windowOf } from './open-window.ts'

const daysAtOnce = 32

/** How many milliseconds the queue is open from one instant up to, not including, another; 0 when there are none between. */
export function openMsBetween(hours: Hours, from: Instant, to: Instant): number {
  if (from >= to) return 0
  let window = windowAround(hours, from)
  let openMs = openMsWithin(window, from, to)
  while (window.to < to) {
    window = windowOf(calendarOf(hours), window.nextDay, daysAtOnce)
    openMs += openMsWithin(window, from, to)
  }
  return openMs
}

function openMsWithin(window: OpenWindow, from: Instant, to: Instant): number {
  let openMs = 0
  for (let index = 0; index < window.edges.length; index += 2) {
    const opens = Math.max(window.edges[index] as Instant, from)
    const closes = Math.min(window.edges[index + 1] ?? window.to, to)
    if (closes > opens) openMs += closes - opens
  }
  return openMs
}
