import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, kims, lees, RuleDesk } from '../../../tests/cast.ts'
import { type Instant, later } from '../ids.ts'
import { slotMs } from './cell.ts'
import { clockWithin } from './clock-within.ts'
import { letGoOfMetrics } from './let-go.ts'
import { sumOf } from './sum.ts'

const hour = 3_600_000
const busy = (desk: RuleDesk) =>
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'busy', awayReason: null }, agent(ann))
const offline = (desk: RuleDesk) =>
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'offline', awayReason: null }, agent(ann))

test('a stretch is cut at slot borders, to the millisecond', () => {
  const desk = new RuleDesk()
  desk.now = 10 * slotMs - 1
  busy(desk)
  desk.now = 12 * slotMs + 1
  offline(desk)
  const pieces = [...desk.state.cells.ofAgent(ann)].map(({ slotAt, times }) => [slotAt / slotMs, times.busyTime])
  assert.deepEqual(pieces, [
    [9, { count: 0, totalMs: 1, longestMs: 0 }],
    [10, { count: 0, totalMs: slotMs, longestMs: 0 }],
    [11, { count: 0, totalMs: slotMs, longestMs: 0 }],
    [12, { count: 1, totalMs: 1, longestMs: 2 * slotMs + 2 }],
  ])
})

test('a month offline writes no cell', () => {
  const desk = new RuleDesk()
  busy(desk)
  offline(desk)
  desk.now += 30 * 24 * hour
  busy(desk)
  assert.equal([...desk.state.cells.ofAgent(ann)].length, 0)
})

test('what was let go of is never needed: a late stretch adds rows of its own to old slots', () => {
  const desk = new RuleDesk()
  desk.now = 100 * slotMs
  busy(desk)
  offline(desk)
  desk.now += 5_000
  busy(desk)
  desk.now += 5_000
  offline(desk)
  busy(desk)
  const [stored] = [...desk.state.cells.ofAgent(ann)]
  desk.now += 60 * hour
  desk.do({
    do: 'addAgent',
    agentId: 'x' as never,
    name: 'x',
    email: 'x',
    role: 'agent',
    capacity: 1,
    passwordHash: '',
  })
  desk.state.intervals.takeChanges()
  letGoOfMetrics(desk.state)
  assert.deepEqual([...desk.state.cells.ofAgent(ann)], [])
  offline(desk)
  const late = [...desk.state.cells.ofAgent(ann)].filter(({ slotAt }) => slotAt === stored?.slotAt)
  assert.equal(late.length, 1)
  assert.notEqual(late[0]?.id, stored?.id)
  const total = [...desk.state.cells.ofAgent(ann)].reduce((sum, { times }) => sum + (times.busyTime?.totalMs ?? 0), 0)
  assert.equal(total, 60 * hour)
})

test('a row whose last version is not on disk is kept, however old', () => {
  const desk = new RuleDesk()
  busy(desk)
  desk.now += hour
  offline(desk)
  const count = desk.state.intervals.size
  assert.ok(count > 0)
  desk.state.at = (desk.now + 100 * hour) as Instant
  letGoOfMetrics(desk.state)
  assert.equal(desk.state.intervals.size, count)
  assert.equal(desk.state.availabilityStretches.size, 1)
})

/** Of one agent so far: offered and used slots × seconds. */
function slotsOf(desk: RuleDesk, agentId = ann): [offered: number, used: number] {
  const { times } = sumOf(desk.state.cells.ofAgent(agentId))
  const seconds = (name: 'offeredSlotTime' | 'usedSlotTime') => (times[name]?.totalMs ?? 0) / 1_000
  return [seconds('offeredSlotTime'), seconds('usedSlotTime')]
}

