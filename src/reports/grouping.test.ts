import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { bucketsOf, type Grouping, hoursOfWeek } from './grouping.ts'
import { dayAfter, rangeBetween } from './range.ts'

const hourMs = 3_600_000
const quarterMs = 900_000

/** Around clocks that are put forward and back, by an hour and by half of one, and around a day that never was. */
const cases: readonly (readonly [zone: string, from: string, to: string, lengths: readonly number[]])[] = [
  ['America/New_York', '2026-03-07', '2026-03-10', [24, 23, 24]],
  ['America/New_York', '2026-10-31', '2026-11-03', [24, 25, 24]],
  ['Europe/Berlin', '2026-03-28', '2026-03-31', [24, 23, 24]],
  ['Europe/Berlin', '2026-10-24', '2026-10-27', [24, 25, 24]],
  ['Australia/Lord_Howe', '2026-04-04', '2026-04-07', [24, 24.5, 24]],
  ['Australia/Lord_Howe', '2026-10-03', '2026-10-06', [24, 23.5, 24]],
  ['Asia/Kathmandu', '2026-01-31', '2026-02-03', [24, 24, 24]],
  ['Pacific/Apia', '2011-12-29', '2012-01-01', [24, 24]],
  ['Pacific/Apia', '2026-01-01', '2026-01-03', [24, 24]],
  ['Africa/Casablanca', '2026-02-14', '2026-02-17', [24, 25, 24]],
  ['Africa/Casablanca', '2026-03-21', '2026-03-24', [24, 23, 24]],
]

function midnight(date: string, zone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds as Instant
}

for (const [zone, first, end, lengths] of cases) {
  const range = rangeBetween(midnight(first, zone), midnight(end, zone), zone)

  test(`days of ${zone} from ${first} are as long as its clocks say`, () => {
    const days = bucketsOf(range, 'day')
    assert.deepEqual(
      days.map(({ from, to }) => (to - from) / hourMs),
      lengths,
    )
    assert.deepEqual(
      days.map(({ from }) => from),
      days.map(({ label }) => midnight(label, zone)),
    )
    assert.equal(dayAfter(range.from, zone), days[0]?.to)
  })

  for (const grouping of ['quarter', 'hour', 'day', 'week', 'month'] as const)
    test(`every quarter of an hour of ${zone} from ${first} is in the ${grouping} that its clocks show`, () => {
      const found = bucketsOf(range, grouping)
      assert.equal(new Set(found.map(({ label }) => label)).size, found.length)
      assert.deepEqual([found[0]?.from, found.at(-1)?.to], [range.from, range.to])
      let place = 0
      let before: string | null = null
      for (let at = range.from as number; at < range.to; at += quarterMs) {
        const name = nameOf(grouping, at, zone)
        if (before !== null && name !== before) place++
        before = name
        const bucket = found[place]
        assert.ok(bucket && bucket.from <= at && at < bucket.to, `${name} is not in bucket ${place}: ${bucket?.label}`)
      }
      assert.equal(place, found.length - 1)
    })

  test(`every quarter of an hour of ${zone} from ${first} is in its hour of the week`, () => {
    const stretches = hoursOfWeek(range)
    for (let at = range.from as number; at < range.to; at += quarterMs) {
      const { dayOfWeek, hour } = zoned(at, zone)
      const here = stretches.filter(({ from, to }) => from <= at && at < to)
      assert.deepEqual(
        here.map(({ bucket }) => bucket),
        [24 * (dayOfWeek - 1) + hour],
      )
    }
  })
}

test('an hour that comes twice has two rows, which say how far they are from UTC', () => {
  const labels = bucketsOf(
    rangeBetween(midnight('2026-10-25', 'Europe/Berlin'), midnight('2026-10-26', 'Europe/Berlin'), 'Europe/Berlin'),
    'hour',
  )
  assert.deepEqual(labels.map(({ label }) => label).slice(0, 5), [
    '00:00',
    '01:00',
    '02:00 +02:00',
    '02:00 +01:00',
    '03:00',
  ])
})

test('weeks begin on Monday and have their number, over the end of a year too', () => {
  const weeks = bucketsOf(rangeBetween(midnight('2026-12-28', 'UTC'), midnight('2027-01-12', 'UTC'), 'UTC'), 'week')
  assert.deepEqual(
    weeks.map(({ label, from, to }) => [label, (to - from) / (24 * hourMs)]),
    [
      ['2026-W53', 7],
      ['2027-W01', 7],
      ['2027-W02', 1],
    ],
  )
})

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}

/** What of the calendar it is, as Temporal tells it. */
function nameOf(grouping: Grouping, at: number, zone: string): string {
  const { year, month, day, hour, minute, offset, yearOfWeek, weekOfYear } = zoned(at, zone)
  switch (grouping) {
    case 'quarter':
      return `${year}-${month}-${day} ${hour}:${minute} ${offset}`
    case 'hour':
      return `${year}-${month}-${day} ${hour} ${offset}`
    case 'day':
      return `${year}-${month}-${day}`
    case 'week':
      return `${yearOfWeek} ${weekOfYear}`
    case 'month':
      return `${year}-${month}`
  }
}
