import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeSpanText } from './time-span.ts'

for (const [ms, text] of [
  [0, '00:00:00'],
  [0.4, '00:00:00'],
  [59_000, '00:00:59'],
  [61_000, '00:01:01'],
  [3_599_999.6, '01:00:00'],
  [86_399_000, '23:59:59'],
  [86_400_000, '1.00:00:00'],
  [1_234 * 86_400_000 + 5 * 3_600_000 + 7_000, '1234.05:00:07'],
  [12_345, '00:00:12.3450000'],
  [1, '00:00:00.0010000'],
  [-1_500, '-00:00:01.5000000'],
  [-0.2, '00:00:00'],
] as const)
  test(`${ms} ms are ${text}`, () => assert.equal(timeSpanText(ms), text))
