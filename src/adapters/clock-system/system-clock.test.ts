import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { systemClock } from './system-clock.ts'

const day = 86_400_000
const start = Date.UTC(2026, 0, 5, 9)

/** Node's mocked timers: the test moves both the clock and what waits for it. */
function setTime(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: start })
  return t.mock.timers
}

function wakes(ms: number) {
  const woken: number[] = []
  const cancel = systemClock.wakeAt((start + ms) as Instant, () => woken.push(Date.now() - start))
  return { woken, cancel }
}

describe('system clock', () => {
  test('now is the time of the machine', (t) => {
    setTime(t)
    assert.equal(systemClock.now(), start)
  })

  test('wakes once, at the instant and not before', (t) => {
    const timers = setTime(t)
    const { woken } = wakes(1_500)
    timers.tick(1_499)
    assert.deepEqual(woken, [])
    timers.tick(1)
    assert.deepEqual(woken, [1_500])
    timers.tick(day)
    assert.deepEqual(woken, [1_500])
  })

  test('an instant that has passed wakes soon, but not inside the call', (t) => {
    const timers = setTime(t)
    const { woken } = wakes(-5)
    assert.deepEqual(woken, [])
    timers.tick(1)
    assert.equal(woken.length, 1)
  })

  test('waits longer than the longest timer of Node', (t) => {
    const timers = setTime(t)
    const { woken } = wakes(60 * day)
    timers.tick(60 * day - 1)
    assert.deepEqual(woken, [])
    timers.tick(1)
    assert.deepEqual(woken, [60 * day])
  })

  test('does not wake early when the clock is set back', (t) => {
    const timers = setTime(t)
    const { woken } = wakes(30_000)
    timers.tick(10_000)
    timers.setTime(start + 5_000)
    timers.tick(20_000)
    assert.deepEqual(woken, [])
    timers.tick(5_000)
    assert.deepEqual(woken, [30_000])
  })

  test('notices within a minute that the clock was set forward', (t) => {
    const realNow = Date.now
    t.after(() => {
      Date.now = realNow
    })
    t.mock.timers.enable({ apis: ['setTimeout'] })
    let now = start
    Date.now = () => now
    const { woken } = wakes(10 * day)
    now += 11 * day
    t.mock.timers.tick(60_000)
    assert.equal(woken.length, 1)
  })

  test('can be taken back at any time', (t) => {
    const timers = setTime(t)
    const early = wakes(100)
    const late = wakes(5 * 60_000)
    early.cancel()
    timers.tick(2 * 60_000)
    late.cancel()
    timers.tick(day)
    assert.deepEqual([...early.woken, ...late.woken], [])
    late.cancel()
  })
})
