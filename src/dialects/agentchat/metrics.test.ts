import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { AgentChat, agentChatAs } from '../../../tests/support/agentchat.ts'
import { type Agent, Centre } from '../../../tests/support/centre.ts'
import type { DataInsightView, InsightNumbersView, LiveMetricsView, ReportsView } from './metrics-views.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Sales with Ann, Support with Bob, both Online; Monday, 11 o'clock in Johannesburg. */
async function shop(t: TestContext) {
  const centre = await Centre.open(t, { POLYDESK_ZONE: 'Africa/Johannesburg' })
  const owner = await centre.owner()
  const sales = await addQueue(owner, 'Sales')
  const support = await addQueue(owner, 'Support')
  const ann = await centre.agent('Ann', [sales])
  const bob = await centre.agent('Bob', [support])
  return { centre, owner, sales, support, ann, bob, manager: await agentChatAs(centre, owner.id) }
}

async function addQueue(owner: Agent, name: string): Promise<string> {
  const { body } = await owner.call<{ queue: { id: string } }>('POST', '/queues', { name, wrapUpMs: 0 })
  return body.queue.id
}

/** Waits twenty seconds, is answered with one line, rated and closed after two more. */
async function talk(centre: Centre, queueId: string, agent: Agent, score: number): Promise<void> {
  const customer = centre.customer()
  await customer.open({ queueId, name: 'Kim' })
  await customer.say('Hello?')
  centre.clock.pass(20_000)
  assert.equal((await agent.call('POST', `/chats/${customer.chatId}/accept`)).status, 200)
  const message = { id: crypto.randomUUID(), text: 'Good day' }
  assert.equal((await agent.call('POST', `/chats/${customer.chatId}/messages`, message)).status, 201)
  centre.clock.pass(2 * minuteMs)
  assert.equal((await agent.call('POST', `/chats/${customer.chatId}/close`)).status, 200)
  assert.equal((await customer.call('POST', `/chats/${customer.chatId}/rating`, { score })).status, 200)
}

test('AC-101: a Manager sees now and today, of all departments together and of each', async (t) => {
  const { centre, sales, ann, bob, manager } = await shop(t)
  await talk(centre, sales, ann, 4)
  await bob.call('PUT', '/me/availability', { availability: 'away', awayReason: 'break' })
  await centre.customer().open({ queueId: sales })
  centre.clock.pass(10_000)
  const live = await manager.ok<LiveMetricsView>('LiveMetrics')
  const { Departments, ...together } = live
  assert.deepEqual(together, {
    Now: '2026-01-05T09:02:30.000Z',
    Since: '2026-01-04T22:00:00.000Z',
    TimeZone: 'Africa/Johannesburg',
    UnassignedChats: 1,
    OpenChats: 0,
    LongestWaitSeconds: 10,
    AgentsOnline: 1,
    AgentsBusy: 0,
    AgentsOnBreak: 1,
    AgentsOffline: 1,
    ChatsOpened: 2,
    ChatsAnswered: 1,
    ChatsAbandoned: 0,
    ChatsClosed: 1,
    AverageWaitSeconds: 20,
    AverageHandleSeconds: 120,
    MessagesSent: 1,
    MessagesReceived: 1,
    AverageRating: 4,
    Count: 3,
  })
  assert.deepEqual(
    Departments.map(({ Name, ChatsOpened, AgentsOnline, AgentsOnBreak, LongestWaitSeconds }) => {
      return [Name, ChatsOpened, AgentsOnline, AgentsOnBreak, LongestWaitSeconds]
    }).slice(1),
    [
      ['Sales', 2, 1, 0, 10],
      ['Support', 0, 0, 1, null],
    ],
  )
})

test('AC-101: an Agent sees the departments they belong to; what was not measured is null, not 0', async (t) => {
  const { centre, sales, support, ann, bob } = await shop(t)
  await talk(centre, sales, ann, 5)
  const mine = await (await agentChatAs(centre, bob.id)).ok<LiveMetricsView>('LiveMetrics')
  assert.deepEqual(
    mine.Departments.map(({ Name }) => Name),
    ['Support'],
  )
  const { ChatsOpened, AgentsOnline, AgentsOffline, AverageWaitSeconds, AverageHandleSeconds, AverageRating } = mine
  assert.deepEqual([ChatsOpened, AgentsOnline, AgentsOffline], [0, 1, 0])
  assert.deepEqual([AverageWaitSeconds, AverageHandleSeconds, AverageRating], [null, null, null])
  await talk(centre, support, bob, 2)
  const later = await (await agentChatAs(centre, bob.id)).ok<LiveMetricsView>('LiveMetrics')
  assert.deepEqual([later.ChatsOpened, later.AverageRating], [1, 2])
})

test('AC-101: an open chat is open until its paperwork is done, and today begins at midnight', async (t) => {
  const { centre, owner, sales, ann, manager } = await shop(t)
  await owner.call('PATCH', `/queues/${sales}`, { wrapUpMs: 10 * minuteMs })
  const customer = centre.customer()
  await customer.open({ queueId: sales })
  await ann.call('POST', `/chats/${customer.chatId}/accept`)
  assert.equal((await manager.ok<LiveMetricsView>('LiveMetrics')).OpenChats, 1)
  await ann.call('POST', `/chats/${customer.chatId}/close`)
  assert.equal((await manager.ok<LiveMetricsView>('LiveMetrics')).OpenChats, 1)
  centre.clock.pass(dayMs)
  const tomorrow = await (await agentChatAs(centre, owner.id)).ok<LiveMetricsView>('LiveMetrics')
  assert.deepEqual([tomorrow.OpenChats, tomorrow.ChatsOpened, tomorrow.AverageWaitSeconds], [0, 0, null])
})

