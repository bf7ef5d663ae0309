import { type Instant, later } from '../ids.ts'

/** Whether it is a time zone that this machine knows, as an IANA name. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    // Offsets such as +02:00 are understood too, but know nothing of clock changes.
    return /^[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}

interface Day {
  readonly from: Instant
  readonly until: Instant
}
/** Follows from zone and instant alone: kept only because the calendar is slow. */
const days = new Map<string, Day>()

/** The day of that instant in the zone, half-open: 23 to 25 hours long. */
export function dayOf(zone: string, at: Instant): Day {
  let day = days.get(zone)
  if (!day || at < day.from || at >= day.until) {
    const midnight = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay()
    const next = midnight.add({ days: 1 }).startOfDay()
    day = { from: later(0 as Instant, midnight.epochMilliseconds), until: later(0 as Instant, next.epochMilliseconds) }
    if (days.size > 1_000) days.clear()
    days.set(zone, day)
  }
  return day
}
