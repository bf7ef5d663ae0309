import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at } from '../../../tests/support/hours.ts'
import { Random } from '../../../tests/support/random.ts'
import { slowlyOpen, wallClockOver } from '../../../tests/support/slow-hours.ts'
import { type Instant, later } from '../ids.ts'
import { checkHours } from './check-hours.ts'
import type { Hours, HoursException, Span } from './hours.ts'
import { isOpenAt } from './is-open-at.ts'
import { nextChangeAt } from './next-change-at.ts'
import { openMsBetween } from './open-ms-between.ts'

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
const hoursPerChange = 15

/** The days around which the clock is changed, each with the instant of the change. */
const clockChanges = [
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Africa/Casablanca', '2026-02-15T02:00Z'],
  ['Africa/Casablanca', '2026-03-22T02:00Z'],
  ['America/Havana', '2026-03-08T05:00Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['America/Nuuk', '2026-03-29T01:00Z'],
  ['America/Nuuk', '2026-10-25T01:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Asia/Kathmandu', '2026-06-15T00:00Z'],
] as const

/** Mostly times near those at which clocks are changed, as that is where answers differ. */
function someTime(random: Random): number {
  const near = [0, 30, 45, 60, 90, 105, 120, 135, 150, 180, 195, 210, 1380, 1395, 1410]
  return random.below(3) === 0 ? random.below(1440) : random.pick(near)
}

function textOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function someSpans(random: Random): readonly Span[] {
  const kind = random.below(6)
  if (kind === 0) return []
  if (kind === 1) return [{ from: '00:00', to: '24:00' }]
  const ends = Array.from({ length: random.pick([2, 2, 4]) }, () => someTime(random)).sort((one, other) => one - other)
  const spans: Span[] = []
  for (let index = 0; index < ends.length; index += 2) {
    const [from, to] = [ends[index] ?? 0, ends[index + 1] ?? 0]
    spans.push({ from: textOf(from), to: random.below(8) === 0 ? '24:00' : textOf(to) })
  }
  if (kind === 2) spans.push({ from: '22:00', to: textOf(someTime(random)) })
  return spans
}

function someHours(random: Random, zone: string, changedAt: number): Hours {
  const week = { 1: someSpans(random), 2: someSpans(random), 3: someSpans(random), 4: someSpans(random) }
  const rest = { 5: someSpans(random), 6: someSpans(random), 7: someSpans(random) }
  const exceptions: HoursException[] = []
  for (const days of [-2, -1, 0, 1]) {
    const date = new Date(changedAt + days * dayMs).toISOString().slice(0, 10)
    if (random.below(5) === 0) exceptions.push({ on: date, name: 'Once', spans: someSpans(random) })
    if (random.below(5) === 0) exceptions.push({ on: `--${date.slice(5)}`, name: 'Yearly', spans: someSpans(random) })
  }
  return { zone, week: { ...week, ...rest }, exceptions }
}

/** Hours that overlap are not accepted, but one stretch all the same; times that say nothing are left out. */
function acceptedHours(random: Random, zone: string, changedAt: number): Hours {
  for (;;) {
    const hours = someHours(random, zone, changedAt)
    const wrong = checkHours(hours, '').filter(({ accepted }) => !accepted.startsWith('no overlap'))
    if (wrong.length === 0) return hours
  }
}

/** The middle of the range alone: what runs into its first and out of its last days is not known to the slow way. */
function compare(hours: Hours, open: readonly boolean[], start: Instant, random: Random): void {
  const [first, end] = [3 * 1440, open.length - 3 * 1440]
  const slow = slowAnswers(open, end)
  for (let step = first; step < end; step++) {
    // Every third question lies anywhere, so that what the engine has kept serves it rightly or not at all.
    const index = step % 3 === 0 ? first + random.below(end - first) : step
    const minute = later(start, index * minuteMs)
    const instant = later(minute, random.below(minuteMs))
    const next = slow.nextIndexes[index] as number
    same(isOpenAt(hours, instant), open[index], 'isOpenAt', instant, hours)
    if (next >= 0) same(nextChangeAt(hours, instant), later(start, next * minuteMs), 'nextChangeAt', instant, hours)
    if (step % 7 === 0) {
      const openMs = openMsBetween(hours, minute, later(start, end * minuteMs))
      same(openMs, (slow.minutesLeft[index] as number) * minuteMs, 'openMsBetween', minute, hours)
    }
  }
}

/** For each minute at which one the hours change next (-1 when that is not in range), and how many are open up to the end. */
function slowAnswers(open: readonly boolean[], end: number): { nextIndexes: number[]; minutesLeft: number[] } {
  const nextIndexes: number[] = []
  const minutesLeft: number[] = []
  let next = open.indexOf(!open[end], end)
  let left = 0
  for (let index = end - 1; index >= 0; index--) {
    if (open[index] !== open[index + 1]) next = index + 1
    if (open[index]) left++
    nextIndexes[index] = next
    minutesLeft[index] = left
  }
  return { nextIndexes, minutesLeft }
}

/** Compared by hand, as a message that is made a hundred thousand times takes longer than what it is about. */
function same<Answer>(fast: Answer, slow: Answer, asked: string, at: Instant, hours: Hours): void {
  if (fast !== slow)
    assert.fail(`${asked} ${new Date(at).toISOString()}: ${fast}, slowly ${slow}, for ${JSON.stringify(hours)}`)
}

describe('Around a change of the clock the answers are those of stepping minute by minute', () => {
  for (const [zone, changed] of clockChanges)
    test(`in ${zone} around ${changed}`, () => {
      const random = new Random(Number(changed.replaceAll(/\D/g, '')))
      const start = later(at(changed), -6 * dayMs)
      const clock = wallClockOver(zone, start, later(at(changed), 7 * dayMs))
      for (let count = 0; count < hoursPerChange; count++) {
        const hours = acceptedHours(random, zone, at(changed))
        compare(hours, slowlyOpen(hours, clock), start, random)
      }
    })
})
