import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChatId, Instant, QueueId, TagGroupId, TagId } from '#domain/ids.ts'
import { agent, ann, billing, bob, customer, eve, kims, lees, RuleDesk, support } from '../../tests/cast.ts'
import { sourceInMemory } from '../../tests/support/report-desk.ts'
import { agentPerformanceReport } from './agents/agent-performance.ts'
import { chatVolumeReport } from './basic/chat-volume.ts'
import { queueComparisonReport } from './global/queue-comparison.ts'
import { reportOf, reports } from './index.ts'
import { insight } from './insight.ts'
import { pastPeriod, periodOf } from './period.ts'
import { type Report, type ReportTable, requestOver, runReport } from './report.ts'
import { type ReportScope, wholeCentre } from './source.ts'
import { tagsReport } from './text/tags.ts'

const minuteMs = 60_000

/** Kim was answered after 30 seconds and talked for a minute; Lee left after two. */
function shortDay(): RuleDesk {
  const desk = new RuleDesk({ offerMs: minuteMs, wrapUpMs: 0 }).open(kims).pass(30_000).available(ann)
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  desk.say('Hello', agent(ann))
  desk.pass(minuteMs)
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.open(lees, billing).pass(2 * minuteMs)
  desk.do({ do: 'closeChat', chatId: lees }, customer(lees))
  return desk
}

function made(desk: RuleDesk, report: Report, scope: ReportScope = wholeCentre): Promise<ReportTable> {
  const period = periodOf('day', 'UTC', desk.now as Instant)
  return runReport(sourceInMemory(desk.state, desk.now), report, requestOver(period, scope))
}

function shown({ report, rows, totals }: ReportTable, ...names: string[]) {
  const places = names.map((name) => report.columns.findIndex((column) => column.name === name))
  return [...rows.map(({ values }) => values), totals ?? []].map((row) => places.map((place) => row[place]))
}

test('a report is found by its number, which is its own', () => {
  assert.deepEqual(
    reports.map(({ no }) => no),
    [...new Set(reports.map(({ no }) => no))],
  )
  assert.equal(reportOf(2), agentPerformanceReport)
  assert.equal(reportOf(0), null)
})

test('each row has a value for each column', async () => {
  for (const report of reports) {
    const { rows, totals } = await made(shortDay(), report)
    for (const row of [...rows.map(({ values }) => values), ...(totals ? [totals] : [])])
      assert.equal(row.length, report.columns.length, report.name)
  }
})

test('a queue has a row with what came to it and what became of it', async () => {
  assert.deepEqual(
    shown(
      await made(shortDay(), queueComparisonReport),
      'Queue',
      'Entered',
      'Answered',
      'Abandoned',
      'Service level',
      'Average wait',
    ),
    [
      ['Support', 1, 1, 0, 0, 30_000],
      ['Billing', 1, 0, 1, 0, 120_000],
      ['Total', 2, 1, 1, 0, 75_000],
    ],
  )
})

test('a queue is judged by its own rule, several together by the rule of the centre', async () => {
  const rule = { withinMs: minuteMs, formula: 'ignore-abandons', shortAbandonMs: 0 } as const
  const desk = new RuleDesk({ serviceLevel: rule }).open(kims).pass(30_000).available(ann)
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  const level = async (scope: ReportScope) =>
    shown(await made(desk, queueComparisonReport, scope), 'Service level').flat()
  assert.deepEqual(await level({ queueIds: [support], agentIds: [], workIn: null }), [1, 1])
  assert.deepEqual(await level(wholeCentre), [1, null, 0])
})

test('only queues and agents of the scope have rows, and only theirs is in the totals', async () => {
  const scope = { queueIds: [billing], agentIds: [bob], workIn: null }
  assert.deepEqual(shown(await made(shortDay(), queueComparisonReport, scope), 'Queue', 'Entered'), [
    ['Billing', 1],
    ['Total', 1],
  ])
  assert.deepEqual(shown(await made(shortDay(), chatVolumeReport, scope), 'Time', 'Entered').at(-1), ['Total', 1])
  assert.deepEqual(shown(await made(shortDay(), agentPerformanceReport, scope), 'Agent', 'Answered'), [
    ['bob', 0],
    ['Total', 0],
  ])
  const nothing = { queueIds: [], agentIds: [], workIn: null }
  for (const report of [queueComparisonReport, agentPerformanceReport])
    assert.deepEqual((await made(shortDay(), report, nothing)).rows, [])
})

