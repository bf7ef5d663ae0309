import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { agentPerformanceReport } from '#reports/agents/agent-performance.ts'
import { chatVolumeReport } from '#reports/basic/chat-volume.ts'
import { queueComparisonReport } from '#reports/global/queue-comparison.ts'
import { bucketsOf, groupingFor } from '#reports/grouping.ts'
import { insight } from '#reports/insight.ts'
import { periodOf } from '#reports/period.ts'
import { type Report, type ReportTable, requestOver, runReport } from '#reports/report.ts'
import { wholeCentre } from '#reports/source.ts'
import { ann, billing, bob, eve, support } from '../cast.ts'
import { naiveDays } from '../support/naive-days.ts'
import { type NaiveTotals, naiveMetrics } from '../support/naive-metrics.ts'
import { RandomStory } from '../support/random-story.ts'
import { sourceInMemory } from '../support/report-desk.ts'

/** Which of the naive numbers stands in which column. */
const queueCounts = {
  Entered: ['queuedCount'],
  Offered: ['offeredCount'],
  Answered: ['answeredCount'],
  Abandoned: ['abandonedCount'],
  'Transferred out': ['transferredOutCount'],
  'Transferred in': ['transferredInCount'],
  Completed: ['completedCount'],
  'Customer messages': ['customerMessageCount'],
  'Agent messages': ['agentMessageCount'],
  Ratings: [1, 2, 3, 4, 5].map((score) => `rating${score}Count`),
}
const queueTimes = { 'Average wait': 'queueTime', 'Average handle time': 'handleTime' }
const agentCounts = {
  Offered: ['offeredCount'],
  Answered: ['answeredCount'],
  Declined: ['declinedCount'],
  Lapsed: ['ronaCount'],
  Handled: ['handledCount'],
  'Transferred out': ['transferredCount'],
  'Transferred in': ['transferredInCount'],
  Messages: ['messageCount'],
  Ratings: queueCounts.Ratings,
}
const agentTimes = { 'Average handle time': 'handleTime', 'Average first response': 'firstResponseTime' }

