import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ann, bob, eve, support } from '../../../tests/cast.ts'
import { RandomStory } from '../../../tests/support/random-story.ts'
import type { Instant } from '../ids.ts'
import { agentMetrics } from './agents-today.ts'
import { slotOf } from './cell.ts'
import { metricsDiff, withMetricsDiff } from './diff.ts'
import { queueMetrics } from './queues-today.ts'

test('a diff has only what changed, groups only with their changed values', () => {
  const before = { a: 1, times: { talk: { total: 5, count: 1 }, wait: { total: 1, count: 1 } }, scores: [0, 1] }
  const after = { a: 1, times: { talk: { total: 9, count: 1 }, wait: { total: 1, count: 1 } }, scores: [0, 1] }
  assert.deepEqual(metricsDiff(before, after), { times: { talk: { total: 9 } } })
  assert.equal(metricsDiff(after, structuredClone(after)), null)
  assert.deepEqual(metricsDiff(before, { ...before, scores: [1, 1] }), { scores: [1, 1] })
})

test('a value that becomes known, or a group that comes and goes, is given whole', () => {
  type Answer = { readonly range: { readonly fromMs: number; readonly toMs: number } | null }
  const known: Answer = { range: { fromMs: 1, toMs: 2 } }
  const unknown: Answer = { range: null }
  assert.deepEqual(metricsDiff(unknown, known), known)
  assert.deepEqual(metricsDiff(known, unknown), unknown)
  assert.deepEqual(withMetricsDiff(known, metricsDiff(known, unknown)), unknown)
})

test('snapshot and diffs, one after another, are a fresh snapshot', () => {
  const story = new RandomStory(4)
  const { desk } = story
  const take = () => {
    const now = desk.now as Instant
    const since = slotOf((now - 8 * 3_600_000) as Instant)
    return {
      agents: agentMetrics(desk.state, [ann, bob, eve], since, now),
      queue: queueMetrics(desk.state, [support], since, now),
    }
  }
  let last = take()
  let held = last
  for (let step = 0; step < 400; step++) {
    story.step()
    const fresh = take()
    held = withMetricsDiff(held, metricsDiff(last, fresh))
    last = fresh
    assert.deepEqual(held, fresh)
  }
})
