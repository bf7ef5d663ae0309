import { type Instant, later } from '../ids.ts'
import type { Hours } from './hours.ts'
import { calendarOf, edgeCountAt, isOpenFromStart, type OpenWindow, windowAround, windowOf } from './open-window.ts'

/** How far a search for the next change has come: nothing changes after `since` and before the window. */
interface Search {
  readonly since: Instant
  readonly open: boolean
  readonly window: OpenWindow
}

const lookAheadDays = 400
const daysAtOnce = 4

/** How far ahead a change is looked for: a year with all its yearly exceptions, and a month. */
export const lookAheadMs = lookAheadDays * 86_400_000

const latestSearches = new WeakMap<Hours, Search>()

/**
 * The first instant after this one at which the queue opens or closes. Null when there is none in the next 400 days:
 * whoever waits for the change asks again before these are over, as an exception may lie beyond.
 */
export function nextChangeAt(hours: Hours, at: Instant): Instant | null {
  const end = later(at, lookAheadMs)
  let search = searchAt(hours, at)
  let change = changeIn(search, at)
  while (change === null && search.window.to <= end) {
    search = { ...search, window: windowAfter(hours, search) }
    change = changeIn(search, at)
  }
  latestSearches.set(hours, search)
  return change !== null && change <= end ? change : null
}

/** Goes on with the latest search where it covers this instant, so that a far or missing change is sought once only. */
function searchAt(hours: Hours, at: Instant): Search {
  const latest = latestSearches.get(hours)
  if (latest !== undefined && latest.since <= at && at < latest.window.from) return latest
  const window = windowAround(hours, at)
  return { since: at, open: edgeCountAt(window, at) % 2 === 1, window }
}

function changeIn({ open, window }: Search, at: Instant): Instant | null {
  if (at >= window.from) return window.edges[edgeCountAt(window, at)] ?? null
  if (isOpenFromStart(window) !== open) return window.from
  return window.edges[open ? 1 : 0] ?? null
}

function windowAfter(hours: Hours, { open, window }: Search): OpenWindow {
  const calendar = calendarOf(hours)
  const lastDay = window.nextDay + lookAheadDays
  let day = window.nextDay
  while (day < lastDay && calendar.isSteadyOn(day, open)) day++
  return windowOf(calendar, day, daysAtOnce)
}
