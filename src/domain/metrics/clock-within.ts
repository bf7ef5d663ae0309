import type { Instant } from '../ids.ts'
import { type AgentClock, namesOf } from './agent-clock.ts'
import type { Cell } from './cell.ts'
import type { DayTime } from './names.ts'
import type { Spread } from './spread.ts'

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
  const names = namesOf(clock)
  if (totalMs <= 0 || names.length === 0) return null
  const times: { [name in DayTime]?: Spread } = {}
  for (const name of names) times[name] = { count: 0, totalMs, longestMs: 0 }
  return { queueId: null, agentId: clock.id, counts: {}, times }
}
