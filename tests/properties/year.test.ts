import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agent } from '#domain/agent/agent.ts'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { ChatNumbers } from '#domain/chat/chat-numbers.ts'
import type { AvailabilityStretch } from '#domain/metrics/agent-clock.ts'
import { type Cell, slotOf } from '#domain/metrics/cell.ts'
import { allLevels } from '#domain/metrics/levels.ts'
import type { TimeName } from '#domain/metrics/names.ts'
import { sumOf } from '#domain/metrics/sum.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { Batch } from '#ports/store.ts'
import { fillYear } from '../../bench/year/fill-year.ts'
import { chatsByDay } from '../../bench/year/plan.ts'
import { gathered } from '../support/behind-numbers.ts'

const plan = { seed: 7, chats: 2_000, days: 3 }

const batches: Batch[] = []
await fillYear({ commit: async (batch) => void batches.push(batch) }, plan)
const rowsOf = <Row>(table: string) =>
  batches.flatMap(({ rows }) => rows.filter((put) => put.table === table).map(({ row }) => row as Row))
const chats = rowsOf<ClosedChat>('chats').map((chat) => ({ ...chat, numbers: chat.numbers as ChatNumbers }))
const cells = rowsOf<Cell>('intervals')
const ofQueues = cells.filter(({ agentId }) => agentId === null)
const ofWork = cells.filter(({ agentId, queueId }) => agentId !== null && queueId !== null)
const ofDays = cells.filter(({ queueId }) => queueId === null)

type Chat = (typeof chats)[number]
const answered = ({ answeredAt }: Chat) => answeredAt !== null
const total = (of: (chat: Chat) => number, which: (chat: Chat) => boolean = () => true) =>
  chats.filter(which).reduce((sum, chat) => sum + of(chat), 0)
const one = () => 1
const ended = (ending: string) => (chat: Chat) => chat.ending === ending

test('a plan gives every day its chats, and all of them together', () => {
  assert.equal(chats.length, plan.chats)
  const byDay = chatsByDay({ seed: 1, chats: 1_000_000, days: 365 })
  assert.equal(byDay.length, 365)
  assert.equal(
    byDay.reduce((sum, count) => sum + count, 0),
    1_000_000,
  )
  assert.ok(Math.min(...byDay) > 500)
  assert.equal(new Set(chats.map(({ no }) => no)).size, plan.chats)
})

test('the same seed makes the same chats', async () => {
  const again: Batch[] = []
  await fillYear({ commit: async (batch) => void again.push(batch) }, plan)
  assert.deepEqual(again.slice(1), batches.slice(1))
})

test('it has everything that a centre has', () => {
  for (const ending of ['completed', 'abandoned', 'afterHours', 'deflected']) assert.ok(total(one, ended(ending)) > 3)
  for (const number of ['transferCount', 'heldMs', 'lapsedCount', 'declinedCount', 'wrapUpMs'] as const)
    assert.ok(total(one, ({ numbers }) => numbers[number] > 0) > 3, number)
  assert.ok(total(one, (chat) => chat.ending === 'abandoned' && answered(chat)) > 0)
  const customers = new Set(chats.map(({ customerId }) => customerId))
  assert.ok(customers.size < plan.chats - 100)
  assert.equal(new Set(chats.map(({ queueId }) => queueId)).size, 12)
})

