import type { Instant } from '#domain/ids.ts'
import { slotMs, slotOf } from '#domain/metrics/cell.ts'

/** A stretch of time under a name: `from ≤ at < to`, both at the beginning of a slot. */
export interface Bucket {
  readonly from: Instant
  readonly to: Instant
  /** As a clock in the zone shows it: `09:00`, `2026-11-21`, `2026-W47`, `2026-11`; an hour that comes twice with its distance to UTC. */
  readonly label: string
}

/** What a report is over. */
export interface Range extends Bucket {
  /** An IANA name. */
  readonly zone: string
}

/** Longer ones are a mistake, or work for a night. */
export const longestRange = 'three years'
const longestRangeMs = 3 * 366 * 24 * 3_600_000

/** Why no report is made over it; null: it is. */
export function wrongRange(from: Instant, to: Instant): 'end-before-start' | 'too-long' | null {
  if (to <= from) return 'end-before-start'
  return to - from > longestRangeMs ? 'too-long' : null
}

/** The instant at which the clock of a zone shows the same a day later. */
export function dayAfter(at: Instant, zone: string): Instant {
  const next = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add({ days: 1 })
  return next.epochMilliseconds as Instant
}

/** From one instant to another, widened to whole quarters of an hour: finer than that no report looks. */
export function rangeBetween(from: Instant, to: Instant, zone: string): Range {
  const range = { from: slotOf(from), to: slotOf((to + slotMs - 1) as Instant), zone }
  const dates = [dateText(zone, range.from), dateText(zone, (range.to - 1) as Instant)]
  return { ...range, label: [...new Set(dates)].join(' to ') }
}

function dateText(zone: string, at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}
