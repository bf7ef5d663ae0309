import type { Instant } from '../ids.ts'
import { type AgentClock, measuresAnything, passedOn } from './agent-clock.ts'
import type { Cell } from './cell.ts'

/**
 * What a clock ran within `from ≤ at < to` and is in no cell yet, as a cell of its agent; null when nothing. A stretch that goes on
 * is time but not counted as one: it ends later.
 */
export function clockWithin(
  clock: AgentClock,
  from: Instant,
  to: Instant,
): Pick<Cell, 'queueId' | 'agentId' | 'counts' | 'times'> | null {
  const totalMs = to - Math.max(clock.settledAt, from)
  if (totalMs <= 0 || !measuresAnything(clock)) return null
  return { queueId: null, agentId: clock.id, counts: {}, times: passedOn(clock, totalMs) }
}
