import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId, Instant, QueueId } from '../ids.ts'
import { type BucketSum, BucketSums, type SumsWanted } from './bucket-sums.ts'
import { addToCell, type Cell, type CellKey, emptyCell, slotMs } from './cell.ts'
import { thresholdsOf } from './levels.ts'
import { serviceLevel } from './service-level.ts'
import { defaultServiceLevel, type ServiceLevelRule, serviceLevelFormulas } from './service-level-rule.ts'
import { sumOf } from './sum.ts'

const queues = ['support', 'billing'] as QueueId[]
const rules = [20_000, 60_000].map((withinMs) => ({ ...defaultServiceLevel, withinMs }))

/** Chats that left, some slots judged by one rule, some by the other, and some by both. */
function cells(): Cell[] {
  const made: Cell[] = []
  for (let slot = 0; slot < 30; slot++) {
    const key: CellKey = { queueId: queues[slot % 2] as QueueId, agentId: null, channel: 'chat' }
    let cell = emptyCell(`${slot}`, (slot * slotMs) as Instant, key)
    for (let chat = 0; chat < 1 + (slot % 4); chat++) {
      const waitedMs = ((slot * 7_919 + chat * 104_729) % 90) * 1_000
      const left = chat % 3 === 2 ? 'abandoned' : 'answered'
      const rule = rules[slot < 10 ? 0 : slot < 20 ? 1 : chat % 2] ?? defaultServiceLevel
      const times = { queueTime: waitedMs, [left === 'answered' ? 'speedOfAnswer' : 'abandonTime']: waitedMs }
      cell = addToCell(cell, { key, counts: [`${left}Count`], times, outcome: { left, waitedMs, rule } })
    }
    made.push(cell)
  }
  return made
}

const wanted = {
  counts: ['answeredCount', 'abandonedCount'],
  times: ['queueTime', 'handleTime'],
  percentilesOf: ['queueTime'],
  levels: true,
  by: { queue: true, agent: true },
} as const

function summed(parts: readonly Parameters<BucketSums['add']>[1][], more: Partial<SumsWanted> = {}) {
  const sums = new BucketSums({ ...wanted, ...more })
  for (const part of parts) sums.add(0, part)
  return sums.sums()
}

test('sums, and sums summed again, add up to what the cells add up to', () => {
  const all = cells()
  const halves = [summed(all.slice(0, 13)), summed(all.slice(13))].flat()
  for (const merged of [summed(all), summed(halves)]) assert.deepEqual(sumOf(merged), sumOf(all))
})

test('a service level over sums is the one over the cells, by any rule and formula', () => {
  const all = cells()
  const merged = summed(all)
  assert.ok(merged.length < 10)
  for (const formula of serviceLevelFormulas)
    for (const withinMs of [10_000, 20_000, 60_000])
      for (const owned of [all, all.filter(({ slotAt }) => slotAt < 10 * slotMs)]) {
        const rule = { ...defaultServiceLevel, withinMs, formula }
        const [own, other] = [serviceLevel(owned, rule), serviceLevel(summed(owned), rule)]
        assert.deepEqual({ ...other, share: other.share?.toFixed(9) }, { ...own, share: own.share?.toFixed(9) })
      }
})

test('judged as they were then, sums need no histograms of waits, and say the same', () => {
  const all = cells()
  for (const rule of rules)
    for (const [owned, isExact] of [[all, false] as const, [ofRule(all, rule), true] as const]) {
      const judged = summed(owned, { percentilesOf: [], judgedAs: [thresholdsOf(rule)] })
      assert.deepEqual(serviceLevel(judged, rule), serviceLevel(summed(owned), rule))
      assert.equal(serviceLevel(judged, rule).exact, isExact)
      const histograms = judged.filter(({ times }) => times.speedOfAnswer?.histogram || times.abandonTime?.histogram)
      assert.equal(histograms.length > 0, !isExact)
    }
})

function ofRule(all: readonly Cell[], rule: ServiceLevelRule): Cell[] {
  const own = thresholdsOf(rule)
  return all.filter(({ levels }) => Object.keys(levels ?? {}).join() === own)
}

test('an agent’s cells are one over all queues, what nobody asked for is left out, and buckets stay apart', () => {
  const agentId = 'ann' as AgentId
  const sums = new BucketSums({ ...wanted, levels: false, by: { queue: false, agent: true } })
  for (const queueId of queues)
    for (const bucket of [0, 1]) {
      const key: CellKey = { queueId, agentId, channel: 'chat' }
      const times = { handleTime: 2_000, queueTime: 3_000, talkTime: 1 }
      sums.add(bucket, addToCell(emptyCell(queueId, 0 as Instant, key), { key, counts: ['declinedCount'], times }))
    }
  const found: BucketSum[] = sums.sums()
  assert.deepEqual(
    found.map(({ bucket, queueId, agentId }) => [bucket, queueId, agentId]),
    [
      [0, null, agentId],
      [1, null, agentId],
    ],
  )
  assert.deepEqual(found[0]?.counts, {})
  assert.deepEqual(Object.keys(found[0]?.times ?? {}), ['queueTime', 'handleTime'])
  assert.deepEqual(found[0]?.times.handleTime, { count: 2, totalMs: 4_000, longestMs: 2_000 })
  assert.equal(found[0]?.times.queueTime?.histogram?.length, 2)
})
