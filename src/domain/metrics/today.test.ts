import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, customer, eve, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { AgentId, Instant } from '../ids.ts'
import { agentMetrics } from './agents-today.ts'
import { slotMs, slotOf } from './cell.ts'
import { queueMetrics } from './queues-today.ts'

const minute = 60_000
const ofAgents = (desk: RuleDesk, agentIds: AgentId[] = [ann], sinceAt = 0) =>
  agentMetrics(desk.state, agentIds, sinceAt as Instant, desk.now as Instant)
const ofSupport = (desk: RuleDesk) => queueMetrics(desk.state, [support], 0 as Instant, desk.now as Instant)
const set = (
  desk: RuleDesk,
  availability: 'available' | 'busy' | 'away' | 'offline',
  awayReason: 'lunch' | null = null,
) => desk.do({ do: 'setAvailability', agentId: ann, availability, awayReason }, agent(ann))

test('the statuses of an agent add up to the wall clock, what runs included', () => {
  const desk = new RuleDesk()
  const began = desk.now
  desk.pass(10 * minute)
  set(desk, 'available')
  desk.pass(50 * minute)
  set(desk, 'away', 'lunch')
  desk.pass(31 * minute)
  set(desk, 'busy')
  desk.pass(2 * minute)
  const { times } = ofAgents(desk)
  const totals = [times.offlineTime, times.availableTime, times.awayTime, times.busyTime].map(
    ({ total }) => total / minute,
  )
  assert.deepEqual(totals, [10, 50, 31, 2])
  assert.equal(
    totals.reduce((sum, total) => sum + total, 0),
    (desk.now - began) / minute,
  )
  assert.deepEqual(
    [times.availableTime.count, times.availableTime.longest, times.availableTime.average],
    [1, 50 * minute, 50 * minute],
  )
})

test('a stretch that began before the span adds only what lies in it', () => {
  const desk = new RuleDesk()
  set(desk, 'busy')
  desk.pass(3 * slotMs)
  const since = slotOf(desk.now as Instant) - slotMs
  const running = ofAgents(desk, [ann], since).times.busyTime
  assert.equal(running.total, desk.now - since)
  assert.equal(running.longest, 3 * slotMs)
  set(desk, 'offline')
  assert.equal(ofAgents(desk, [ann], since).times.busyTime.total, desk.now - since)
})

test('a change of the reason ends a stretch but not the time away', () => {
  const desk = new RuleDesk()
  set(desk, 'away')
  desk.pass(minute)
  set(desk, 'away', 'lunch')
  desk.pass(minute)
  set(desk, 'offline')
  const { total, count, longest } = ofAgents(desk).times.awayTime
  assert.deepEqual([total, count, longest], [2 * minute, 1, 2 * minute])
  const reasons = [...desk.state.availabilityStretches.values()].map(({ awayReason, availability }) => [
    availability,
    awayReason,
  ])
  assert.deepEqual(reasons, [
    ['away', null],
    ['away', 'lunch'],
  ])
})

test('who lets an offer lapse is not responding until they say that they are available', () => {
  const desk = new RuleDesk({ offerMs: 20_000 }).available(ann).open(kims).pass(20_000)
  assert.equal(ofAgents(desk).now.byStatus.notResponding, 1)
  desk.pass(minute)
  set(desk, 'available')
  const { times } = ofAgents(desk)
  assert.deepEqual([times.availableTime.total, times.notRespondingTime.total], [20_000, minute])
})

test('time in chats is counted once however many there are, then paperwork, then idle', () => {
  const desk = new RuleDesk({ wrapUpMs: 30_000 }).talking().open(lees)
  desk.do({ do: 'acceptOffer', chatId: lees }, agent(ann))
  assert.equal(ofAgents(desk).now.currentlyActiveCount, 2)
  desk.pass(minute)
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.do({ do: 'closeChat', chatId: lees }, agent(ann))
  desk.pass(2 * minute)
  const { times, occupancy } = ofAgents(desk)
  assert.deepEqual(
    [times.inChatTime.total, times.wrapUpTime.total, times.idleTime.total, times.talkTime.total],
    [minute, 30_000, 90_000, 2 * minute],
  )
  assert.equal(occupancy, 0.5)
})

test('several agents are the sums of each, and an id of nobody changes nothing', () => {
  const desk = new RuleDesk()
    .talking()
    .available(bob)
    .pass(5 * minute)
  const each = [ann, bob, eve].map((agentId) => ofAgents(desk, [agentId]))
  const all = ofAgents(desk, [ann, bob, eve, ann, 'nobody' as AgentId])
  for (const name of ['availableTime', 'offlineTime', 'inChatTime'] as const)
    assert.equal(
      all.times[name].total,
      each.reduce((sum, { times }) => sum + times[name].total, 0),
    )
  assert.equal(all.counts.answeredCount, 1)
  assert.deepEqual(all.now.byStatus, { available: 2, busy: 0, away: 0, offline: 1, notResponding: 0 })
})

test('the fullest row: what an agent let pass, took, gave away and was told', () => {
  const desk = new RuleDesk().talking().pass(minute)
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.do({ do: 'rateChat', chatId: kims, score: 5, comment: null }, customer(kims))
  const { counts, ratings, times } = ofAgents(desk.pass(minute))
  assert.deepEqual([counts.offeredCount, counts.answeredCount, counts.handledCount], [1, 1, 1])
  assert.deepEqual(ratings, { count: 1, average: 5, topTwoShare: 1, byScore: [0, 0, 0, 0, 1] })
  assert.equal(times.handleTime.average, 2 * minute)
})

test('a queue tells who waits now, in line or ringing, and for how long at most', () => {
  const desk = new RuleDesk().open(kims).pass(5_000).open(lees).pass(1_000)
  assert.deepEqual([ofSupport(desk).now.waitingCount, ofSupport(desk).longestQueuedTime], [2, 6_000])
  desk.available(ann)
  const { now, longestQueuedTime } = ofSupport(desk)
  assert.deepEqual([now.waitingCount, now.waitingSince, longestQueuedTime], [2, desk.now - 6_000, 6_000])
  assert.deepEqual([now.agentsAvailableCount, now.agentsOnlineCount, now.agentsIdleCount], [1, 1, 1])
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  const later = ofSupport(desk)
  assert.deepEqual([later.now.waitingCount, later.now.currentlyActiveCount, later.now.agentsIdleCount], [1, 1, 0])
  assert.equal(later.counts.answeredBeforeSLACount, 1)
  assert.equal(later.serviceLevel.share, 1)
})

test('a queue without a past has no averages, no level and no promise, but all its names', () => {
  const { counts, times, serviceLevel, promiseAccuracy, now } = ofSupport(new RuleDesk())
  assert.ok(Object.values(counts).every((count) => count === 0))
  assert.equal(times.speedOfAnswer.average, null)
  assert.deepEqual([serviceLevel.share, promiseAccuracy, now.waitingSince], [null, null, null])
})
