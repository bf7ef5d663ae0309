import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { closedOn, dailyHours, hoursOf } from '../../../tests/support/hours.ts'
import { checkHours } from './check-hours.ts'
import type { Hours, HoursException, Span } from './hours.ts'

const office: Span = { from: '09:00', to: '17:00' }
const night: Span = { from: '22:00', to: '06:00' }

function wrongFields(hours: Hours): string[] {
  return checkHours(hours, '').map(({ field }) => field)
}

function on(date: string, ...spans: Span[]): HoursException {
  return { on: date, name: 'Day', spans }
}

/** What came from outside and only claims to be hours. */
function claimed(value: unknown): Hours {
  return value as Hours
}

describe('Hours are accepted', () => {
  test('with days, nights that touch, whole days, and exceptions of both kinds', () => {
    const spans = [{ from: '06:00', to: '12:00' }, { from: '12:00', to: '22:00' }, night]
    const exceptions = [
      closedOn('2028-02-29'),
      closedOn('--02-29'),
      on('2026-12-24', office, night),
      closedOn('--12-24'),
    ]
    assert.deepEqual(checkHours(dailyHours('Asia/Kathmandu', spans, exceptions), ''), [])
    assert.deepEqual(checkHours(dailyHours('UTC', [{ from: '00:00', to: '24:00' }]), ''), [])
  })

  test('with an exception that begins while the night before it runs over', () => {
    const exceptions = [on('2026-12-25', { from: '00:00', to: '24:00' })]
    assert.deepEqual(checkHours(dailyHours('UTC', [night], exceptions), ''), [])
  })
})

describe('Hours are refused', () => {
  test('with each wrong time named by its place', () => {
    const spans = [office, { from: '9:00', to: '24:01' }]
    assert.deepEqual(wrongFields(hoursOf('UTC', { 1: spans })), ['week.1[1].from', 'week.1[1].to'])
    assert.deepEqual(wrongFields(hoursOf('UTC', {}, [on('2026-12-24', { from: '24:00', to: '12:60' })])), [
      'exceptions[0].spans[0].from',
      'exceptions[0].spans[0].to',
    ])
  })

  test('below the place at which they stand', () => {
    assert.deepEqual(checkHours(hoursOf('Mars/Olympus', { 3: [{ from: 'noon', to: '13:00' }] }), 'queue.hours'), [
      { field: 'queue.hours.zone', accepted: 'an IANA zone such as Europe/Berlin' },
      { field: 'queue.hours.week.3[0].from', accepted: 'HH:MM from 00:00 to 23:59' },
    ])
  })

  test('in a zone that has no name', () => {
    for (const zone of ['', '+02:00', 'Berlin', '2026-01-01T00:00[Europe/Berlin]'])
      assert.deepEqual(wrongFields(hoursOf(zone, {})), ['zone'], zone)
  })

  test('with a span that ends where it begins', () => {
    for (const time of ['00:00', '09:00'])
      assert.deepEqual(wrongFields(hoursOf('UTC', { 1: [{ from: time, to: time }] })), ['week.1[0].to'])
  })

  test('with the later of two spans of a day that overlap, in whichever order they stand', () => {
    const late = { from: '16:59', to: '18:00' }
    assert.deepEqual(wrongFields(hoursOf('UTC', { 1: [office, late] })), ['week.1[1]'])
    assert.deepEqual(wrongFields(hoursOf('UTC', { 1: [late, office] })), ['week.1[0]'])
    assert.deepEqual(wrongFields(hoursOf('UTC', {}, [on('--05-01', office, late)])), ['exceptions[0].spans[1]'])
  })

  test('with a span that lies in one before the last', () => {
    const inside = [
      { from: '08:00', to: '18:00' },
      { from: '09:00', to: '10:00' },
      { from: '12:00', to: '13:00' },
    ]
    assert.deepEqual(wrongFields(hoursOf('UTC', { 1: inside })), ['week.1[1]', 'week.1[2]'])
  })

  test('with a span that begins before the night from the day before is over', () => {
    const early = { from: '05:59', to: '12:00' }
    assert.deepEqual(checkHours(hoursOf('UTC', { 1: [night], 2: [early] }), ''), [
      { field: 'week.2[0]', accepted: 'no overlap with week.1[0], which ends at 06:00' },
    ])
    assert.deepEqual(wrongFields(hoursOf('UTC', { 1: [early], 7: [night] })), ['week.1[0]'])
    assert.deepEqual(wrongFields(hoursOf('UTC', { 2: [night], 1: [early] })), [])
  })

  test('with a second exception for a date, though not for one date exactly and every year', () => {
    const exceptions = [closedOn('2026-12-24'), closedOn('--12-24'), closedOn('2026-12-24'), closedOn('--12-24')]
    assert.deepEqual(wrongFields(hoursOf('UTC', {}, exceptions)), ['exceptions[2].on', 'exceptions[3].on'])
  })

  test('with a date that no calendar has', () => {
    for (const date of [
      '2026-02-30',
      '2026-02-29',
      '--02-30',
      '--13-01',
      '2026-1-1',
      '12-24',
      '20261224',
      '2026-12-24T00:00',
    ])
      assert.deepEqual(wrongFields(hoursOf('UTC', {}, [closedOn(date)])), ['exceptions[0].on'], date)
  })

  test('with everything wrong at once', () => {
    const spans = [office, office, { from: 'x', to: 'y' }]
    assert.deepEqual(wrongFields(hoursOf('Nowhere', { 7: spans }, [on('x', office, office)])), [
      'zone',
      'week.7[2].from',
      'week.7[2].to',
      'week.7[1]',
      'exceptions[0].on',
      'exceptions[0].spans[1]',
    ])
  })

  test('when they are not of the shape of hours, without a failure', () => {
    assert.deepEqual(wrongFields(claimed(null)), [''])
    assert.deepEqual(wrongFields(claimed([])), [''])
    assert.deepEqual(wrongFields(claimed({})), ['zone', 'week', 'exceptions'])
    const week = { 1: [null, 7, { from: 900, to: ['17:00'] }], 2: 'closed', 3: [], 4: [], 5: [], 6: [], 7: [], 8: [] }
    assert.deepEqual(wrongFields(claimed({ zone: 5, week, exceptions: [null, { on: 5, name: 6 }] })), [
      'zone',
      'week.1[0]',
      'week.1[1]',
      'week.1[2].from',
      'week.1[2].to',
      'week.2',
      'week.8',
      'exceptions[0]',
      'exceptions[1].on',
      'exceptions[1].name',
      'exceptions[1].spans',
    ])
  })
})
