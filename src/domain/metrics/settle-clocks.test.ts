import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, RuleDesk } from '../../../tests/cast.ts'
import type { Instant } from '../ids.ts'
import { slotMs } from './cell.ts'
import { letGoOfMetrics } from './let-go.ts'

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
