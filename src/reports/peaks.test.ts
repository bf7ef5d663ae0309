import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { Peaks } from './peaks.ts'

const at = (ms: number) => ms as Instant
const bucket = (from: number, to: number) => ({ from: at(from), to: at(to), label: `${from}` })

/** The most at once, and when for the first time, of spans that come by their ends. */
function peaksOf(spans: [from: number, until: number | null][], to = 30) {
  const peaks = new Peaks([bucket(0, 10), bucket(10, 20), bucket(20, 30)], at(to))
  for (const [from, until] of spans) peaks.add(at(from), until === null ? null : at(until))
  return peaks.finish().map(({ count, at }) => [count, count > 0 ? at : null])
}

test('a span counts in every bucket in which it is open, from its beginning to before its end', () => {
  assert.deepEqual(peaksOf([[5, 20]]), [
    [1, 5],
    [1, 10],
    [0, null],
  ])
  assert.deepEqual(peaksOf([[-5, null]]), [
    [1, 0],
    [1, 10],
    [1, 20],
  ])
})

test('one that begins when another ends is not open with it, and one without length never is', () => {
  const spans: [number, number][] = [
    [8, 9],
    [3, 5],
    [4, 4],
    [1, 3],
    [1, 3],
  ]
  assert.deepEqual(peaksOf(spans)[0], [2, 1])
})

test('of several times with as many the first is told', () => {
  const spans: [number, number][] = [
    [16, 19],
    [15, 18],
    [11, 14],
    [11, 13],
  ]
  assert.deepEqual(peaksOf(spans)[1], [2, 11])
})

test('what is still to come has no peak', () => {
  assert.deepEqual(
    peaksOf(
      [
        [1, null],
        [2, null],
      ],
      12,
    ),
    [
      [2, 2],
      [2, 10],
      [0, null],
    ],
  )
  assert.deepEqual(peaksOf([], 12), [
    [0, null],
    [0, null],
    [0, null],
  ])
})
