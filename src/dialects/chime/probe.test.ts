import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import { Probe } from './probe.ts'

/** A thing to look at, whose answers the test gives. */
function thing() {
  const clock = new ManualClock()
  const failures: unknown[] = []
  const waiting: PromiseWithResolvers<void>[] = []
  const look = () => {
    const answer = Promise.withResolvers<void>()
    waiting.push(answer)
    return answer.promise
  }
  const probe = new Probe({ clock, look, keepMs: 1_000, failed: (error) => failures.push(error) })
  const answer = (error?: Error) => {
    const next = waiting.at(-1)
    if (error) next?.reject(error)
    else next?.resolve()
  }
  return { clock, failures, probe, answer, looks: () => waiting.length }
}

test('CH-25: many ask at once and one looks; the answer is given again for a while', async () => {
  const { clock, probe, answer, looks } = thing()
  const asked = [probe.isWell(), probe.isWell(), probe.isWell()]
  answer()
  assert.deepEqual(await Promise.all(asked), [true, true, true])
  clock.pass(999)
  assert.equal(await probe.isWell(), true)
  assert.equal(looks(), 1)
  clock.pass(1)
  const again = probe.isWell()
  answer(new Error('broken'))
  assert.equal(await again, false)
  assert.equal(looks(), 2)
})

test('CH-25: what does not answer within two seconds is not well, and is not looked at a second time meanwhile', async () => {
  const { clock, probe, answer, looks, failures } = thing()
  const asked = probe.isWell()
  clock.pass(2_000)
  assert.equal(await asked, false)
  clock.pass(1_000)
  const later = probe.isWell()
  clock.pass(2_000)
  assert.equal(await later, false)
  assert.equal(looks(), 1)
  assert.match(String(failures[0]), /no answer within 2000 ms/)
  clock.pass(1_000)
  const last = probe.isWell()
  answer()
  assert.equal(await last, true, 'it answers after all')
})

test('CH-25: that it stopped working is told once, and again after it worked', async () => {
  const { clock, probe, answer, failures } = thing()
  for (const error of [new Error('first'), new Error('second'), undefined, new Error('third')]) {
    const asked = probe.isWell()
    answer(error)
    assert.equal(await asked, error === undefined)
    clock.pass(1_000)
  }
  assert.deepEqual(failures.map(String), ['Error: first', 'Error: third'])
})
