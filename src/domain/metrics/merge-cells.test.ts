import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId, Instant, QueueId } from '../ids.ts'
import { addToCell, type Cell, type CellKey, emptyCell, slotMs } from './cell.ts'
import { CellMerger } from './merge-cells.ts'
import { serviceLevel } from './service-level.ts'
import { defaultServiceLevel, serviceLevelFormulas } from './service-level-rule.ts'
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

function mergedOf(parts: readonly Parameters<CellMerger['add']>[0][]) {
  const merger = new CellMerger(['queueTime'])
  for (const part of parts) merger.add(part)
  return merger.merged()
}

test('merged cells, and merged ones merged again, add up to what the cells add up to', () => {
  const all = cells()
  const halves = [mergedOf(all.slice(0, 13)), mergedOf(all.slice(13))].flat()
  for (const merged of [mergedOf(all), mergedOf(halves)]) assert.deepEqual(sumOf(merged), sumOf(all))
})

test('a service level over merged cells is the one over the cells, by any rule and formula', () => {
  const all = cells()
  const merged = mergedOf(all)
  assert.ok(merged.length < 10)
  for (const formula of serviceLevelFormulas)
    for (const withinMs of [10_000, 20_000, 60_000])
      for (const owned of [all, all.filter(({ slotAt }) => slotAt < 10 * slotMs)]) {
        const rule = { ...defaultServiceLevel, withinMs, formula }
        const [own, other] = [serviceLevel(owned, rule), serviceLevel(mergedOf(owned), rule)]
        assert.deepEqual({ ...other, share: other.share?.toFixed(9) }, { ...own, share: own.share?.toFixed(9) })
      }
})

test('an agent’s cells are one in all queues, and histograms that nobody asked for are gone', () => {
  const agentId = 'ann' as AgentId
  const parts = queues.map((queueId) => {
    const key: CellKey = { queueId, agentId, channel: 'chat' }
    return addToCell(emptyCell(queueId, 0 as Instant, key), { key, times: { handleTime: 2_000, queueTime: 3_000 } })
  })
  const [only, ...others] = mergedOf(parts)
  assert.deepEqual([only?.queueId, only?.agentId, others], [null, agentId, []])
  assert.deepEqual(only?.times.handleTime, { count: 2, totalMs: 4_000, longestMs: 2_000 })
  assert.equal(only?.times.queueTime?.histogram?.length, 2)
})
