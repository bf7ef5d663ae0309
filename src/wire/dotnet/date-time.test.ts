import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateTimeText } from './date-time.ts'

for (const [iso, text] of [
  ['2018-09-11T15:08:05.560Z', '2018-09-11T15:08:05.56'],
  ['2022-03-08T14:02:57.257Z', '2022-03-08T14:02:57.257'],
  ['2022-02-03T16:56:00.000Z', '2022-02-03T16:56:00'],
  ['2022-02-03T16:58:52.500Z', '2022-02-03T16:58:52.5'],
  ['2022-02-03T16:58:52.050Z', '2022-02-03T16:58:52.05'],
  ['2026-01-01T01:00:00.000+02:00', '2025-12-31T23:00:00'],
] as const)
  test(`${iso} is ${text}`, () => assert.equal(dateTimeText(Date.parse(iso)), text))