test('cells of queues say what the chats say', () => {
  const { counts, times, levels } = sumOf(ofQueues)
  const numberOf = (name: keyof ChatNumbers) => total(({ numbers }) => numbers[name] as number)
  const waits = (which: (chat: Chat) => boolean) => total(({ numbers }) => numbers.waitMs ?? 0, which)
  const left = (chat: Chat) => chat.ending === 'abandoned' && !answered(chat)
  assert.deepEqual(
    {
      queuedCount: counts.queuedCount,
      offeredCount: counts.offeredCount,
      answeredCount: counts.answeredCount,
      abandonedCount: counts.abandonedCount,
      abandonedAfterTransferCount: counts.abandonedAfterTransferCount,
      completedCount: counts.completedCount,
      afterHoursCount: counts.afterHoursCount,
      deflectedCount: counts.deflectedCount,
      transferredOutCount: counts.transferredOutCount,
      transferredInCount: counts.transferredInCount,
      ronaCount: counts.ronaCount,
      ronaChatCount: counts.ronaChatCount,
      customerMessageCount: counts.customerMessageCount,
      agentMessageCount: counts.agentMessageCount,
    },
    {
      queuedCount: total(one, ({ numbers }) => numbers.queuedAt !== null),
      offeredCount: total(one, ({ numbers }) => numbers.offerCount > 0),
      answeredCount: total(one, answered),
      abandonedCount: total(one, left),
      abandonedAfterTransferCount: total(one, (chat) => chat.ending === 'abandoned' && answered(chat)),
      completedCount: total(one, ended('completed')),
      afterHoursCount: total(one, ended('afterHours')),
      deflectedCount: total(one, ended('deflected')),
      transferredOutCount: numberOf('transferCount'),
      transferredInCount: numberOf('transferCount'),
      ronaCount: numberOf('lapsedCount'),
      ronaChatCount: total(one, ({ numbers }) => numbers.lapsedCount > 0),
      customerMessageCount: numberOf('customerMessageCount'),
      agentMessageCount: numberOf('agentMessageCount'),
    },
  )
  const totalsOf = (name: TimeName) => [times[name]?.count, times[name]?.totalMs]
  assert.deepEqual(totalsOf('speedOfAnswer'), [total(one, answered), waits(answered)])
  assert.deepEqual(totalsOf('abandonTime'), [total(one, left), waits(left)])
  assert.deepEqual(totalsOf('firstResponseTime'), [
    total(one, ({ numbers }) => numbers.firstResponseMs !== null),
    total(({ numbers }) => numbers.firstResponseMs ?? 0),
  ])
  assert.deepEqual(totalsOf('responseTime'), [numberOf('responseCount'), numberOf('responseMs')])
  assert.equal(times.transferQueueTime?.totalMs, numberOf('transferWaitMs'))
  assert.equal(times.talkTime?.totalMs, numberOf('talkMs'))
  assert.equal(times.holdTime?.totalMs, numberOf('heldMs'))
  assert.equal(times.afterCallTime?.totalMs, numberOf('wrapUpMs'))
  assert.equal(times.handleTime?.totalMs, numberOf('talkMs') + numberOf('wrapUpMs'))
  const inTime = total(one, (chat) => answered(chat) && (chat.numbers.waitMs ?? 0) <= 20_000)
  assert.equal(allLevels(levels).answeredBefore, inTime)
  const kept = ({ numbers: { estimateMs, waitMs } }: Chat) => estimateMs !== null && (waitMs ?? 0) <= estimateMs.toMs
  assert.equal(
    counts.keptCount,
    total(one, (chat) => answered(chat) && kept(chat)),
  )
})

test('cells of agents say what the chats say', () => {
  const { counts, times } = sumOf(ofWork)
  const numberOf = (name: keyof ChatNumbers) => total(({ numbers }) => numbers[name] as number)
  assert.equal(counts.offeredCount, numberOf('offerCount'))
  assert.equal(counts.ronaCount, numberOf('lapsedCount'))
  assert.equal(counts.declinedCount, numberOf('declinedCount'))
  assert.equal(counts.transferredCount, numberOf('transferCount'))
  assert.equal(counts.answeredCount, total(one, answered))
  assert.equal(counts.handledCount, total(one, answered))
  assert.equal(times.talkTime?.totalMs, numberOf('talkMs'))
  for (const [agentId, own] of Map.groupBy(ofWork, ({ agentId }) => agentId)) {
    const isTheirs = (chat: Chat) => chat.agentId === agentId
    assert.equal(
      sumOf(own).times.afterCallTime?.totalMs ?? 0,
      total(({ numbers }) => numbers.wrapUpMs, isTheirs),
    )
  }
})

