import type { Hours, Span } from '#domain/hours/hours.ts'

const minuteMs = 60_000
const minutesInDay = 1440

/** What the clock on the wall shows during one minute. */
interface WallMinute {
  readonly startsAt: number
  readonly date: string
  readonly minute: number
}

/**
 * The zone's wall clock over a range, minute by minute, read off `Intl` in the one direction that has no doubtful cases:
 * from instants to what the clock shows. It knows nothing of how the engine gets from the clock to instants.
 */
export function wallClockOver(zone: string, from: number, to: number): readonly WallMinute[] {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const minutes: WallMinute[] = []
  for (let startsAt = from; startsAt < to; startsAt += minuteMs) {
    const [date, time] = format.format(startsAt).split(' ') as [string, string]
    minutes.push({ startsAt, date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) })
  }
  return minutes
}

/** For each minute of the wall clock whether the hours are open; right from the third day on up to the last but two. */
export function slowlyOpen(hours: Hours, clock: readonly WallMinute[]): readonly boolean[] {
  const open = clock.map(() => false)
  for (const date of new Set(clock.map((minute) => minute.date)))
    for (const span of spansOf(hours, date)) {
      const from = minutesOf(span.from)
      const to = minutesOf(span.to)
      const opens = firstShowing(clock, date, from)
      const closes = to > from ? lastShowing(clock, date, to) : lastShowing(clock, nextDate(date), to)
      for (let index = Math.max(opens, 0); index < closes; index++) open[index] = true
    }
  return open
}

function spansOf(hours: Hours, date: string): readonly Span[] {
  const exact = hours.exceptions.find(({ on }) => on === date)
  const yearly = hours.exceptions.find(({ on }) => on === `--${date.slice(5)}`)
  const weekday = new Date(`${date}T00:00Z`).getUTCDay() || 7
  return (exact ?? yearly)?.spans ?? hours.week[weekday as 1]
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + minutesInDay * minuteMs).toISOString().slice(0, 10)
}

/** Minutes since 1970 as if the clock had never been changed: it jumps where the clock jumps. */
function clockMinutes(date: string, minute: number): number {
  return Date.parse(`${date}T00:00Z`) / minuteMs + minute
}

/** Where the clock first shows this time; a time it skips is as far behind the jump as it would have been after it. */
function firstShowing(clock: readonly WallMinute[], date: string, minute: number): number {
  if (minute === 0) return firstOfDay(clock, date)
  const shown = clock.findIndex((wall) => wall.date === date && wall.minute === minute)
  return shown >= 0 ? shown : afterJump(clock, clockMinutes(date, minute))
}

function lastShowing(clock: readonly WallMinute[], date: string, minute: number): number {
  if (minute === minutesInDay) return firstOfDay(clock, nextDate(date))
  if (minute === 0) return firstOfDay(clock, date)
  const shown = clock.findLastIndex((wall) => wall.date === date && wall.minute === minute)
  return shown >= 0 ? shown : afterJump(clock, clockMinutes(date, minute))
}

function firstOfDay(clock: readonly WallMinute[], date: string): number {
  const first = clock.findIndex((wall) => wall.date >= date)
  return first >= 0 ? first : clock.length
}

function afterJump(clock: readonly WallMinute[], wanted: number): number {
  const [beginning] = clock
  if (beginning === undefined || wanted < clockMinutes(beginning.date, beginning.minute)) return 0
  for (let index = 1; index < clock.length; index++) {
    const before = clock[index - 1] as WallMinute
    const here = clock[index] as WallMinute
    const expected = clockMinutes(before.date, before.minute) + 1
    if (expected <= wanted && wanted < clockMinutes(here.date, here.minute)) return index + (wanted - expected)
  }
  return clock.length
}
