import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dateAt, isDate, isZone, startOfDate, weekdayOf } from './zone-days.ts'

const zones = ['Europe/Berlin', 'Africa/Cairo', 'America/Santiago', 'Asia/Beirut', 'America/Havana', 'Antarctica/Troll']

test('every day of a year begins where the calendar says, in zones that change their clocks at midnight too', () => {
  for (const zone of zones)
    for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
      const start = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
      assert.equal(startOfDate(date, zone), start, `${date} in ${zone}`)
      assert.equal(dateAt(start, zone), date)
      assert.equal(dateAt(start - 1, zone), addDays(date, -1))
    }
})

test('a date that a zone left out is between its neighbours', () => {
  const [before, left, after] = ['2011-12-29', '2011-12-30', '2011-12-31'].map((date) =>
    startOfDate(date, 'Pacific/Apia'),
  ) as [number, number, number]
  assert.ok(before < left && left <= after)
})

test('dates go on over the ends of months and years, and know their weekday', () => {
  assert.equal(addDays('2024-02-28', 1), '2024-02-29')
  assert.equal(addDays('2026-01-01', -1), '2025-12-31')
  assert.deepEqual(['2026-11-16', '2026-11-21', '2026-11-22'].map(weekdayOf), [1, 6, 7])
})

test('only dates and zones that there are pass', () => {
  assert.deepEqual(['2026-02-28', '2026-02-30', '2026-2-3', '', 'x'].map(isDate), [true, false, false, false, false])
  assert.deepEqual(['Europe/Berlin', 'Nowhere/Land', ''].map(isZone), [true, false, false])
})
