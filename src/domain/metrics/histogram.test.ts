import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../tests/support/random.ts'
import {
  addTo,
  bucketOf,
  bucketStart,
  countUpTo,
  mergeHistograms,
  noDurations,
  quantileOf,
  sizeOf,
} from './histogram.ts'

const random = new Random(5)
const waits = Array.from({ length: 2_000 }, () => Math.floor(Math.exp(random.next() * 16)))
const whole = waits.reduce(addTo, noDurations)

test('every duration lies in its bucket, and no bucket is more than 8 % wide', () => {
  for (const ms of [0, 1, 2, 20_000, 86_400_000, ...waits]) {
    const bucket = bucketOf(ms)
    assert.ok(bucketStart(bucket) <= ms * (1 + 1e-9) && ms < bucketStart(bucket + 1) * (1 + 1e-9), `${ms} in ${bucket}`)
    if (bucket > 0) assert.ok(bucketStart(bucket + 1) / bucketStart(bucket) < 1.080001)
  }
})

test('a quantile is at most 8 % off the one of the durations themselves', () => {
  const inOrder = waits.toSorted((one, other) => one - other)
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    const exact = inOrder[Math.ceil(share * inOrder.length) - 1] as number
    const ratio = (quantileOf(whole, share) ?? 0) / exact
    assert.ok(ratio > 1 / 1.08 && ratio < 1.08, `${share}: ${ratio}`)
  }
})

test('the histogram of the parts, merged in any order, is that of the whole', () => {
  const parts = [0, 1, 2].map((part) => waits.filter((_, place) => place % 3 === part).reduce(addTo, noDurations))
  assert.deepEqual(mergeHistograms(parts), whole)
  assert.deepEqual(mergeHistograms(parts.toReversed()), whole)
  assert.equal(sizeOf(whole), waits.length)
})

test('nothing measured has no quantile', () => {
  assert.equal(quantileOf(noDurations, 0.5), null)
})

test('how many were at most that long is right to one bucket', () => {
  for (const ms of [5, 900, 20_000, 1_000_000]) {
    const least = waits.filter((wait) => wait <= ms / 1.08).length
    const most = waits.filter((wait) => wait <= ms * 1.08).length
    const counted = countUpTo(whole, ms)
    assert.ok(counted >= least && counted <= most, `${ms}: ${counted} not within ${least} and ${most}`)
  }
})
