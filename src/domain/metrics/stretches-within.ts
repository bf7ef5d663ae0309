import { earliest, type Instant } from '../ids.ts'
import type { AgentClock, AvailabilityStretch } from './agent-clock.ts'

/** A stretch within a range; until null while it goes on. */
export interface ClippedStretch extends Pick<AvailabilityStretch, 'availability' | 'awayReason' | 'notResponding'> {
  readonly from: Instant
  readonly until: Instant | null
}

/**
 * The stretches of one agent clipped to `from ≤ at < to` (null: no end), ascending, the running one last. One that ended after the
 * clock was read is left out: the clock still tells of it.
 */
export function stretchesWithin(
  ended: readonly AvailabilityStretch[],
  clock: AgentClock,
  from: Instant,
  to: Instant | null,
  now: Instant,
): ClippedStretch[] {
  const before = ended.filter((stretch) => stretch.from < clock.from)
  const running = from <= now ? [{ ...clock, until: to !== null && to <= now ? to : null }] : []
  return [...before, ...running]
    .map(({ availability, awayReason, notResponding, ...stretch }) => {
      const until = stretch.until === null ? null : earliest(stretch.until, to)
      return { availability, awayReason, notResponding, from: Math.max(stretch.from, from) as Instant, until }
    })
    .filter((stretch) => stretch.from < (stretch.until ?? to ?? Number.POSITIVE_INFINITY))
}