test('an agent has a row with their work, and the time that still runs', async () => {
  const table = await made(shortDay(), agentPerformanceReport)
  assert.deepEqual(
    shown(table, 'Agent', 'Answered', 'Handled', 'Average handle time', 'Signed in', 'Available', 'Messages'),
    [
      ['ann', 1, 1, minuteMs, 3 * minuteMs, 3 * minuteMs, 1],
      ['bob', 0, 0, null, 0, 0, 0],
      ['eve', 0, 0, null, 0, 0, 0],
      ['Total', 1, 1, minuteMs, 3 * minuteMs, 3 * minuteMs, 1],
    ],
  )
})

test('an agent who stays available over midnight has each day its own part', async () => {
  const desk = new RuleDesk().available(eve).pass(36 * 60 * minuteMs)
  const beganAt = 1_000_000
  const day = pastPeriod('day', 'UTC', desk.now as Instant)
  const source = sourceInMemory(desk.state, desk.now)
  const available = async (period: typeof day) =>
    shown(
      await runReport(
        source,
        agentPerformanceReport,
        requestOver(period, { queueIds: null, agentIds: [eve], workIn: null }),
      ),
      'Available',
    )[0]
  assert.deepEqual(await available(day), [day.to - beganAt])
  assert.deepEqual(await available(periodOf('day', 'UTC', desk.now as Instant)), [desk.now - day.to])
})

test('what is still to come in a running day stands there as nought', async () => {
  const table = await made(shortDay(), chatVolumeReport)
  assert.equal(table.rows.length, 24)
  assert.deepEqual(shown(table, 'Time', 'Entered', 'Average wait').slice(0, 2), [
    ['00:00', 2, 75_000],
    ['01:00', 0, null],
  ])
})

test('a tag has a row with how many closed chats have it, in the queues of the scope', async () => {
  const desk = new RuleDesk()
  const [refund, other] = ['r', 'o'] as [TagId, TagId]
  desk.do({ do: 'addEntry', table: 'tagGroups', id: 'g', settings: { name: 'Money', enabled: true } })
  desk.do({
    do: 'addEntry',
    table: 'tags',
    id: refund,
    settings: { name: 'Refund', groupId: 'g' as TagGroupId, enabled: true },
  })
  desk.do({ do: 'addEntry', table: 'tags', id: other, settings: { name: 'Other', groupId: null, enabled: true } })
  for (const queueId of [support, billing]) desk.do({ do: 'changeQueue', queueId, settings: { autoTagIds: [refund] } })
  desk.open(kims).open(lees, billing)
  for (const chatId of [kims, lees]) desk.do({ do: 'closeChat', chatId }, customer(chatId))
  desk.do({ do: 'changeQueue', queueId: support, settings: { autoTagIds: [other] } })
  desk.open('open' as ChatId).pass(1)
  const tags = async (queueIds: readonly QueueId[] | null) => {
    const { rows, totals } = await made(desk, tagsReport, { queueIds, agentIds: null, workIn: null })
    return [...rows.map(({ values }) => values), totals]
  }
  assert.deepEqual(await tags(null), [
    ['Refund', 'Money', 2, null],
    ['Other', null, 0, null],
    ['No tag', null, 0, null],
    ['Total', null, 2, null],
  ])
  assert.deepEqual(await tags([billing]), [
    ['Refund', 'Money', 1, null],
    ['Other', null, 0, null],
    ['No tag', null, 0, null],
    ['Total', null, 1, null],
  ])
  assert.deepEqual((await tags([])).at(-1), ['Total', null, 0, null])
})

test('a dashboard shows how many opened and closed, and the busiest first', async () => {
  const desk = shortDay()
  const period = periodOf('day', 'UTC', desk.now as Instant)
  const { totals, queues, agents, series } = await insight(sourceInMemory(desk.state, desk.now), period, wholeCentre)
  assert.deepEqual(totals, {
    ...{ openedCount: 2, answeredCount: 1, abandonedCount: 1, closedCount: 2, messageCount: 1 },
    ...{ averageWaitMs: 75_000, averageHandleMs: minuteMs, ratingCount: 0, averageRating: null },
  })
  assert.deepEqual(series[0]?.numbers, totals)
  assert.deepEqual(
    queues.map(({ queue, openedCount }) => [queue.name, openedCount]),
    [
      ['Support', 1],
      ['Billing', 1],
    ],
  )
  assert.deepEqual(
    agents.map(({ agent, handledCount }) => [agent.name, handledCount]),
    [['ann', 1]],
  )
})
