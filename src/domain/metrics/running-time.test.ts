import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, eve, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { Instant } from '../ids.ts'
import { agentMetrics, agentsAt, agentsToday } from './agents-today.ts'
import { DaySums } from './day-sums.ts'
import { queueMetrics, queuesAt, queuesToday } from './queues-today.ts'

const minute = 60_000
const everyone = [ann, bob, eve]

function busyDesk(): RuleDesk {
  const desk = new RuleDesk({ offerMs: 30 * minute, maxWaitMs: 60 * minute })
    .pass(3 * minute)
    .talking()
    .pass(7 * minute)
    .available(eve)
    .open(lees)
  desk.do({ do: 'setAvailability', agentId: bob, availability: 'away', awayReason: 'lunch' }, agent(bob))
  return desk
}

const today = (desk: RuleDesk) => {
  const sums = new DaySums(desk.state, 0 as Instant)
  return {
    agents: agentsToday(sums, everyone),
    queue: queuesToday(sums, [support], desk.state.settings.serviceLevel),
  }
}

test('while nothing happens today stays as it is, though people wait, talk and are away', () => {
  const desk = busyDesk()
  const before = today(desk)
  desk.pass(9 * minute)
  assert.deepEqual(today(desk), before)
  assert.equal(before.queue.now.waitingCount, 1)
})

test('what goes on, counted in at any instant, is what a fresh answer says at that instant', () => {
  const desk = busyDesk()
  const { agents, queue } = today(desk)
  desk.pass(9 * minute)
  const now = desk.now as Instant
  assert.deepEqual(agentsAt(agents, now), agentMetrics(desk.state, everyone, 0 as Instant, now))
  assert.deepEqual(queuesAt(queue, now), queueMetrics(desk.state, [support], 0 as Instant, now))
  assert.equal(queuesAt(queue, now).longestQueuedTime, 9 * minute)
  const { times } = agentsAt(agents, now)
  assert.deepEqual([times.inChatTime.total, times.awayTime.longest], [16 * minute, 9 * minute])
})

test('time of several that goes on is their number times the time since their mean', () => {
  const { availableTime, offlineTime } = today(busyDesk()).agents.times
  const began = 1_000_000
  // Ann after three minutes, Eve after ten.
  assert.deepEqual(availableTime.running, { count: 2, since: began + 6.5 * minute, firstAt: began + 3 * minute })
  assert.deepEqual([offlineTime.running, offlineTime.total], [null, (3 + 10 + 10) * minute])
})

test('sums are kept only until a fact changes them', () => {
  const desk = new RuleDesk()
  const sums = new DaySums(desk.state, 0 as Instant)
  const queued = () => sums.ofQueues([support]).counts.queuedCount ?? 0
  assert.equal(queued(), 0)
  desk.open(kims)
  assert.equal(queued(), 1)
  desk.open(lees)
  assert.equal(queued(), 2)
  assert.equal(sums.ofQueues([support]), sums.ofQueues([support]))
})

test('a channel has its own numbers, and who only waits by chat waits in no other', () => {
  const desk = busyDesk()
  const of = (channel: 'chat' | 'mail') =>
    queuesToday(new DaySums(desk.state, 0 as Instant, channel), [support], desk.state.settings.serviceLevel)
  assert.deepEqual([of('chat').counts.queuedCount, of('mail').counts.queuedCount], [2, 0])
  assert.deepEqual([of('chat').now.waitingCount, of('mail').now.waitingCount], [1, 0])
  assert.equal(of('mail').now.waitingSince, null)
})
