import type { Instant } from '../ids.ts'
import type { MeasuredTime } from './measured-time.ts'

/** What goes on now, told so that it need not be told again while it goes on. */
export interface Running {
  /** How many stretches. */
  readonly count: number
  /** When what counts of it began; of several stretches the mean, so that their time is `count × (now − since)`. */
  readonly since: number
  /** When the first of them began, before the span too: the longest is at least `now − firstAt`. */
  readonly firstAt: Instant
}

/** A time of which some ended and some may go on. */
export interface RunningTime extends MeasuredTime {
  readonly running: Running | null
}

/** One stretch that goes on: what counts of it begins at `from`. */
export interface RunningStretch {
  readonly from: Instant
  readonly begunAt: Instant
}

/** What ended together with what goes on, neither counted into the other. */
export function timeOf(ended: MeasuredTime, stretches: readonly RunningStretch[] | undefined): RunningTime {
  return { ...ended, running: stretches && stretches.length > 0 ? together(stretches) : null }
}

function together(stretches: readonly RunningStretch[]): Running {
  const [{ from }] = stretches as readonly [RunningStretch]
  // Differences are small, so their mean is exact where a sum of instants would not be.
  let sumMs = 0
  let firstAt = stretches[0]?.begunAt ?? from
  for (const stretch of stretches) {
    sumMs += stretch.from - from
    if (stretch.begunAt < firstAt) firstAt = stretch.begunAt
  }
  return { count: stretches.length, since: from + sumMs / stretches.length, firstAt }
}

/** The same time with what goes on counted in, as if it ended now. */
export function counted(time: RunningTime, now: Instant): RunningTime {
  const { running } = time
  if (!running) return time
  const total = time.total + Math.round(running.count * Math.max(0, now - running.since))
  const count = time.count + running.count
  const longest = Math.max(time.longest, now - running.firstAt)
  return { ...time, total, count, average: total / count, longest }
}