test('slots are offered while the router would ask, as many as the capacity is, whatever is held', () => {
  const desk = new RuleDesk().talking().pass(10_000)
  desk.open(lees).do({ do: 'acceptOffer', chatId: lees }, agent(ann))
  assert.deepEqual(slotsOf(desk), [20, 10])
  desk.pass(10_000)
  desk.do({ do: 'changeAgent', agentId: ann, capacity: 5 })
  assert.deepEqual(slotsOf(desk), [40, 30])
  desk.pass(10_000)
  busy(desk)
  assert.deepEqual(slotsOf(desk), [90, 50])
  desk.pass(10_000).available(ann)
  assert.deepEqual(slotsOf(desk), [90, 70])
})

test('no slot is offered by who is suspended, does not respond, is lost or has done their day', () => {
  const desk = new RuleDesk({ offerMs: 20_000 }).available(ann).pass(1_000)
  desk.do({ do: 'suspendAgent', agentId: ann })
  desk.pass(1_000).do({ do: 'resumeAgent', agentId: ann })
  assert.deepEqual(slotsOf(desk), [2, 0])
  desk.open(kims).pass(20_000)
  assert.deepEqual(slotsOf(desk), [42, 0])
  desk.pass(5_000).available(ann)
  assert.deepEqual(slotsOf(desk), [42, 0])
  desk.do({ do: 'noteAgentPresence', agentId: ann, present: true })
  desk.do({ do: 'noteAgentPresence', agentId: ann, present: false })
  desk.pass(3_000).do({ do: 'noteAgentPresence', agentId: ann, present: true })
  assert.deepEqual(slotsOf(desk), [42, 0])
  desk.do({ do: 'changeAgent', agentId: ann, maxPerDay: 1 })
  desk.pass(1_000).do({ do: 'grabChat', chatId: kims }, agent(ann))
  desk.pass(4_000).do({ do: 'closeChat', chatId: kims }, agent(ann))
  assert.deepEqual(slotsOf(desk), [44, 4])
})

test('a slot is used by paperwork too, and by who was brought in', () => {
  const desk = new RuleDesk({ wrapUpMs: 60_000 }).talking().available(bob)
  desk.do({ do: 'bringIn', chatId: kims, agentId: bob, purpose: 'consult' }, agent(ann))
  desk.pass(1_000).do({ do: 'acceptOffer', chatId: kims }, agent(bob))
  desk.pass(2_000).do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.pass(5_000).do({ do: 'finishWrapUp', chatId: kims }, agent(ann))
  assert.deepEqual([slotsOf(desk)[1], slotsOf(desk, bob)[1]], [8, 2])
})

test('slots are cut at slot borders, are no stretches, and what runs is counted in', () => {
  const desk = new RuleDesk()
  desk.now = 10 * slotMs - 1
  desk.available(ann)
  desk.now = 10 * slotMs + 1
  desk.do({ do: 'changeAgent', agentId: ann, capacity: 3 })
  const pieces = [...desk.state.cells.ofAgent(ann)].map(({ slotAt, times }) => [slotAt / slotMs, times])
  const two = { count: 0, totalMs: 2, longestMs: 0 }
  const one = { count: 0, totalMs: 1, longestMs: 0 }
  assert.deepEqual(pieces, [
    [9, { availableTime: one, idleTime: one, offeredSlotTime: two }],
    [10, { availableTime: one, idleTime: one, offeredSlotTime: two }],
  ])
  const clock = desk.state.agentClocks.get(ann)
  assert.ok(clock)
  const running = clockWithin(clock, 0 as Instant, later(clock.settledAt, 10))
  assert.deepEqual(running?.times.offeredSlotTime, { count: 0, totalMs: 30, longestMs: 0 })
})

test('a clock from before slots counts them from the next event on', () => {
  const desk = new RuleDesk().talking().pass(10_000)
  const clock = desk.state.agentClocks.get(ann)
  assert.ok(clock)
  desk.state.agentClocks.put({ ...clock, offeredSlots: 0, usedSlots: 0 })
  // As after a restart, when every agent comes into memory anew.
  desk.state.touchedAgents.add(ann)
  desk.say('Hello', agent(ann))
  assert.deepEqual(slotsOf(desk), [0, 0])
  desk.pass(1_000)
  busy(desk)
  assert.deepEqual(slotsOf(desk), [2, 1])
})
