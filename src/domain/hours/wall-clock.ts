import type { Instant } from '../ids.ts'
import { type DaySpan, minutesInDay } from './day-span.ts'
import type { Weekday } from './hours.ts'

/** A date of the calendar as days since 1970-01-01, so that walking over days needs no date arithmetic. */
export type DayNumber = number

/** An open stretch, its end not included. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

/** A time in which the zone's clock is not changed. */
interface SteadyTime {
  readonly from: number
  readonly to: number
  /** What the clock is ahead of UTC. */
  readonly aheadMs: number
}

const minuteMs = 60_000
const dayMs = minutesInDay * minuteMs
/** The clock may be changed by a whole day, as in Apia in 2011; so near a change a time may mean another instant. */
const nearAChangeMs = 2 * dayMs

/** The date as `YYYY-MM-DD`. */
export function dateTextOf(day: DayNumber): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

export function weekdayOf(day: DayNumber): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** What the clocks of one zone show, and when they show it. */
export class WallClock {
  readonly #zone: string
  /** The latest steady time asked about: Temporal takes microseconds for what is a subtraction there. */
  #steady: SteadyTime = { from: 0, to: 0, aheadMs: 0 }

  constructor(zone: string) {
    this.#zone = zone
  }

  /** The date that the clock shows at this instant. */
  dayAt(at: Instant): DayNumber {
    return Math.floor((at + aheadMsOf(zonedAt(this.#zone, at))) / dayMs)
  }

  /** The first instant of the day, which need not be at 00:00; of a day that the zone leaves out, that of the next. */
  startOfDay(day: DayNumber): Instant {
    return this.#steadilyAt(day * dayMs) ?? (dateOf(day).toZonedDateTime(this.#zone).epochMilliseconds as Instant)
  }

  /** When a span that begins on this day is open; null when the zone leaves out the day or the whole span. */
  stretchOf(day: DayNumber, span: DaySpan): Stretch | null {
    if (this.#leavesOut(day)) return null
    const from = this.#instantAt(day, span.from, 'compatible')
    const to = this.#instantAt(day, span.to, 'later')
    return from < to ? { from, to } : null
  }

  #leavesOut(day: DayNumber): boolean {
    return this.#steadilyAt(day * dayMs) === null && this.dayAt(this.startOfDay(day)) !== day
  }

  /** Both ways move a skipped time on; of a repeated one 'compatible' takes the first. */
  #instantAt(day: DayNumber, minutes: number, disambiguation: 'compatible' | 'later'): Instant {
    if (minutes >= minutesInDay) return this.#instantAt(day + 1, minutes - minutesInDay, disambiguation)
    if (minutes === 0) return this.startOfDay(day)
    const steadily = this.#steadilyAt(day * dayMs + minutes * minuteMs)
    if (steadily !== null) return steadily
    const wall = dateOf(day).toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    return wall.toZonedDateTime(this.#zone, { disambiguation }).epochMilliseconds as Instant
  }

  /** The instant of a time on the clock, given as if in UTC; null near a change, where it may be skipped or repeated. */
  #steadilyAt(wallMs: number): Instant | null {
    if (!isFarFromChange(this.#steady, wallMs)) this.#steady = steadyTimeAround(this.#zone, wallMs)
    return isFarFromChange(this.#steady, wallMs) ? ((wallMs - this.#steady.aheadMs) as Instant) : null
  }
}

function isFarFromChange({ from, to, aheadMs }: SteadyTime, wallMs: number): boolean {
  const at = wallMs - aheadMs
  return from + nearAChangeMs <= at && at < to - nearAChangeMs
}

function steadyTimeAround(zone: string, wallMs: number): SteadyTime {
  // Changes come on whole seconds: from just after one, "previous" and "next" have the instant itself between them.
  const zoned = zonedAt(zone, Math.floor(wallMs / 1000) * 1000 + 1)
  return {
    from: zoned.getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    to: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    aheadMs: aheadMsOf(zoned),
  }
}

function zonedAt(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}

function aheadMsOf(zoned: Temporal.ZonedDateTime): number {
  return zoned.offsetNanoseconds / 1_000_000
}

function dateOf(day: DayNumber): Temporal.PlainDate {
  const date = new Date(day * dayMs)
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}
