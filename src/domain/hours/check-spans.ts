import type { Problem } from '../refusal.ts'
import { type DaySpan, daySpanOf, minutesInDay, minutesOf, timeOf } from './day-span.ts'
import type { Span } from './hours.ts'

/** A span that could be read, with the place at which it was given. */
export interface PlacedSpan extends DaySpan {
  readonly place: string
}

export interface CheckedSpans {
  readonly problems: readonly Problem[]
  /** Those without a problem, in minutes after the midnight of their day. */
  readonly spans: readonly PlacedSpan[]
}

/** Reads the spans of one day and names every time that is wrong; whether they overlap is asked apart. */
export function checkSpans(given: readonly Span[], place: string): CheckedSpans {
  if (!Array.isArray(given))
    return { problems: [{ field: place, accepted: 'a list of spans, empty for closed' }], spans: [] }
  const problems: Problem[] = []
  const spans: PlacedSpan[] = []
  for (const [index, span] of (given as readonly (Span | null)[]).entries()) {
    const spanPlace = `${place}[${index}]`
    const wrong = problemsOfTimes(span, spanPlace)
    problems.push(...wrong)
    const daySpan = wrong.length === 0 && span !== null ? daySpanOf(span) : null
    if (daySpan !== null) spans.push({ ...daySpan, place: spanPlace })
  }
  return { problems, spans }
}

/** Names every span that begins before an earlier one of the same row of days is over; touching is no overlap. */
export function problemsOfOverlap(spans: readonly PlacedSpan[]): Problem[] {
  const problems: Problem[] = []
  let latest: PlacedSpan | null = null
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    if (latest !== null && span.from < latest.to)
      problems.push({
        field: span.place,
        accepted: `no overlap with ${latest.place}, which ends at ${timeOf(latest.to)}`,
      })
    if (latest === null || span.to > latest.to) latest = span
  }
  return problems
}

/** The span as seen from so many days earlier. */
export function laterByDays(span: PlacedSpan, days: number): PlacedSpan {
  return { place: span.place, from: span.from + days * minutesInDay, to: span.to + days * minutesInDay }
}

function problemsOfTimes(span: Span | null, place: string): Problem[] {
  if (typeof span !== 'object' || span === null) return [{ field: place, accepted: 'a span with from and to' }]
  const problems: Problem[] = []
  if (minutesOf(span.from) === null) problems.push({ field: `${place}.from`, accepted: 'HH:MM from 00:00 to 23:59' })
  if (minutesOf(span.to) === null && span.to !== '24:00')
    problems.push({ field: `${place}.to`, accepted: 'HH:MM from 00:00 to 24:00' })
  if (problems.length === 0 && span.from === span.to)
    problems.push({ field: `${place}.to`, accepted: 'another time than from; the whole day is 00:00 to 24:00' })
  return problems
}