test('AC-102: any agent is told of all reports, by their numbers for schedules', async (t) => {
  const { centre, bob } = await shop(t)
  const { Count, Reports } = await (await agentChatAs(centre, bob.id)).ok<ReportsView>('GetReports')
  assert.equal(Count, Reports.length)
  assert.deepEqual(
    Reports.map(({ ReportID, Name }) => [ReportID, Name])
      .filter(([no]) => Number(no) <= 4)
      .sort(([one], [other]) => Number(one) - Number(other)),
    [
      [1, 'Departments'],
      [2, 'Agents'],
      [3, 'Chat volume'],
      [4, 'Tags'],
    ],
  )
  for (const { Format, Grouping, Columns } of Reports) {
    assert.deepEqual([Format, Grouping], [['CSV'], ['WEEK', 'MONTH']])
    assert.ok(Columns.length >= 3)
  }
  const columns = Reports.find(({ ReportID }) => ReportID === 1)?.Columns ?? []
  assert.deepEqual(
    columns.find(({ Name }) => Name === 'Average wait'),
    {
      Name: 'Average wait',
      Unit: 'duration',
      Description: 'Mean wait of all who left the department for the first time',
    },
  )
  assert.equal(columns.find(({ Unit }) => Unit === 'percent')?.Name, 'Service level (%)')
})

const summed = ['ChatsOpened', 'ChatsAnswered', 'ChatsAbandoned', 'ChatsClosed', 'Messages', 'Ratings'] as const
const sumsOf = (rows: readonly InsightNumbersView[]) =>
  summed.map((name) => rows.reduce((sum, row) => sum + row[name], 0))

test('AC-103: over several days the sums of each series are its totals', async (t) => {
  const { centre, owner, sales, support, ann, bob } = await shop(t)
  for (const score of [5, 3, 4]) {
    await ann.call('PUT', '/me/availability', { availability: 'available' })
    await talk(centre, sales, ann, score)
    centre.clock.pass(dayMs)
  }
  await bob.call('PUT', '/me/availability', { availability: 'available' })
  await talk(centre, support, bob, 2)
  const gone = centre.customer()
  await gone.open({ queueId: support })
  centre.clock.pass(minuteMs)
  await gone.call('POST', `/chats/${gone.chatId}/close`)

  const manager = await agentChatAs(centre, owner.id)
  const wanted = { day: [2, 1, 1, 2, 24], week: [5, 4, 1, 5, 7], month: [5, 4, 1, 5, 31], year: [5, 4, 1, 5, 12] }
  for (const [Period, [opened, answered, abandoned, closed, length]] of Object.entries(wanted)) {
    const { Totals, Series, From, To } = await manager.ok<DataInsightView>('DataInsight', { Period })
    const { ChatsOpened, ChatsAnswered, ChatsAbandoned, ChatsClosed } = Totals
    assert.deepEqual(
      [ChatsOpened, ChatsAnswered, ChatsAbandoned, ChatsClosed, Series.length],
      [opened, answered, abandoned, closed, length],
      Period,
    )
    assert.deepEqual(sumsOf(Series), sumsOf([Totals]), Period)
    assert.deepEqual([Series[0]?.From, Series.at(-1)?.To], [From, To])
  }
  const week = await manager.ok<DataInsightView>('DataInsight', { Period: 'week' })
  assert.deepEqual(
    [week.Label, week.From, week.TimeZone],
    ['2026-W02', '2026-01-04T22:00:00.000Z', 'Africa/Johannesburg'],
  )
  assert.deepEqual(
    week.Series.map(({ ChatsOpened, AverageRating }) => [ChatsOpened, AverageRating]),
    [[1, 5], [1, 3], [1, 4], [2, 2], ...[0, 0, 0].map(() => [0, null])],
  )
  assert.deepEqual(week.Totals.AverageHandleSeconds, 120)
  assert.deepEqual(
    week.Departments.map(({ Name, ChatsOpened, ChatsAnswered }) => [Name, ChatsOpened, ChatsAnswered]),
    [
      ['Sales', 3, 3],
      ['Support', 2, 1],
    ],
  )
  assert.deepEqual(
    week.Agents.map(({ Name, ChatsHandled, AverageRating }) => [Name, ChatsHandled, AverageRating]),
    [
      ['Ann', 3, 4],
      ['Bob', 1, 2],
    ],
  )

  const bobs = await (await agentChatAs(centre, bob.id)).ok<DataInsightView>('DataInsight', { Period: 'WEEK' })
  assert.equal(bobs.Period, 'week')
  assert.deepEqual([bobs.Totals.ChatsOpened, bobs.Totals.ChatsClosed], [2, 2])
  assert.deepEqual(
    [...bobs.Departments, ...bobs.Agents].map(({ Name }) => Name),
    ['Support', 'Bob'],
  )
})

test('AC-10, AC-101, AC-102, AC-103: 400 names the parameter and what it takes, 401 without a session', async (t) => {
  const { centre, manager } = await shop(t)
  assert.equal(await manager.refused('LiveMetrics', { Department: 1 }), '400 ParameterWrong Department')
  assert.equal(await manager.refused('GetReports', { ReportID: 1 }), '400 ParameterWrong ReportID')
  assert.equal(await manager.refused('DataInsight'), '400 ParameterWrong Period')
  const { body } = await manager.call<{ Parameters: unknown }>('DataInsight', { Period: 'decade' })
  assert.deepEqual(body.Parameters, [{ Parameter: 'Period', Accepted: 'one of day, week, month, year' }])
  const stranger = new AgentChat(centre)
  for (const [name, fields] of [['LiveMetrics'], ['GetReports'], ['DataInsight', { Period: 'day' }]] as const)
    assert.equal(await stranger.refused(name, fields), '401 LoginNeeded')
})
