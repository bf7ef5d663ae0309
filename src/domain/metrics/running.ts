import type { Agent } from '../agent/agent.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { stretchesOf } from './agent-clock.ts'
import type { StretchTime } from './names.ts'
import type { RunningStretch } from './running-time.ts'
import { clockOf } from './settle-clocks.ts'

/**
 * What runs now for an agent and is in no cell yet. A stretch counts once, in the span in which it ends; only the part after
 * `sinceAt` is time of this span.
 */
export function runningStretches(
  state: DeskState,
  agent: Agent,
  sinceAt: Instant,
): { readonly [name in StretchTime | 'offlineTime']?: RunningStretch } {
  const clock = clockOf(state, agent)
  const from = Math.max(clock.settledAt, sinceAt) as Instant
  const begins: { readonly [name: string]: Instant | null } = {
    [`${clock.status}Time`]: clock.statusFrom,
    [`${clock.activity}Time`]: clock.activityFrom,
    idleTime: clock.idleFrom,
  }
  const running: { [name in StretchTime | 'offlineTime']?: RunningStretch } = {}
  for (const name of stretchesOf(clock)) running[name] = { from, begunAt: begins[name] ?? from }
  if (clock.status === 'offline') running.offlineTime = { from, begunAt: clock.statusFrom }
  return running
}
