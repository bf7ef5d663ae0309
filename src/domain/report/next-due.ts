import type { Instant } from '../ids.ts'
import type { ReportSchedule } from '../organisation/entries.ts'

/**
 * The first instant after the given one when the zone's clock shows the time on one of the days. A time that a clock change
 * skips is due at the first instant after the gap; one that comes twice only at its first.
 */
export function nextDue({ days, time }: Pick<ReportSchedule, 'days' | 'time'>, zone: string, after: Instant): Instant {
  const at = Temporal.PlainTime.from(time)
  // From the day before: what a change skipped may be due on the day after its own.
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate()
  for (let date = today.subtract({ days: 1 }); ; date = date.add({ days: 1 })) {
    if (!days.includes(date.dayOfWeek)) continue
    const due = firstInstantOf(date.toPlainDateTime(at), zone)
    if (due > after) return due
  }
}

/** When the clock first shows this time, or is first past it. */
function firstInstantOf(wall: Temporal.PlainDateTime, zone: string): Instant {
  const shown = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (shown.toPlainDateTime().equals(wall)) return shown.epochMilliseconds as Instant
  // Skipped: "earlier" is before the gap, whose end is the change itself.
  const change = shown.getTimeZoneTransition('next') ?? shown
  return change.epochMilliseconds as Instant
}
