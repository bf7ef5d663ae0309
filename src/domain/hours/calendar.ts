import { type DaySpan, daySpanOf, minutesInDay } from './day-span.ts'
import type { Hours, Span } from './hours.ts'
import { type DayNumber, dateTextOf, WallClock, weekdayOf } from './wall-clock.ts'

/** The hours made ready to be asked by date: which spans begin on a day. */
export class Calendar {
  readonly clock: WallClock
  readonly #week: ReadonlyMap<number, readonly DaySpan[]>
  readonly #exceptions: ReadonlyMap<string, readonly DaySpan[]>

  constructor(hours: Hours) {
    this.clock = new WallClock(hours.zone)
    this.#week = new Map(Object.entries(hours.week).map(([weekday, spans]) => [Number(weekday), daySpansOf(spans)]))
    this.#exceptions = new Map(hours.exceptions.map(({ on, spans }) => [on, daySpansOf(spans)]))
  }

  /** The spans that begin on this day: those of its date, else of its date in every year, else of its weekday. */
  spansOn(day: DayNumber): readonly DaySpan[] {
    if (this.#exceptions.size > 0) {
      const date = dateTextOf(day)
      const exception = this.#exceptions.get(date) ?? this.#exceptions.get(`-${date.slice(-6)}`)
      if (exception !== undefined) return exception
    }
    return this.#week.get(weekdayOf(day)) ?? []
  }

  /** Whether the day surely goes by without a change for a queue that is open (or closed) when it begins. */
  isSteadyOn(day: DayNumber, open: boolean): boolean {
    if (open) return isWholeDay(this.spansOn(day))
    // The day before counts too: a late time that its clock skips moves on into this day.
    return isClosed(this.spansOn(day)) && isClosed(this.spansOn(day - 1))
  }
}

function isWholeDay(spans: readonly DaySpan[]): boolean {
  return spans.some(({ from, to }) => from === 0 && to === minutesInDay)
}

function isClosed(spans: readonly DaySpan[]): boolean {
  return spans.length === 0
}

function daySpansOf(spans: readonly Span[]): readonly DaySpan[] {
  return spans.map(daySpanOf).filter((span) => span !== null)
}
