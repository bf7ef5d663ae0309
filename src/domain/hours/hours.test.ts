import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, closedOn, dailyHours, hoursOf, utcOf } from '../../../tests/support/hours.ts'
import type { HoursException, Span } from './hours.ts'
import { isOpenAt } from './is-open-at.ts'
import { nextChangeAt } from './next-change-at.ts'
import { nextOpenAt } from './next-open-at.ts'
import { openMsBetween } from './open-ms-between.ts'

const hourMs = 3_600_000
const wholeDay: Span = { from: '00:00', to: '24:00' }
const office: readonly Span[] = [{ from: '09:00', to: '17:00' }]
const officeInBerlin = hoursOf('Europe/Berlin', { 1: office, 2: office, 3: office, 4: office, 5: office })

describe('An ordinary day', () => {
  test('opens at the first minute and closes at the last, which is no longer open', () => {
    assert.equal(isOpenAt(officeInBerlin, at('2026-06-15T08:59:59.999+02:00')), false)
    assert.equal(isOpenAt(officeInBerlin, at('2026-06-15T09:00+02:00')), true)
    assert.equal(isOpenAt(officeInBerlin, at('2026-06-15T16:59:59.999+02:00')), true)
    assert.equal(isOpenAt(officeInBerlin, at('2026-06-15T17:00+02:00')), false)
  })

  test('changes next strictly after the instant asked about', () => {
    assert.equal(utcOf(nextChangeAt(officeInBerlin, at('2026-06-15T09:00+02:00'))), '2026-06-15T15:00')
    assert.equal(utcOf(nextChangeAt(officeInBerlin, at('2026-06-15T08:59:59.999+02:00'))), '2026-06-15T07:00')
  })

  test('is followed on Friday by Monday', () => {
    assert.equal(utcOf(nextChangeAt(officeInBerlin, at('2026-06-19T17:00+02:00'))), '2026-06-22T07:00')
    assert.equal(utcOf(nextOpenAt(officeInBerlin, at('2026-06-20T12:00+02:00'))), '2026-06-22T07:00')
  })

  test('is open now when asked while open', () => {
    assert.equal(utcOf(nextOpenAt(officeInBerlin, at('2026-06-15T10:11+02:00'))), '2026-06-15T08:11')
  })

  test('counts only what lies in the range asked about', () => {
    assert.equal(
      openMsBetween(officeInBerlin, at('2026-06-15T16:00+02:00'), at('2026-06-16T09:30+02:00')),
      1.5 * hourMs,
    )
    assert.equal(openMsBetween(officeInBerlin, at('2026-06-15T10:00+02:00'), at('2026-06-15T10:00+02:00')), 0)
    assert.equal(openMsBetween(officeInBerlin, at('2026-06-15T12:00+02:00'), at('2026-06-15T10:00+02:00')), 0)
  })

  test('adds up over a year of 261 working days', () => {
    const [from, to] = [at('2026-01-01T00:00+01:00'), at('2027-01-01T00:00+01:00')]
    assert.equal(openMsBetween(officeInBerlin, from, to), 261 * 8 * hourMs)
  })

  test('lies elsewhere in a zone of a quarter hour', () => {
    const kathmandu = dailyHours('Asia/Kathmandu', office)
    assert.equal(isOpenAt(kathmandu, at('2026-06-15T03:14:59Z')), false)
    assert.equal(isOpenAt(kathmandu, at('2026-06-15T03:15:00Z')), true)
    assert.equal(utcOf(nextChangeAt(kathmandu, at('2026-06-15T03:15:00Z'))), '2026-06-15T11:15')
  })
})

describe('Stretches', () => {
  test('that touch are one, without a change between them', () => {
    const touching = dailyHours('UTC', [
      { from: '13:00', to: '17:00' },
      { from: '09:00', to: '13:00' },
    ])
    assert.equal(utcOf(nextChangeAt(touching, at('2026-06-15T10:00Z'))), '2026-06-15T17:00')
  })

  test('that touch at midnight are one', () => {
    const weekend = hoursOf('UTC', { 6: [wholeDay], 7: [{ from: '00:00', to: '12:00' }] })
    assert.equal(utcOf(nextChangeAt(weekend, at('2026-06-20T00:00Z'))), '2026-06-21T12:00')
  })

  test('that never end have no change, and so have those that never begin', () => {
    const always = dailyHours('Europe/Berlin', [wholeDay])
    const never = dailyHours('Europe/Berlin', [])
    for (const start of ['2026-06-15T00:00Z', '2026-03-29T00:59Z', '2026-10-25T01:30Z']) {
      assert.equal(isOpenAt(always, at(start)), true)
      assert.equal(isOpenAt(never, at(start)), false)
      assert.equal(nextChangeAt(always, at(start)), null)
      assert.equal(nextChangeAt(never, at(start)), null)
      assert.equal(nextOpenAt(never, at(start)), null)
    }
    assert.equal(openMsBetween(always, at('2026-01-01T00:00Z'), at('2028-01-01T00:00Z')), 730 * 24 * hourMs)
    assert.equal(openMsBetween(never, at('2026-01-01T00:00Z'), at('2028-01-01T00:00Z')), 0)
  })

  test('that halves of the day make up are one without end', () => {
    const halves = dailyHours('Europe/Berlin', [
      { from: '08:00', to: '20:00' },
      { from: '20:00', to: '08:00' },
    ])
    assert.equal(nextChangeAt(halves, at('2026-01-15T00:00Z')), null)
  })

  test('that only a holiday cuts short end there, however far within a year', () => {
    const always = dailyHours('Europe/Berlin', [wholeDay], [closedOn('--12-25')])
    assert.equal(utcOf(nextChangeAt(always, at('2026-01-05T00:00Z'))), '2026-12-24T23:00')
    assert.equal(utcOf(nextChangeAt(always, at('2026-12-25T12:00Z'))), '2026-12-25T23:00')
    assert.equal(utcOf(nextChangeAt(always, at('2026-12-25T23:00Z'))), '2027-12-24T23:00')
    assert.equal(utcOf(nextOpenAt(always, at('2026-12-25T12:00Z'))), '2026-12-25T23:00')
  })

  test('that only a special day opens begin there', () => {
    const fair = dailyHours('Europe/Berlin', [], [{ on: '2026-11-11', name: 'Fair', spans: office }])
    assert.equal(utcOf(nextOpenAt(fair, at('2026-01-05T00:00Z'))), '2026-11-11T08:00')
    assert.equal(nextOpenAt(fair, at('2026-11-11T16:00Z')), null)
  })

  test('of more than 400 days ahead are not looked for', () => {
    const fair = dailyHours('UTC', [], [{ on: '2027-06-01', name: 'Fair', spans: office }])
    assert.equal(nextOpenAt(fair, at('2026-04-27T08:59Z')), null)
    assert.equal(utcOf(nextOpenAt(fair, at('2026-04-27T09:00Z'))), '2027-06-01T09:00')
  })
})

