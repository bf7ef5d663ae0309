import type { Instant } from '#domain/ids.ts'
import { slotOf } from '#domain/metrics/cell.ts'
import type { Range } from './range.ts'

export const periodKinds = ['day', 'week', 'month', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A whole day, week (from Monday), month or year of a zone; its label is `2026-11-21`, `2026-W47`, `2026-11` or `2026`. */
export interface Period extends Range {
  readonly kind: PeriodKind
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

function periodFrom(kind: PeriodKind, zone: string, first: Temporal.PlainDate): Period {
  const to = startOf(zone, first.add(stepOf(kind)))
  return { kind, zone, from: startOf(zone, first), to, label: labelOf(kind, first) }
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
