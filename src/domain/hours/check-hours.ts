import type { Problem } from '../refusal.ts'
import { checkSpans, laterByDays, type PlacedSpan, problemsOfOverlap } from './check-spans.ts'
import type { Hours, HoursException, Weekday } from './hours.ts'

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const exactDate = /^\d{4}-\d\d-\d\d$/
const yearlyDate = /^--\d\d-\d\d$/

/**
 * Names everything that is wrong with the hours, each with its place (`week.1[0].from`, below `place` unless that is
 * empty). It trusts no shape, as hours come from stored or sent JSON. A weekday's spans must not overlap with each
 * other or with what runs over from the day before; an exception's only with each other: a holiday is not refused for
 * the ordinary night before it, with which it makes one stretch.
 */
export function checkHours(hours: Hours, place: string): Problem[] {
  if (!isRecord(hours)) return [{ field: place, accepted: 'hours with zone, week and exceptions' }]
  const within = place === '' ? '' : `${place}.`
  return [
    ...problemsOfZone(hours.zone, `${within}zone`),
    ...problemsOfWeek(hours.week, `${within}week`),
    ...problemsOfExceptions(hours.exceptions, `${within}exceptions`),
  ]
}

function problemsOfZone(zone: unknown, field: string): Problem[] {
  return isZone(zone) ? [] : [{ field, accepted: 'an IANA zone such as Europe/Berlin' }]
}

function problemsOfWeek(week: Hours['week'], place: string): Problem[] {
  if (!isRecord(week)) return [{ field: place, accepted: 'lists of spans under 1 (Monday) to 7 (Sunday)' }]
  const problems: Problem[] = []
  const spans: PlacedSpan[] = []
  for (const weekday of weekdays) {
    const day = checkSpans(week[weekday], `${place}.${weekday}`)
    problems.push(...day.problems)
    spans.push(...day.spans.map((span) => laterByDays(span, weekday - 1)))
  }
  for (const key of Object.keys(week))
    if (!weekdays.some((weekday) => String(weekday) === key))
      problems.push({ field: `${place}.${key}`, accepted: 'a weekday from 1 (Monday) to 7 (Sunday)' })
  return [...problems, ...problemsOfOverlap([...sundayNightBefore(spans), ...spans])]
}

/** The week comes round: the span that runs furthest from Sunday into Monday, as it stands before that Monday. */
function sundayNightBefore(spans: readonly PlacedSpan[]): readonly PlacedSpan[] {
  return spans
    .map((span) => laterByDays(span, -weekdays.length))
    .filter(({ to }) => to > 0)
    .toSorted((one, other) => other.to - one.to)
    .slice(0, 1)
}

function problemsOfExceptions(exceptions: readonly HoursException[], place: string): Problem[] {
  if (!Array.isArray(exceptions)) return [{ field: place, accepted: 'a list of exceptions, which may be empty' }]
  const problems: Problem[] = []
  const placeOfDate = new Map<unknown, string>()
  for (const [index, exception] of (exceptions as readonly HoursException[]).entries()) {
    const own = `${place}[${index}]`
    if (!isRecord(exception)) {
      problems.push({ field: own, accepted: 'an exception with on, name and spans' })
      continue
    }
    const earlier = placeOfDate.get(exception.on)
    if (!isExceptionDate(exception.on))
      problems.push({ field: `${own}.on`, accepted: 'a date of the calendar, YYYY-MM-DD, or --MM-DD for every year' })
    else if (earlier !== undefined)
      problems.push({ field: `${own}.on`, accepted: `a date without an exception; ${earlier} has this one` })
    else placeOfDate.set(exception.on, own)
    if (typeof exception.name !== 'string') problems.push({ field: `${own}.name`, accepted: 'text' })
    const { problems: wrong, spans } = checkSpans(exception.spans, `${own}.spans`)
    problems.push(...wrong, ...problemsOfOverlap(spans))
  }
  return problems
}

function isExceptionDate(on: unknown): boolean {
  if (typeof on !== 'string') return false
  if (exactDate.test(on)) return doesNotThrow(() => Temporal.PlainDate.from(on))
  return yearlyDate.test(on) && doesNotThrow(() => Temporal.PlainMonthDay.from(on))
}

/** Temporal takes offsets such as +02:00 too; these know no clock changes, and are not what `zone` is for. */
function isZone(zone: unknown): boolean {
  return typeof zone === 'string' && /^[A-Za-z]/.test(zone) && doesNotThrow(() => new Temporal.ZonedDateTime(0n, zone))
}

function doesNotThrow(make: () => unknown): boolean {
  try {
    make()
    return true
  } catch {
    return false
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
