import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Instant } from '#domain/ids.ts'
import { slotMs } from '#domain/metrics/cell.ts'
import { bucketsOf as bucketsBy, groupingFor } from './grouping.ts'
import { type Period, pastPeriod, periodKinds, periodOf } from './period.ts'

const at = (text: string) => Date.parse(text) as Instant
const utc = (instant: Instant) => new Date(instant).toISOString().replace(':00.000Z', 'Z')
const hourMs = 3_600_000
const bucketsOf = (period: Period) => bucketsBy(period, groupingFor(period))

test('a week begins on Monday at midnight of its zone, and has the number of ISO 8601', () => {
  const week = periodOf('week', 'Europe/Berlin', at('2026-01-01T00:30:00Z'))
  assert.deepEqual([utc(week.from), utc(week.to), week.label], ['2025-12-28T23:00Z', '2026-01-04T23:00Z', '2026-W01'])
  const past = pastPeriod('week', 'Europe/Berlin', at('2026-01-04T23:00:00Z'))
  assert.deepEqual(past, week)
})

test('the running day, month and year are those of the zone, not of Greenwich', () => {
  const now = at('2026-12-31T20:00:00Z')
  const labels = periodKinds.map((kind) => periodOf(kind, 'Asia/Kathmandu', now).label)
  assert.deepEqual(labels, ['2027-01-01', '2026-W53', '2027-01', '2027'])
  assert.deepEqual(
    periodKinds.map((kind) => pastPeriod(kind, 'Asia/Kathmandu', now).label),
    ['2026-12-31', '2026-W52', '2026-12', '2026'],
  )
  assert.equal(utc(periodOf('day', 'Asia/Kathmandu', now).from), '2026-12-31T18:15Z')
})

test('the day on which the clock goes back has 25 hours, and the one that comes twice says which it is', () => {
  const day = periodOf('day', 'Europe/Berlin', at('2026-10-25T12:00:00Z'))
  const hours = bucketsOf(day)
  assert.equal(day.to - day.from, 25 * hourMs)
  assert.equal(hours.length, 25)
  assert.deepEqual(
    hours.slice(1, 5).map(({ label }) => label),
    ['01:00', '02:00 +02:00', '02:00 +01:00', '03:00'],
  )
})

test('the day on which the clock goes forward has 23 hours, and a month with it is an hour short', () => {
  const day = periodOf('day', 'Europe/Berlin', at('2026-03-29T12:00:00Z'))
  assert.deepEqual(
    bucketsOf(day)
      .slice(0, 4)
      .map(({ label }) => label),
    ['00:00', '01:00', '03:00', '04:00'],
  )
  const month = periodOf('month', 'Europe/Berlin', day.from)
  assert.equal(month.to - month.from, 31 * 24 * hourMs - hourMs)
})

test('where the clock is changed by half an hour one hour is half as long', () => {
  const forward = bucketsOf(periodOf('day', 'Australia/Lord_Howe', at('2026-10-04T00:00:00Z')))
  assert.deepEqual(
    forward.slice(1, 4).map(({ label, from, to }) => [label, (to - from) / 60_000]),
    [
      ['01:00', 60],
      ['02:00', 30],
      ['03:00', 60],
    ],
  )
  const back = bucketsOf(periodOf('day', 'Australia/Lord_Howe', at('2026-04-05T00:00:00Z')))
  assert.deepEqual(
    back.slice(1, 4).map(({ label, from, to }) => [label, (to - from) / 60_000]),
    [
      ['01:00 +11:00', 60],
      ['01:00 +10:30', 30],
      ['02:00', 60],
    ],
  )
})

test('a year is told by twelve months, a month and a week by their days', () => {
  const now = at('2024-02-20T12:00:00Z')
  const labels = (kind: 'year' | 'month' | 'week') => bucketsOf(periodOf(kind, 'UTC', now)).map(({ label }) => label)
  assert.deepEqual([labels('year').length, labels('year')[1]], [12, '2024-02'])
  assert.deepEqual([labels('month').length, labels('month')[28]], [29, '2024-02-29'])
  assert.deepEqual([labels('week').length, labels('week')[0], labels('week')[6]], [7, '2024-02-19', '2024-02-25'])
})

test('a day that the zone leaves out is in no week and is nobody’s yesterday', () => {
  const week = bucketsOf(periodOf('week', 'Pacific/Apia', at('2011-12-28T12:00:00Z')))
  assert.deepEqual(
    week.map(({ label }) => label.slice(-2)),
    ['26', '27', '28', '29', '31', '01'],
  )
  assert.equal(pastPeriod('day', 'Pacific/Apia', at('2011-12-30T12:00:00Z')).label, '2011-12-29')
})

const zones = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Eucla'],
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Africa/Cairo', 'Asia/Beirut', 'America/Havana', 'Pacific/Apia'],
]
const instants = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }) as fc.Arbitrary<Instant>

test('periods follow each other without a gap, and so do their buckets, each at the beginning of a slot', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.constantFrom(...periodKinds), instants, (zone, kind, now) => {
      const period = periodOf(kind, zone, now)
      assert.ok(period.from <= now && now < period.to)
      assert.equal(pastPeriod(kind, zone, now).to, period.from)
      const buckets = bucketsOf(period)
      let end = period.from
      for (const { from, to } of buckets) {
        assert.equal(from, end)
        assert.ok(from < to)
        assert.equal(from % slotMs, 0)
        end = to
      }
      assert.equal(end, period.to)
      assert.equal(new Set(buckets.map(({ label }) => label)).size, buckets.length)
    }),
    { numRuns: 300 },
  )
})