test('every quarter of an hour has its own, queue by queue', () => {
  const found = new Map<string, number>()
  const expected = new Map<string, number>()
  const add = (to: Map<string, number>, key: string, by: number) => to.set(key, (to.get(key) ?? 0) + by)
  for (const { queueId, slotAt, counts, times } of ofQueues) {
    for (const name of ['queuedCount', 'answeredCount', 'completedCount', 'rating5Count'] as const)
      if (counts[name]) add(found, `${queueId} ${slotAt} ${name}`, counts[name])
    if (times.speedOfAnswer) add(found, `${queueId} ${slotAt} speed`, times.speedOfAnswer.totalMs)
  }
  for (const { numbers, answeredAt, endedAt, queueId, ending, rating } of chats) {
    const { queuedAt, firstQueueId, waitMs } = numbers
    if (queuedAt !== null) add(expected, `${firstQueueId} ${slotOf(queuedAt)} queuedCount`, 1)
    if (answeredAt !== null) {
      add(expected, `${firstQueueId} ${slotOf(answeredAt)} answeredCount`, 1)
      add(expected, `${firstQueueId} ${slotOf(answeredAt)} speed`, waitMs as number)
    }
    if (ending === 'completed') add(expected, `${queueId} ${slotOf(endedAt)} completedCount`, 1)
    if (rating?.score === 5) add(expected, `${queueId} ${slotOf(rating.at)} rating5Count`, 1)
  }
  assert.deepEqual(new Map([...found].sort()), new Map([...expected].sort()))
  assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length)
})

test('agents’ days add up to their stretches and to the chats they held', () => {
  const { times } = sumOf(ofDays)
  const stretches = rowsOf<AvailabilityStretch>('availabilityStretches')
  const lasted = (isIt: (stretch: AvailabilityStretch) => boolean) =>
    stretches.filter(isIt).reduce((sum, { from, until }) => sum + until - from, 0)
  assert.equal(
    times.availableTime?.totalMs,
    lasted(({ availability, notResponding }) => availability === 'available' && !notResponding),
  )
  assert.equal(
    times.notRespondingTime?.totalMs,
    lasted(({ availability, notResponding }) => availability === 'available' && notResponding),
  )
  assert.equal(
    times.awayTime?.totalMs,
    lasted(({ availability }) => availability === 'away'),
  )
  assert.equal(
    times.usedSlotTime?.totalMs,
    total(({ numbers }) => numbers.talkMs + numbers.wrapUpMs),
  )
  for (const { availability } of rowsOf<Agent>('agents').slice(-60)) assert.equal(availability, 'offline')
})

test('behind every number stand as many chats', () => {
  const queueNos = new Map(rowsOf<Queue>('queues').map(({ id, no }) => [id, no]))
  const agentNos = new Map(rowsOf<Agent>('agents').map(({ id, no }) => [id, no]))
  const numbers = new Map<string, number>()
  const noted = new Map<string, number>()
  const add = (to: Map<string, number>, key: string, by: number) => to.set(key, (to.get(key) ?? 0) + by)
  for (const { slotAt, queueId, agentId, counts, times } of [...ofQueues, ...ofWork]) {
    const owner = `${slotAt} ${queueId && queueNos.get(queueId)} ${agentId && agentNos.get(agentId)}`
    for (const [name, count] of Object.entries(counts)) add(numbers, `${owner} ${name}`, count)
    for (const [name, { count }] of Object.entries(times)) add(numbers, `${owner} ${name}`, count)
  }
  for (const { behind } of batches)
    for (const { slotAt, queueNo, agentNo, names } of behind)
      for (const name of names) add(noted, `${slotAt} ${queueNo} ${agentNo} ${name}`, 1)
  assert.deepEqual(new Set(noted.keys()), new Set(numbers.keys()))
  for (const [key, number] of numbers) {
    const isGathered = gathered.some((name) => key.endsWith(` ${name}`))
    assert.ok(isGathered ? (noted.get(key) ?? 0) <= number : noted.get(key) === number, key)
  }
})
