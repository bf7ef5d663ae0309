import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, closedOn, dailyHours, hoursOf, utcOf } from '../../../tests/support/hours.ts'
import type { Span } from './hours.ts'
import { isOpenAt } from './is-open-at.ts'
import { nextChangeAt } from './next-change-at.ts'
import { nextOpenAt } from './next-open-at.ts'
import { openMsBetween } from './open-ms-between.ts'

const hourMs = 3_600_000
const wholeDay: Span = { from: '00:00', to: '24:00' }
const office: readonly Span[] = [{ from: '09:00', to: '17:00' }]

describe('The clock that goes forward', () => {
  test('makes a whole day of 23 hours in New York and Berlin, and of 23.5 on Lord Howe', () => {
    const sunday = { 7: [wholeDay] }
    const lengths = [
      ['America/New_York', '2026-03-08T05:00Z', 23],
      ['Europe/Berlin', '2026-03-28T23:00Z', 23],
      ['Australia/Lord_Howe', '2026-10-03T13:30Z', 23.5],
      ['Africa/Casablanca', '2026-03-22T00:00Z', 23],
    ] as const
    for (const [zone, opens, hours] of lengths) {
      assert.equal(isOpenAt(hoursOf(zone, sunday), at(opens)), true, zone)
      assert.equal(nextChangeAt(hoursOf(zone, sunday), at(opens)), at(opens) + hours * hourMs, zone)
    }
  })

  test('moves an opening in the missing hour on by the hour', () => {
    const early = dailyHours('Europe/Berlin', [{ from: '02:30', to: '06:00' }])
    assert.equal(utcOf(nextOpenAt(early, at('2026-03-29T00:00+01:00'))), '2026-03-29T01:30')
  })

  test('moves a closing in the missing hour on by the hour', () => {
    const late = dailyHours('Europe/Berlin', [{ from: '20:00', to: '02:30' }])
    assert.equal(utcOf(nextChangeAt(late, at('2026-03-29T00:00+01:00'))), '2026-03-29T01:30')
  })

  test('leaves nothing of a span that the move of its opening overtakes', () => {
    const narrow = dailyHours('Europe/Berlin', [{ from: '02:30', to: '03:15' }])
    assert.equal(openMsBetween(narrow, at('2026-03-29T00:00+01:00'), at('2026-03-30T00:00+02:00')), 0)
    assert.equal(utcOf(nextOpenAt(narrow, at('2026-03-29T00:00+01:00'))), '2026-03-30T00:30')
  })

  test('at midnight begins the day late, and ends the evening before there', () => {
    const saturday = hoursOf('America/Havana', { 6: [wholeDay] })
    assert.equal(utcOf(nextChangeAt(saturday, at('2026-03-07T12:00-05:00'))), '2026-03-08T05:00')
    const both = hoursOf('America/Havana', { 6: [wholeDay], 7: [wholeDay] })
    assert.equal(utcOf(nextChangeAt(both, at('2026-03-07T12:00-05:00'))), '2026-03-09T04:00')
  })

  test('moves the last minutes of a day into the next, even one that is closed', () => {
    const late = hoursOf('America/Nuuk', { 6: [{ from: '23:15', to: '23:45' }] })
    assert.equal(utcOf(nextOpenAt(late, at('2026-03-28T12:00-02:00'))), '2026-03-29T01:15')
    const onlyThen = hoursOf('America/Nuuk', {}, [
      { on: '2026-03-28', name: 'Late', spans: [{ from: '23:15', to: '23:45' }] },
    ])
    for (const asked of ['2026-01-01T12:00-02:00', '2026-03-21T12:00-02:00', '2026-03-28T23:59-01:00'])
      assert.equal(utcOf(nextOpenAt(onlyThen, at(asked))), '2026-03-29T01:15', asked)
  })
})

describe('The clock that goes back', () => {
  test('makes a whole day of 25 hours in New York and Berlin, and of 24.5 on Lord Howe', () => {
    const sunday = { 7: [wholeDay] }
    const lengths = [
      ['America/New_York', '2026-11-01T04:00Z', 25],
      ['Europe/Berlin', '2026-10-24T22:00Z', 25],
      ['Australia/Lord_Howe', '2026-04-04T13:00Z', 24.5],
      ['Africa/Casablanca', '2026-02-14T23:00Z', 25],
    ] as const
    for (const [zone, opens, hours] of lengths) {
      assert.equal(isOpenAt(hoursOf(zone, sunday), at(opens)), true, zone)
      assert.equal(nextChangeAt(hoursOf(zone, sunday), at(opens)), at(opens) + hours * hourMs, zone)
    }
  })

  test('opens at the first of two times and closes at the last', () => {
    const narrow = hoursOf('Europe/Berlin', { 7: [{ from: '02:15', to: '02:45' }] })
    assert.equal(utcOf(nextChangeAt(narrow, at('2026-10-25T00:00+02:00'))), '2026-10-25T00:15')
    assert.equal(utcOf(nextChangeAt(narrow, at('2026-10-25T02:15+02:00'))), '2026-10-25T01:45')
  })

  test('at midnight leaves the repeated hour to the new day', () => {
    const saturday = hoursOf('America/Havana', { 6: [wholeDay] })
    assert.equal(utcOf(nextChangeAt(saturday, at('2026-10-31T12:00-04:00'))), '2026-11-01T04:00')
    const sunday = hoursOf('America/Havana', { 7: [wholeDay] })
    assert.equal(utcOf(nextChangeAt(sunday, at('2026-10-31T12:00-04:00'))), '2026-11-01T04:00')
    assert.equal(utcOf(nextChangeAt(sunday, at('2026-11-01T04:00Z'))), '2026-11-02T05:00')
  })
})

describe('A day that the zone leaves out', () => {
  const fridayInApia = '2011-12-30'

  test('opens nothing, neither on the day before nor on the day after', () => {
    const friday = hoursOf('Pacific/Apia', { 5: office })
    assert.equal(utcOf(nextOpenAt(friday, at('2011-12-28T00:00-10:00'))), '2012-01-05T19:00')
    const special = dailyHours('Pacific/Apia', [], [{ on: fridayInApia, name: 'Never', spans: [wholeDay] }])
    assert.equal(nextOpenAt(special, at('2011-12-28T00:00-10:00')), null)
  })

  test('lets the evening before go on into the morning after', () => {
    const thursday = hoursOf('Pacific/Apia', { 4: [{ from: '22:00', to: '06:00' }] })
    assert.equal(utcOf(nextOpenAt(thursday, at('2011-12-29T12:00-10:00'))), '2011-12-30T08:00')
    assert.equal(utcOf(nextChangeAt(thursday, at('2011-12-29T22:00-10:00'))), '2011-12-30T16:00')
    const askedAfterwards = hoursOf('Pacific/Apia', thursday.week)
    assert.equal(isOpenAt(askedAfterwards, at('2011-12-31T05:59+14:00')), true)
  })

  test('makes no change for a queue that is open on both sides of it', () => {
    const closedThatDay = dailyHours('Pacific/Apia', [wholeDay], [closedOn(fridayInApia)])
    assert.equal(nextChangeAt(closedThatDay, at('2011-12-01T00:00Z')), null)
  })
})
