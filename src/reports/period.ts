import type { Instant } from '#domain/ids.ts'
import { slotMs, slotOf } from '#domain/metrics/cell.ts'

export const periodKinds = ['day', 'week', 'month', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A stretch of time under a name: `from ≤ at < to`, both at the beginning of a slot. */
export interface Bucket {
  readonly from: Instant
  readonly to: Instant
  /** As a clock in the zone shows it: `09:00`, `2026-11-21`, `2026-11`; an hour that comes twice with its distance to UTC. */
  readonly label: string
}

/** A whole day, week (from Monday), month or year of a zone; its label is `2026-11-21`, `2026-W47`, `2026-11` or `2026`. */
export interface Period extends Bucket {
  readonly kind: PeriodKind
  /** An IANA name. */
  readonly zone: string
}

/** The one that runs at an instant. */
export function periodOf(kind: PeriodKind, zone: string, at: Instant): Period {
  return periodFrom(kind, zone, firstDayOf(kind, dateAt(zone, at)))
}

/** The whole one before the one that runs. */
export function pastPeriod(kind: PeriodKind, zone: string, at: Instant): Period {
  const first = firstDayOf(kind, dateAt(zone, at))
  const before = periodFrom(kind, zone, first.subtract(stepOf(kind)))
  // A day that the zone left out is nobody's yesterday.
  return before.from < before.to ? before : periodFrom(kind, zone, first.subtract(stepOf(kind)).subtract(stepOf(kind)))
}

/** What a period is told by: a day by its hours, a week and a month by days, a year by months; without a gap. */
export function bucketsOf({ kind, zone, from, to }: Period): Bucket[] {
  if (kind === 'day') return hoursOf(zone, from, to)
  const part = kind === 'year' ? 'month' : 'day'
  const buckets: Bucket[] = []
  for (let date = dateAt(zone, from); ; date = date.add(stepOf(part))) {
    const bucket = { from: startOf(zone, date), to: startOf(zone, date.add(stepOf(part))), label: labelOf(part, date) }
    if (bucket.from >= to) return buckets
    if (bucket.from < bucket.to) buckets.push(bucket)
  }
}

function periodFrom(kind: PeriodKind, zone: string, first: Temporal.PlainDate): Period {
  const to = startOf(zone, first.add(stepOf(kind)))
  return { kind, zone, from: startOf(zone, first), to, label: labelOf(kind, first) }
}

/** Slot by slot: an hour may be 30 minutes long, or come twice, where the clock is changed. */
function hoursOf(zone: string, from: Instant, to: Instant): Bucket[] {
  const hours: { from: Instant; to: Instant; label: string; offset: string }[] = []
  for (let at = from; at < to; at = (at + slotMs) as Instant) {
    const { hour, offset } = zonedAt(zone, at)
    const label = `${String(hour).padStart(2, '0')}:00`
    const last = hours.at(-1)
    const end = (at + slotMs) as Instant
    if (last?.label === label && last.offset === offset) last.to = end
    else hours.push({ from: at, to: end, label, offset })
  }
  const counts = Map.groupBy(hours, ({ label }) => label)
  return hours.map(({ offset, label, ...span }) => {
    return { ...span, label: (counts.get(label)?.length ?? 0) > 1 ? `${label} ${offset}` : label }
  })
}

function firstDayOf(kind: PeriodKind, date: Temporal.PlainDate): Temporal.PlainDate {
  switch (kind) {
    case 'day':
      return date
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 })
    case 'month':
      return date.with({ day: 1 })
    case 'year':
      return date.with({ month: 1, day: 1 })
  }
}

function stepOf(kind: PeriodKind): Temporal.DurationLike {
  return { [`${kind}s`]: 1 }
}

function labelOf(kind: PeriodKind, date: Temporal.PlainDate): string {
  switch (kind) {
    case 'day':
      return date.toString()
    case 'week':
      return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`
    case 'month':
      return date.toString().slice(0, -3)
    case 'year':
      return String(date.year)
  }
}

/** The first instant of a date; cells are quarter hours, so one of a zone's old odd minutes moves to the slot's beginning. */
function startOf(zone: string, date: Temporal.PlainDate): Instant {
  return slotOf(date.toZonedDateTime(zone).epochMilliseconds as Instant)
}

function dateAt(zone: string, at: Instant): Temporal.PlainDate {
  return zonedAt(zone, at).toPlainDate()
}

function zonedAt(zone: string, at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}
