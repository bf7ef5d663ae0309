import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowTalk, known } from '../../../tests/support/flow-talk.ts'
import { Random } from '../../../tests/support/random.ts'
import { randomFlow, uncheckedFlow } from '../../../tests/support/random-flow.ts'
import { checkFlow } from './check-flow.ts'
import type { Flow } from './flow.ts'

const flowCount = 1_500
const inputCount = 40
const lines = ['1', '2', ' choice 0 ', 'CHOICE 2', 'x', '', 'two\nrows', '/help', '/transfer 99']
const lastWords = ['/agent', '/agent /German', '/end', '/transfer 1']

type Input = (talk: FlowTalk) => void

/** Commands that end a run are rare, so that most runs are long. */
function randomInput(random: Random): Input {
  const line = random.below(40) === 0 ? random.pick(lastWords) : random.pick(lines)
  const askBack = random.below(2)
  const ms = random.pick([0, 1, 999, 1_000, 30_000, 90_000_000])
  switch (random.below(6)) {
    case 0:
      return (talk) => talk.wait(ms)
    case 1:
    case 2:
      return (talk) => talk.botAnswersTo(talk.run.askCount - askBack, 'Words', line)
    case 3:
      return (talk) => talk.botFails(talk.run.askCount - askBack)
    default:
      return (talk) => talk.answer(line)
  }
}

/** What holds after every input, whatever the flow. */
function assertSound(talk: FlowTalk, begunAt: number): void {
  const { run, effects, due } = talk
  let at = begunAt
  for (const step of run.steps) {
    assert.equal(step.enteredAt, at, 'a step begins when the one before it ends')
    assert.ok(step.leftAt >= step.enteredAt)
    at = step.leftAt
  }
  const over = effects.filter((effect) => effect.do === 'toQueue' || effect.do === 'end').length
  if (run.phase === 'waiting') {
    assert.equal(run.enteredAt, at)
    assert.equal(over, 0)
    assert.ok(due !== null && due > talk.at - 1, 'who waits has a time-out that is still to come')
  } else {
    assert.equal(run.endedAt, at)
    assert.equal(due, null)
    assert.ok(over <= 1 && (over === 0 || effects.at(-1)?.do === 'toQueue' || effects.at(-1)?.do === 'end'))
  }
}

function tell(flow: Flow, inputs: readonly Input[]): FlowTalk {
  const talk = new FlowTalk(flow)
  const begunAt = talk.at
  assertSound(talk, begunAt)
  for (const input of inputs) {
    input(talk)
    // The desk's clock lets no time-out pass by: what is due comes before the next input.
    while (talk.due !== null && talk.due <= talk.at) talk.wait(0)
    assertSound(talk, begunAt)
  }
  return talk
}

test('a flow that passes the check ends or waits with a due time, whatever happens, and ends if nothing does', () => {
  const random = new Random(1)
  const seen = { queued: 0, deflected: 0, waiting: 0 }
  for (let round = 0; round < flowCount; round++) {
    const flow = randomFlow(random)
    assert.deepEqual(checkFlow(flow, '', known), [], JSON.stringify(flow))
    const inputs = Array.from({ length: inputCount }, () => randomInput(random))
    const talk = tell(flow, inputs)
    seen[talk.run.phase]++
    assert.deepEqual(tell(flow, inputs).run, talk.run, 'the same inputs make the same run')
    assert.deepEqual(JSON.parse(JSON.stringify(talk.run)), talk.run, 'a run is plain JSON')
    assert.ok(
      talk.run.steps.every(({ end }) => end !== 'lost'),
      'no node is lost',
    )

    for (let idle = 0; talk.due !== null; idle++) {
      assert.ok(idle < flow.nodes.length, 'a customer who left is not kept for ever')
      talk.wait(talk.due - talk.at)
    }
  }
  for (const [phase, count] of Object.entries(seen)) assert.ok(count > 50, `${phase}: ${count}`)
})

test('a flow that was never checked never throws nor runs for ever, and what the check finds is why', () => {
  const random = new Random(2)
  let foundWrong = 0
  for (let round = 0; round < flowCount; round++) {
    const flow = uncheckedFlow(random)
    tell(
      flow,
      Array.from({ length: inputCount }, () => randomInput(random)),
    )
    if (checkFlow(flow, '', known).length > 0) foundWrong++
  }
  assert.ok(foundWrong > flowCount / 2 && foundWrong < flowCount)
})