describe('A span past midnight', () => {
  const nights = hoursOf('Europe/Berlin', { 5: [{ from: '22:00', to: '06:00' }] })

  test('belongs to the day on which it begins', () => {
    assert.equal(isOpenAt(nights, at('2026-06-19T03:00+02:00')), false)
    assert.equal(isOpenAt(nights, at('2026-06-20T05:59+02:00')), true)
    assert.equal(isOpenAt(nights, at('2026-06-20T06:00+02:00')), false)
    assert.equal(isOpenAt(nights, at('2026-06-20T23:00+02:00')), false)
  })

  test('goes on into a holiday, which has no evening of its own', () => {
    const everyNight = dailyHours('Europe/Berlin', [{ from: '22:00', to: '06:00' }], [closedOn('2026-06-20')])
    assert.equal(utcOf(nextChangeAt(everyNight, at('2026-06-20T00:30+02:00'))), '2026-06-20T04:00')
    assert.equal(utcOf(nextChangeAt(everyNight, at('2026-06-20T06:00+02:00'))), '2026-06-21T20:00')
  })

  test('to 00:00 ends where one to 24:00 ends', () => {
    for (const to of ['00:00', '24:00'])
      assert.equal(
        utcOf(nextChangeAt(dailyHours('UTC', [{ from: '22:00', to }]), at('2026-06-15T23:00Z'))),
        '2026-06-16T00:00',
      )
  })
})

describe('An exception', () => {
  test('replaces the whole plan of its day', () => {
    const short = dailyHours('UTC', office, [
      { on: '2026-06-16', name: 'Staff day', spans: [{ from: '12:00', to: '13:00' }] },
    ])
    assert.equal(openMsBetween(short, at('2026-06-16T00:00Z'), at('2026-06-17T00:00Z')), hourMs)
    assert.equal(openMsBetween(short, at('2026-06-15T00:00Z'), at('2026-06-16T00:00Z')), 8 * hourMs)
  })

  test('of every year comes every year', () => {
    const hours = dailyHours('UTC', office, [closedOn('--12-25')])
    for (const year of [1999, 2026, 2040]) {
      assert.equal(isOpenAt(hours, at(`${year}-12-25T12:00Z`)), false)
      assert.equal(isOpenAt(hours, at(`${year}-12-26T12:00Z`)), true)
    }
  })

  test('of an exact date goes before that of every year, in whichever order they stand', () => {
    const yearly = closedOn('--12-24')
    const exact: HoursException = { on: '2026-12-24', name: 'Open this time', spans: office }
    for (const exceptions of [
      [yearly, exact],
      [exact, yearly],
    ]) {
      const hours = dailyHours('UTC', [], exceptions)
      assert.equal(isOpenAt(hours, at('2026-12-24T12:00Z')), true)
      assert.equal(isOpenAt(dailyHours('UTC', office, exceptions), at('2027-12-24T12:00Z')), false)
    }
  })

  test('of 29 February is there in leap years only', () => {
    const hours = dailyHours('UTC', office, [closedOn('--02-29')])
    assert.equal(isOpenAt(hours, at('2028-02-29T12:00Z')), false)
    assert.equal(isOpenAt(hours, at('2027-02-28T12:00Z')), true)
    assert.equal(isOpenAt(hours, at('2027-03-01T12:00Z')), true)
  })
})

describe('What was asked before', () => {
  test('changes no answer, however far apart the questions lie', () => {
    const asked = [
      '2026-06-15T10:00Z',
      '2019-01-02T03:00Z',
      '2026-06-15T16:00Z',
      '2040-05-05T09:00Z',
      '2026-06-15T10:00Z',
    ]
    for (const text of asked) {
      const fresh = hoursOf('Europe/Berlin', officeInBerlin.week)
      assert.equal(isOpenAt(officeInBerlin, at(text)), isOpenAt(fresh, at(text)), text)
      assert.equal(nextChangeAt(officeInBerlin, at(text)), nextChangeAt(fresh, at(text)), text)
    }
  })
})