for (const seed of [4, 5]) {
  const story = new RandomStory(seed)
  const { desk } = story
  for (let step = 0; step < 5_000; step++) {
    story.step()
    if (step % 1_000 === 999) desk.pass(20 * 24 * 3_600_000)
  }
  const events = [...desk.setUp, ...story.events]
  const source = sourceInMemory(desk.state, desk.now)
  const year = periodOf('year', 'Asia/Kathmandu', story.beganAt as Instant)
  const made = (report: Report, period = year, scope = wholeCentre) =>
    runReport(source, report, requestOver(period, scope))

  test(`a report over everything says what a slow count over the events says (seed ${seed})`, async () => {
    assert.ok(desk.now < year.to && desk.now - story.beganAt > 90 * 24 * 3_600_000)
    const naive = naiveMetrics(events)
    const queues = await made(queueComparisonReport)
    const agents = await made(agentPerformanceReport)
    assert.equal(sameAsNaive(queues, [support, billing], naive, queueCounts, queueTimes), 2 * 12)
    assert.equal(sameAsNaive(agents, [ann, bob, eve], naive, agentCounts, agentTimes), 3 * 11)
  })

  test(`a month of a year has what the slow count says happened in it (seed ${seed})`, async () => {
    const table = await made(chatVolumeReport)
    const before = (at: number) => naiveMetrics(events.filter((event) => event.at < at))
    const owners = [support, billing]
    let busy = 0
    for (const [place, { from, to }] of bucketsOf(year, groupingFor(year)).entries())
      for (const [column, names] of Object.entries(queueCounts)) {
        const expected = countOf(before(to), owners, names) - countOf(before(from), owners, names)
        assert.equal(valueAt(table, place, column), expected, `${column} of month ${place + 1}`)
        if (expected > 0) busy++
      }
    assert.ok(busy > 15)
  })

  test(`the time of agents is what their timeline says, with what still runs (seed ${seed})`, async () => {
    const day = periodOf('day', 'UTC', desk.now as Instant)
    const naive = naiveDays(events, desk.now as Instant)
    for (const period of [year, day]) {
      const table = await made(agentPerformanceReport, period)
      for (const [place, agentId] of [ann, bob, eve].entries())
        for (const [column, name] of Object.entries({
          Available: 'availableTime',
          Busy: 'busyTime',
          Away: 'awayTime',
        })) {
          let expected = 0
          for (const [key, ms] of naive) {
            const [owner, slotAt, time] = key.split(' ')
            const isIn = Number(slotAt) >= period.from && Number(slotAt) < period.to
            if (owner === agentId && time === name && isIn) expected += ms
          }
          assert.equal(valueAt(table, place, column), expected, `${column} of ${agentId} in ${period.label}`)
        }
    }
  })

  test(`what can be added up is the same by bucket, by queue and in the totals (seed ${seed})`, async () => {
    for (const at of [story.beganAt, Math.floor((story.beganAt + desk.now) / 2), desk.now] as Instant[])
      for (const kind of ['day', 'week', 'month', 'year'] as const) {
        const period = periodOf(kind, 'America/St_Johns', at)
        const overTime = await made(chatVolumeReport, period)
        const byQueue = await made(queueComparisonReport, period)
        assert.deepEqual(overTime.totals?.slice(1), byQueue.totals?.slice(1))
        for (const table of [overTime, byQueue, await made(agentPerformanceReport, period)])
          for (const [place, { unit, name }] of table.report.columns.entries())
            if (unit === 'count' || ['Signed in', 'Available', 'Busy', 'Away'].includes(name)) {
              const sum = table.rows.reduce((total, { values }) => total + (values[place] as number), 0)
              assert.equal(sum, table.totals?.[place], `${table.report.name}: ${name}`)
            }
      }
  })

  test(`a dashboard says what the reports say (seed ${seed})`, async () => {
    const shown = await insight(source, year, wholeCentre)
    const table = await made(chatVolumeReport)
    const columnsOf = (numbers: typeof shown.totals) => [
      numbers.openedCount,
      numbers.answeredCount,
      numbers.abandonedCount,
      numbers.averageWaitMs,
      numbers.averageHandleMs,
      numbers.averageRating,
    ]
    const columns = ['Entered', 'Answered', 'Abandoned', 'Average wait', 'Average handle time', 'Average rating']
    for (const [place, { numbers }] of shown.series.entries())
      assert.deepEqual(
        columnsOf(numbers),
        columns.map((column) => valueAt(table, place, column)),
      )
    const ended = events.filter(({ type }) => type === 'chat.ended').length
    assert.equal(shown.totals.closedCount, ended)
    assert.equal(
      shown.series.reduce((sum, { numbers }) => sum + numbers.closedCount, 0),
      ended,
    )
    assert.deepEqual(new Set(shown.queues.map(({ queue }) => queue.id)), new Set([support, billing]))
    const handled = shown.agents.map(({ handledCount }) => handledCount)
    assert.deepEqual(
      handled,
      [...handled].sort((one, other) => other - one),
    )
    assert.equal((await insight(source, year, wholeCentre, { most: 1 })).agents.length, 1)
  })
}

/** How many values were compared. */
function sameAsNaive(
  table: ReportTable,
  owners: readonly string[],
  naive: NaiveTotals,
  counts: Readonly<Record<string, readonly string[]>>,
  times: Readonly<Record<string, string>>,
): number {
  let compared = 0
  for (const [place, owner] of owners.entries()) {
    for (const [column, names] of Object.entries(counts)) {
      assert.equal(valueAt(table, place, column), countOf(naive, [owner], names), `${column} of ${owner}`)
      compared++
    }
    for (const [column, name] of Object.entries(times)) {
      const [number, total] = naive.times.get(`${owner} ${name}`) ?? [0, 0]
      assert.equal(valueAt(table, place, column), number > 0 ? total / number : null, `${column} of ${owner}`)
      compared++
    }
  }
  return compared
}

function countOf(naive: NaiveTotals, owners: readonly string[], names: readonly string[]): number {
  return owners
    .flatMap((owner) => names.map((name) => naive.counts.get(`${owner} ${name}`) ?? 0))
    .reduce((sum, one) => sum + one, 0)
}

function valueAt({ report, rows }: ReportTable, place: number, column: string) {
  const at = report.columns.findIndex(({ name }) => name === column)
  assert.ok(at >= 0, `there is no column ${column}`)
  return rows[place]?.values[at]
}
