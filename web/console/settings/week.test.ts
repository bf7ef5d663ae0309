import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOfDay, weekdayName } from './week.ts'

test('the first weekday is Monday, in any language', () => {
  assert.equal(weekdayName(1, 'en'), 'Monday')
  assert.equal(weekdayName(7, 'de'), 'Sonntag')
})

test('a problem of a span or a day is told at its day, one of a field at its field', () => {
  const wrong = { 'week.1': 'a list', 'week.1[0].from': 'HH:MM', 'week.2[1]': 'no overlap', 'week.2[0]': 'a span' }
  assert.equal(problemsOfDay(wrong, 1), 'a list')
  assert.equal(problemsOfDay(wrong, 2), 'no overlap; a span')
  assert.equal(problemsOfDay(wrong, 3), '')
})
