import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportRow } from './report.ts'
import { nextOrder, sorted } from './sort.ts'
import { daysText, duration, valueFormat } from './values.ts'

test('durations are h:mm:ss, and hours have no end', () => {
  assert.deepEqual([0, 499, 500, 59_999, 3_599_500, 360_000_000].map(duration), [
    '0:00:00',
    '0:00:00',
    '0:00:01',
    '0:01:00',
    '1:00:00',
    '100:00:00',
  ])
})

test('values are written by their unit, language and zone', () => {
  const english = valueFormat('en-GB', 'Europe/Berlin')
  const german = valueFormat('de-DE', 'Europe/Berlin')
  assert.equal(english(1_234, 'count'), '1,234')
  assert.equal(german(0.0625, 'share').replaceAll('\u00a0', ' '), '6,3 %')
  assert.equal(english(4.5, 'score'), '4.50')
  assert.equal(english(1.239, 'number'), '1.24')
  assert.equal(english(65_000, 'ms'), '0:01:05')
  assert.equal(english('2026-11-21T12:00:00Z', 'instant'), '21 Nov 2026, 13:00:00')
  const week = { from: '2026-10-31T23:00:00Z', to: '2026-11-08T23:00:00Z', zone: 'Europe/Berlin' }
  assert.equal(daysText(week, 'en-GB').replace(/\s/g, ''), '1–8Nov2026')
  assert.deepEqual([english(null, 'count'), english('', 'text'), english('Sales', 'text')], ['–', '–', 'Sales'])
})

const rows: readonly ReportRow[] = [
  { key: 'a', values: ['Queue 10', 3] },
  { key: 'b', values: ['Queue 9', null] },
  { key: 'c', values: ['queue 1', 3] },
  { key: 'd', values: ['Queue 2', 20] },
]
const keys = (found: readonly ReportRow[]) => found.map(({ key }) => key).join('')

test('rows are sorted by numbers and names, with nothing to tell last', () => {
  assert.equal(keys(sorted(rows, null)), 'abcd')
  assert.equal(keys(sorted(rows, { column: 1, direction: 'descending' })), 'dacb')
  assert.equal(keys(sorted(rows, { column: 1, direction: 'ascending' })), 'acdb')
  assert.equal(keys(sorted(rows, { column: 0, direction: 'ascending' }, 'en')), 'cdba')
})

test('a heading sorts by the most first, text from A, and the third time as the report has it', () => {
  const most = nextOrder(null, 1, false)
  assert.deepEqual(most, { column: 1, direction: 'descending' })
  assert.deepEqual(nextOrder(most, 1, false), { column: 1, direction: 'ascending' })
  assert.equal(nextOrder({ column: 1, direction: 'ascending' }, 1, false), null)
  assert.deepEqual(nextOrder(most, 0, true), { column: 0, direction: 'ascending' })
})
