import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ErlangC, meanWait, servedWithin, serversFor, waitProbability } from './erlang.ts'

/** 360 contacts in half an hour, four minutes each, 55 servers: the worked example of the sources. */
const handleSeconds = 240
const example: ErlangC = { load: (360 / 1800) * handleSeconds, servers: 55 }

/** The formula as it is printed, with its powers and factorials, in whole numbers of any length. */
function printedWaitProbability(load: number, servers: number): number {
  const scale = 10n ** 40n
  let term = scale
  let sum = 0n
  for (let k = 0; k < servers; k++) {
    sum += term
    term = (term * BigInt(load)) / BigInt(k + 1)
  }
  const top = (term * BigInt(servers)) / BigInt(servers - load)
  return Number((top * 10n ** 15n) / (top + sum)) / 1e15
}

test('the worked example: A = 48, m = 55', () => {
  assert.equal(example.load, 48)
  assert.equal(waitProbability(example).toFixed(3), '0.239')
  assert.equal(meanWait(example, handleSeconds).toFixed(1), '8.2')
  assert.equal(servedWithin(example, handleSeconds, 15).toFixed(3), '0.846')
})

test('the recursion is the printed formula', () => {
  for (const [load, servers] of [
    [1, 2],
    [5, 6],
    [48, 55],
    [99, 100],
    [200, 230],
  ] as const)
    assert.ok(Math.abs(waitProbability({ load, servers }) - printedWaitProbability(load, servers)) < 1e-12, `${load}`)
})

test('the fewest servers are found: one fewer would not do', () => {
  const servers = serversFor(48, handleSeconds, 15, 0.8)
  assert.ok(servedWithin({ load: 48, servers }, handleSeconds, 15) >= 0.8)
  assert.ok(servedWithin({ load: 48, servers: servers - 1 }, handleSeconds, 15) < 0.8)
  assert.equal(serversFor(0, handleSeconds, 15, 0.8), 0)
})

test('too few servers: everybody waits, for ever', () => {
  assert.deepEqual(
    [
      waitProbability({ load: 5, servers: 5 }),
      meanWait({ load: 5, servers: 5 }, 60),
      servedWithin({ load: 5, servers: 4 }, 60, 1),
    ],
    [1, Number.POSITIVE_INFINITY, 0],
  )
})
