import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QueueId } from '../ids.ts'
import { type Addition, addToCell, emptyCell, slotOf } from './cell.ts'
import { serviceLevel } from './service-level.ts'
import { problemsOfRule, type ServiceLevelRule } from './service-level-rule.ts'

const stood: ServiceLevelRule = { withinMs: 20_000, formula: 'connect', shortAbandonMs: 5_000 }
const key = { queueId: 'support' as QueueId, agentId: null, channel: 'chat' } as const

function left(how: 'answered' | 'abandoned', waitedMs: number, rule = stood): Addition {
  const name = how === 'answered' ? 'speedOfAnswer' : 'abandonTime'
  return { key, times: { [name]: waitedMs }, outcome: { left: how, waitedMs, rule } }
}

const empty = emptyCell('one', slotOf(0 as never), key)
const cellOf = (...additions: Addition[]) => additions.reduce(addToCell, empty)
/** Six answered, four in time; four abandoned, three in time, two of these short. */
const cell = cellOf(
  ...[0, 3_000, 19_000, 20_000, 20_001, 90_000].map((ms) => left('answered', ms)),
  ...[1_000, 4_999, 5_000, 60_000].map((ms) => left('abandoned', ms)),
)

test('every formula counts what it says, and the threshold itself is in time', () => {
  const share = (formula: ServiceLevelRule['formula']) => serviceLevel([cell], { ...stood, formula })
  assert.deepEqual(share('connect'), { share: 7 / 10, judgedCount: 10, exact: true })
  assert.deepEqual(share('answered-of-all'), { share: 4 / 10, judgedCount: 10, exact: true })
  assert.deepEqual(share('ignore-abandons'), { share: 4 / 6, judgedCount: 6, exact: true })
  assert.deepEqual(share('ignore-short-abandons'), { share: 4 / 8, judgedCount: 8, exact: true })
})

test('nobody left: there is no level, not one of nought or one', () => {
  assert.deepEqual(serviceLevel([], stood), { share: null, judgedCount: 0, exact: true })
})

test('only short abandons, and they are ignored: there is no level', () => {
  const level = serviceLevel([cellOf(left('abandoned', 10))], { ...stood, formula: 'ignore-short-abandons' })
  assert.equal(level.share, null)
})

test('another threshold than the one that stood is read off the histogram, and says so', () => {
  const rule = { ...stood, withinMs: 40_000, formula: 'answered-of-all' } as const
  const { share, judgedCount, exact } = serviceLevel([cell], rule)
  assert.deepEqual([share, judgedCount, exact], [5 / 10, 10, false])
})

test('cells judged by the threshold that is asked for stay exact beside others that are not', () => {
  const other = cellOf(
    left('answered', 1_000, { ...stood, withinMs: 1 }),
    left('answered', 300_000, { ...stood, withinMs: 1 }),
  )
  const level = serviceLevel([cell, other], { ...stood, formula: 'ignore-abandons' })
  assert.deepEqual(level, { share: 5 / 8, judgedCount: 8, exact: false })
})

test('every wrong value of a rule is named with its place', () => {
  const wrong = { withinMs: 0, shortAbandonMs: -1, formula: 'best' } as unknown as ServiceLevelRule
  const fields = problemsOfRule(wrong, 'serviceLevel').map(({ field }) => field)
  assert.deepEqual(fields, ['serviceLevel.withinMs', 'serviceLevel.shortAbandonMs', 'serviceLevel.formula'])
  assert.deepEqual(problemsOfRule(stood, 'serviceLevel'), [])
})
