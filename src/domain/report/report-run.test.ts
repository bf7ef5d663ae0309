import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, RuleDesk } from '../../../tests/cast.ts'
import type { DeskEvent } from '../events.ts'
import type { Instant, RecipientId, ReportRunId, ReportScheduleId } from '../ids.ts'

const zakes = 'zakes' as RecipientId
const weekly = 'weekly' as ReportScheduleId
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds

/** A desk on a Monday at six, with a report that is due on weekdays at eight. */
function scheduled(zone = 'UTC'): RuleDesk {
  const desk = new RuleDesk()
  desk.now = instant('2026-01-05T06:00Z')
  desk.do({ do: 'changeCentre', settings: { zone } })
  const reader = { name: 'Zakes', email: 'zakes@example.org' }
  desk.do({ do: 'addEntry', table: 'recipients', id: zakes, settings: reader })
  const times = { days: [1, 2, 3, 4, 5], time: '08:00', groupings: ['week'] } as const
  const settings = { recipientId: zakes, reportNo: 1, ownerId: ann, ...times }
  desk.do({ do: 'addEntry', table: 'reportSchedules', id: weekly, settings })
  return desk
}

const runs = (desk: RuleDesk) => [...desk.state.reportRuns.values()]
const dueTimes = (desk: RuleDesk) => runs(desk).map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 16))
const nextDueAt = (desk: RuleDesk) => new Date(desk.state.deadlines.first()?.at ?? 0).toISOString().slice(0, 16)

function note(desk: RuleDesk, outcome: 'sent' | { retryAt: number | null }): readonly DeskEvent[] {
  const runId = runs(desk).at(-1)?.id as ReportRunId
  if (outcome === 'sent') return desk.do({ do: 'noteReportRun', runId, outcome: { kind: 'sent' } })
  const retryAt = outcome.retryAt as Instant | null
  return desk.do({ do: 'noteReportRun', runId, outcome: { kind: 'failed', reason: 'no answer', retryAt } })
}

test('H-152: a run begins when time comes, once, and the next is due the day after', () => {
  const desk = scheduled().pass(3 * hourMs)
  assert.deepEqual(dueTimes(desk), ['2026-01-05T08:00'])
  assert.equal(nextDueAt(desk), '2026-01-06T08:00')
  const [run] = runs(desk)
  assert.deepEqual([run?.state, run?.attempts, run?.nextAt], ['pending', 0, instant('2026-01-05T08:00Z')])
})

test('H-152: the time is that of the centre, and a new zone counts from now on', () => {
  const desk = scheduled('America/New_York')
  assert.equal(nextDueAt(desk), '2026-01-05T13:00')
  desk.do({ do: 'changeCentre', settings: { zone: 'Asia/Kathmandu' } })
  assert.equal(nextDueAt(desk), '2026-01-06T02:15')
  desk.do({ do: 'changeCentre', settings: { name: 'Ours', zone: 'Asia/Kathmandu' } })
  desk.pass(dayMs)
  assert.deepEqual(dueTimes(desk), ['2026-01-06T02:15'])
})

test('H-152: a changed schedule counts from now on', () => {
  const desk = scheduled()
  desk.do({ do: 'changeEntry', table: 'reportSchedules', id: weekly, settings: { time: '05:00' } })
  assert.equal(nextDueAt(desk), '2026-01-06T05:00')
  desk.do({ do: 'changeEntry', table: 'reportSchedules', id: weekly, settings: { time: '06:00' } })
  assert.equal(nextDueAt(desk), '2026-01-05T06:00', 'what is due this very moment is still to come')
  desk.do({ do: 'passTime' })
  desk.do({ do: 'changeEntry', table: 'reportSchedules', id: weekly, settings: { reportNo: 2 } })
  assert.equal(nextDueAt(desk), '2026-01-06T06:00', 'and what was seen to is not')
})

test('H-153: after an outage only the latest missed time is seen to, and it is late', () => {
  const desk = scheduled()
  desk.now = instant('2026-01-08T09:00Z')
  const events = desk.do({ do: 'passTime' })
  assert.deepEqual(
    events.map((event) => event.type === 'report.due' && [event.dueAt, event.late]),
    [[instant('2026-01-08T08:00Z'), true]],
  )
  assert.equal(nextDueAt(desk), '2026-01-09T08:00')
})

test('H-153: up to a minute after its time it is not late', () => {
  for (const [afterMs, late] of [
    [60_000, false],
    [60_001, true],
  ] as const) {
    const desk = scheduled()
    desk.now = instant('2026-01-05T08:00Z') + afterMs
    const [event] = desk.do({ do: 'passTime' })
    assert.equal(event?.type === 'report.due' && event.late, late)
  }
})

test('H-154: a failed attempt waits for its next; why it failed is in the row and not in the journal', () => {
  const desk = scheduled().pass(2 * hourMs)
  const retryAt = desk.now + 60_000
  const [failed] = note(desk, { retryAt })
  const { error, state, attempts, nextAt } = runs(desk)[0] ?? assert.fail()
  assert.deepEqual([error, state, attempts, nextAt], ['no answer', 'pending', 1, retryAt])
  assert.ok(failed?.type === 'report.failed')
  const { words: _, ...journaled } = failed
  assert.ok(!JSON.stringify(journaled).includes('no answer'))
})

test('H-154: what is over stays so: a run is sent or failed for good once', () => {
  for (const outcome of ['sent', { retryAt: null }] as const) {
    const desk = scheduled().pass(2 * hourMs)
    note(desk, outcome)
    const [run] = runs(desk)
    assert.deepEqual(note(desk, 'sent'), [])
    assert.deepEqual(runs(desk), [run])
    assert.equal(run?.nextAt, null)
  }
})

test('only the desk itself says what became of a run', () => {
  const desk = scheduled().pass(2 * hourMs)
  const runId = runs(desk)[0]?.id as ReportRunId
  const command = { do: 'noteReportRun', runId, outcome: { kind: 'sent' } } as const
  assert.equal(desk.refusal(command, agent(ann)), 'desk-only')
})

test('H-155: with its schedule go what was to be sent and what would be due', () => {
  const desk = scheduled().pass(2 * hourMs)
  const runId = runs(desk)[0]?.id as ReportRunId
  desk.do({ do: 'removeEntry', table: 'reportSchedules', id: weekly })
  assert.deepEqual(runs(desk), [])
  assert.equal(desk.state.reportRuns.takeChanges().get(runId), null, 'from the store too')
  assert.deepEqual(desk.pass(3 * dayMs).state.deadlines.first(), null)
  assert.deepEqual(runs(desk), [])
})

test('in memory are all runs that are to be sent, and of each schedule the latest', () => {
  const desk = scheduled().pass(2 * hourMs)
  note(desk, 'sent')
  desk.pass(dayMs)
  desk.pass(dayMs)
  note(desk, 'sent')
  assert.deepEqual(
    runs(desk).map(({ state }) => state),
    ['pending', 'sent'],
  )
})
