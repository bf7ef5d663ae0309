import type { Hours, HoursException, Span, Weekday } from '#domain/hours/hours.ts'
import type { Instant } from '#domain/ids.ts'

/** An instant told with its offset, so that what a test expects does not come from the zone rules it tests. */
export function at(text: string): Instant {
  return Date.parse(text) as Instant
}

/** The instant in UTC to the minute, to be read in a failure. */
export function utcOf(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString().slice(0, 16)
}

/** Hours that are closed on every weekday that is not given. */
export function hoursOf(
  zone: string,
  days: Partial<Record<Weekday, readonly Span[]>>,
  exceptions: readonly HoursException[] = [],
): Hours {
  return { zone, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [], ...days }, exceptions }
}

/** Hours that are the same on every weekday. */
export function dailyHours(zone: string, spans: readonly Span[], exceptions: readonly HoursException[] = []): Hours {
  return hoursOf(zone, { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans }, exceptions)
}

export function closedOn(on: string): HoursException {
  return { on, name: 'Holiday', spans: [] }
}
