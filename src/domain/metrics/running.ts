import type { Agent } from '../agent/agent.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { namesOf } from './agent-clock.ts'
import type { DayTime } from './names.ts'
import { clockOf } from './settle-clocks.ts'
import type { Spread } from './spread.ts'

/**
 * What runs now for an agent and is in no cell yet, as if it ended now. A stretch counts once, in the span in which it ends; only the
 * part after `sinceAt` is time of this span, while the longest is of the whole stretch.
 */
export function runningTimes(
  state: DeskState,
  agent: Agent,
  sinceAt: Instant,
  now: Instant,
): { readonly [name in DayTime]?: Spread } {
  const clock = clockOf(state, agent)
  const totalMs = Math.max(0, now - Math.max(clock.settledAt, sinceAt))
  const begins: { readonly [name: string]: Instant | null } = {
    [`${clock.status}Time`]: clock.statusFrom,
    [`${clock.activity}Time`]: clock.activityFrom,
    idleTime: clock.idleFrom,
  }
  const running: { [name in DayTime]?: Spread } = {}
  for (const name of namesOf(clock)) {
    const longestMs = Math.max(0, now - (begins[name] ?? now))
    running[name] = { count: 1, totalMs, longestMs }
  }
  return running
}
