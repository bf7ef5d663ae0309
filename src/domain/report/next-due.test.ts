import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../tests/support/random.ts'
import type { Instant } from '../ids.ts'
import { nextDue } from './next-due.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds as Instant
const due = (days: readonly number[], time: string, zone: string, after: string) =>
  new Date(nextDue({ days, time }, zone, instant(after))).toISOString().replace(':00.000Z', 'Z')

test('the time counts in the zone, on its days, and never at the given instant itself', () => {
  assert.equal(due([1], '08:00', 'Europe/Berlin', '2026-01-04T12:00Z'), '2026-01-05T07:00Z')
  assert.equal(due([1], '08:00', 'Europe/Berlin', '2026-01-05T06:59:59.999Z'), '2026-01-05T07:00Z')
  assert.equal(due([1], '08:00', 'Europe/Berlin', '2026-01-05T07:00Z'), '2026-01-12T07:00Z')
  assert.equal(due([1, 3], '00:00', 'Asia/Kathmandu', '2026-01-05T12:00Z'), '2026-01-06T18:15Z')
})

test('a time that a clock change skips is due at the first instant after the gap', () => {
  assert.equal(due(everyDay, '02:30', 'Europe/Berlin', '2026-03-28T12:00Z'), '2026-03-29T01:00Z')
  assert.equal(due(everyDay, '02:15', 'Australia/Lord_Howe', '2026-10-03T00:00Z'), '2026-10-03T15:30Z')
})

test('a time that comes twice is due once, at its first', () => {
  assert.equal(due(everyDay, '02:30', 'Europe/Berlin', '2026-10-24T12:00Z'), '2026-10-25T00:30Z')
  assert.equal(due(everyDay, '02:30', 'Europe/Berlin', '2026-10-25T00:30Z'), '2026-10-26T01:30Z')
})

test('a day that a zone leaves out is seen to as soon as the next begins, once', () => {
  assert.equal(due([5], '16:00', 'Pacific/Apia', '2011-12-30T09:00Z'), '2011-12-30T10:00Z')
  assert.equal(due([5, 6], '00:00', 'Pacific/Apia', '2011-12-30T10:00Z'), '2012-01-05T10:00Z')
})

const minuteMs = 60_000
const windowDays = 18

/** What a zone's clock shows in each minute of some days, as if it were UTC. */
function clockOf(zone: string, from: Instant): readonly number[] {
  return Array.from({ length: windowDays * 1_440 }, (_, minute) => {
    const at = from + minute * minuteMs
    return at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  })
}

/** Minute by minute: due is the first at which the clock has come to one of the times, and never was so far before. */
function slowNextDue(shown: readonly number[], from: Instant, days: readonly number[], time: string, after: Instant) {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  let furthest = (shown[0] ?? 0) - minuteMs
  for (const [place, wall] of shown.entries()) {
    const at = from + place * minuteMs
    if (at > after)
      for (let passed = furthest + minuteMs; passed <= wall; passed += minuteMs) {
        const date = new Date(passed)
        const isTime = date.getUTCHours() === hour && date.getUTCMinutes() === minute
        if (isTime && days.includes(date.getUTCDay() || 7)) return at
      }
    furthest = Math.max(furthest, wall)
  }
  return assert.fail('the search ended before it was due')
}

const seeds = (process.env['POLYDESK_TEST_SEEDS'] ?? '1').split(' ').map(Number)
const zones = {
  'Europe/Berlin': ['2026-03-29', '2026-10-25'],
  'America/New_York': ['2026-03-08', '2026-11-01'],
  'Africa/Johannesburg': ['2026-03-29'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Asia/Kathmandu': ['2026-03-29'],
}

for (const [zone, changes] of Object.entries(zones))
  for (const change of changes) {
    const from = (Date.parse(change) - 6 * 86_400_000) as Instant
    test(`${zone} around ${change}: due is what a search minute by minute finds`, () => {
      const shown = clockOf(zone, from)
      for (const seed of seeds) {
        const random = new Random(seed)
        for (let round = 0; round < 150; round++) {
          const hour = random.next() < 0.5 ? random.below(4) : random.below(24)
          const time = [hour, random.below(60)].map((part) => String(part).padStart(2, '0')).join(':')
          const days = everyDay.filter(() => random.next() < 0.6)
          if (days.length === 0) days.push(7)
          // From the third day on: whatever was skipped or repeated before is behind.
          const after = (from + 2 * 86_400_000 + random.below(7 * 1_440) * minuteMs) as Instant
          const expected = slowNextDue(shown, from, days, time, after)
          assert.equal(nextDue({ days, time }, zone, after), expected, `${time} on ${days} after ${after}`)
        }
      }
    })
  }
