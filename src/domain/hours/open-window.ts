import type { Instant } from '../ids.ts'
import { Calendar } from './calendar.ts'
import type { Hours } from './hours.ts'
import type { DayNumber, Stretch } from './wall-clock.ts'

/** Some days' worth of opening and closing, worked out once; at and after its end nothing is known. */
export interface OpenWindow {
  readonly from: Instant
  readonly to: Instant
  /** The day with which the next window begins. */
  readonly nextDay: DayNumber
  /** Instants, ascending, by turns opening and closing; the first opens, at `from` itself when already open there. */
  readonly edges: readonly Instant[]
}

const daysAhead = 8
/** A span may begin on the last day before a day that the zone leaves out, and still run into the day after it. */
const daysBehind = 2

const calendars = new WeakMap<Hours, Calendar>()
const latestWindows = new WeakMap<Hours, OpenWindow>()

/** The hours by date, made once for each hours object. */
export function calendarOf(hours: Hours): Calendar {
  let calendar = calendars.get(hours)
  if (calendar === undefined) {
    calendar = new Calendar(hours)
    calendars.set(hours, calendar)
  }
  return calendar
}

/** The window in which this instant lies; the last one is kept for each hours object, as most questions are about now. */
export function windowAround(hours: Hours, at: Instant): OpenWindow {
  const kept = latestWindows.get(hours)
  if (kept !== undefined && kept.from <= at && at < kept.to) return kept
  const calendar = calendarOf(hours)
  const window = windowOf(calendar, calendar.clock.dayAt(at), daysAhead)
  latestWindows.set(hours, window)
  return window
}

/** Works out the opening and closing of these days; nothing is kept. */
export function windowOf(calendar: Calendar, firstDay: DayNumber, dayCount: number): OpenWindow {
  const nextDay = firstDay + dayCount
  const from = calendar.clock.startOfDay(firstDay)
  const to = calendar.clock.startOfDay(nextDay)
  const edges: Instant[] = []
  let openUntil = from
  for (const stretch of stretchesOf(calendar, firstDay - daysBehind, nextDay)) {
    if (stretch.to <= openUntil) continue
    if (stretch.from >= to) break
    const touches = edges.length > 0 && stretch.from <= openUntil
    if (touches) edges.pop()
    else edges.push(Math.max(stretch.from, from) as Instant)
    openUntil = stretch.to
    edges.push(openUntil)
  }
  if (openUntil >= to) edges.pop()
  return { from, to, nextDay, edges }
}

/** How many edges of the window lie at or before this instant; odd when it is open then. */
export function edgeCountAt({ edges }: OpenWindow, at: Instant): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] as Instant) <= at) low = middle + 1
    else high = middle
  }
  return low
}

export function isOpenFromStart({ edges, from }: OpenWindow): boolean {
  return edges[0] === from
}

function stretchesOf(calendar: Calendar, firstDay: DayNumber, endDay: DayNumber): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (let day = firstDay; day < endDay; day++)
    for (const span of calendar.spansOn(day)) {
      const stretch = calendar.clock.stretchOf(day, span)
      if (stretch !== null) stretches.push(stretch)
    }
  return stretches.sort((one, other) => one.from - other.from)
}
