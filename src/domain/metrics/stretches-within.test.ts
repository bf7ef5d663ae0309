import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, RuleDesk } from '../../../tests/cast.ts'
import type { Instant } from '../ids.ts'
import type { AgentClock, AvailabilityStretch } from './agent-clock.ts'
import { stretchesWithin } from './stretches-within.ts'

const at = (ms: number) => ms as Instant

/** Ann: offline from 1,000,000, available 5 later, busy since 5 after that. */
function annsDay() {
  const desk = new RuleDesk()
  for (const availability of ['available', 'busy'] as const) {
    desk.pass(5)
    desk.do({ do: 'setAvailability', agentId: ann, availability, awayReason: null }, agent(ann))
  }
  const ended = [...desk.state.availabilityStretches.values()]
  const clock = desk.state.agentClocks.get(ann) as AgentClock
  const within = (from: number, to: number | null, now: number, also: readonly AvailabilityStretch[] = []) =>
    stretchesWithin([...ended, ...also], clock, at(from), to === null ? null : at(to), at(now)).map(
      ({ availability, from, until }) => [availability, from - 1_000_000, until === null ? null : until - 1_000_000],
    )
  return { clock, within }
}

test('stretches are clipped to the half-open range, and the running one has no end before it', () => {
  const { within } = annsDay()
  assert.deepEqual(within(0, null, 1_000_020), [
    ['offline', 0, 5],
    ['available', 5, 10],
    ['busy', 10, null],
  ])
  assert.deepEqual(within(1_000_003, 1_000_010, 1_000_020), [
    ['offline', 3, 5],
    ['available', 5, 10],
  ])
  assert.deepEqual(within(1_000_012, 1_000_015, 1_000_020), [['busy', 12, 15]])
  assert.deepEqual(within(1_000_012, 1_000_900, 1_000_020), [['busy', 12, null]])
})

test('of a time that has not come nothing is told', () => {
  assert.deepEqual(annsDay().within(1_000_021, null, 1_000_020), [])
})

test('a stretch that ended after the clock was read is told once, as running', () => {
  const { clock, within } = annsDay()
  const { availability, awayReason, notResponding, from } = clock
  const late = { id: 'late', agentId: ann, availability, awayReason, notResponding, from, until: at(1_000_019) }
  assert.deepEqual(within(1_000_010, null, 1_000_020, [late]), [['busy', 10, null]])
})
