import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { ann, RuleDesk } from '../../../tests/cast.ts'
import { sourceInMemory } from '../../../tests/support/report-desk.ts'
import { rangeBetween } from '../range.ts'
import { requestOver, runReport } from '../report.ts'
import { wholeCentre } from '../source.ts'
import { agentStatusReport } from './agent-status.ts'

const dayMs = 24 * 3_600_000

test('a stretch of many months has one row, cut at the ends of the range; one that runs says so', async () => {
  const desk = new RuleDesk().available(ann).pass(150 * dayMs)
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'away', awayReason: 'lunch' as never })
  desk.pass(100 * dayMs)
  const from = (desk.now - 240 * dayMs) as Instant
  const over = async (to: number) => {
    const range = rangeBetween(from, to as Instant, 'UTC')
    const scope = { ...wholeCentre, agentIds: [ann] }
    const { rows } = await runReport(sourceInMemory(desk.state, desk.now), agentStatusReport, requestOver(range, scope))
    const days = (ms: unknown) => Math.round(Number(ms) / dayMs)
    return rows.map(({ values: [, begin, until, status, reason, , length, running] }) => {
      return [
        days(Number(begin) - range.from),
        until === null ? null : days(Number(until) - range.from),
        status,
        reason,
        days(length),
        running,
      ]
    })
  }
  const available = [0, 140, 'available', null, 140, null]
  assert.deepEqual(await over(desk.now + dayMs), [available, [140, null, 'away', 'lunch', 100, 'yes']])
  assert.deepEqual(await over(desk.now - 50 * dayMs), [available, [140, 190, 'away', 'lunch', 50, null]])
  assert.deepEqual(await over(desk.now - 120 * dayMs), [[0, 120, 'available', null, 120, null]])
})
