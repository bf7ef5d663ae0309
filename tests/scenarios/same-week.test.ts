import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { DataInsightView } from '#dialects/agentchat/metrics-views.ts'
import type { NewApiKeyView } from '#dialects/house/api-keys.ts'
import type { AgentNumbersView, QueueNumbersView } from '#dialects/house/metrics-views.ts'
import type { ReportAnswer } from '#dialects/house/report-views.ts'
import { AgentChat } from '../support/agentchat.ts'
import { type Agent, Centre, ownerPassword } from '../support/centre.ts'
import { Random } from '../support/random.ts'

const minute = 60_000
const hour = 60 * minute
const zone = 'Asia/Kathmandu'

/** What a day or a week came to, by `owner name`; times in milliseconds. */
type Sums = Map<string, number>

function add(sums: Sums, key: string, number: number): void {
  sums.set(key, (sums.get(key) ?? 0) + number)
}

/** Everything that the board tells of today. */
async function readBoard(owner: Agent, sums: Sums): Promise<void> {
  const { body } = await owner.call<{ queues: QueueNumbersView[] }>('GET', '/metrics/queues')
  for (const { id, counts, times } of body.queues) {
    for (const [name, number] of Object.entries(counts)) add(sums, `${id} ${name}`, number)
    for (const [name, { total, count }] of Object.entries(times)) {
      add(sums, `${id} ${name}`, total)
      add(sums, `${id} ${name} count`, count)
    }
  }
  const { agents } = (await owner.call<{ agents: AgentNumbersView[] }>('GET', '/metrics/agents')).body
  for (const { id, counts, times } of agents) {
    for (const [name, number] of Object.entries(counts)) add(sums, `${id} ${name}`, number)
    for (const [name, { total }] of Object.entries(times)) add(sums, `${id} ${name}`, total)
  }
}

test('CR-4, AC-103, H-191: the same week through AgentChat, the board, Chime and our own reports agrees to the unit', {
  timeout: 120_000,
}, async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  assert.equal((await owner.call('PATCH', '/centre', { zone })).status, 200)
  const queue = async (name: string) => {
    const fields = { name, wrapUpMs: 0, offerMs: 20_000 }
    return (await owner.call<{ queue: { id: string; no: number } }>('POST', '/queues', fields)).body.queue
  }
  const queues = [await queue('Help'), await queue('Money')]
  const ids = queues.map(({ id }) => id)
  const agents = [await centre.agent('Ann', ids), await centre.agent('Bob', ids)]
  const random = new Random(11)
  const monday = centre.clock.now()
  const week: Sums = new Map()
  for (let day = 0; day < 7; day++) {
    for (const agent of agents) await agent.call('PUT', '/me/availability', { availability: 'available' })
    for (let turn = 0; turn < 8; turn++) {
      const customer = centre.customer()
      await customer.open({ queueId: random.pick(ids), message: { id: random.uuid(), text: 'Hello' } })
      centre.clock.pass(random.below(90_000))
      const [agent, other] = random.next() < 0.5 ? agents : [...agents].reverse()
      if (!agent || !other) throw new Error('two agents')
      const chat = `/chats/${customer.chatId}`
      if (random.next() < 0.75) {
        const accepted = await agent.call('POST', `${chat}/accept`)
        if (accepted.status !== 200) await agent.call('POST', `${chat}/grab`)
        centre.clock.pass(random.below(5 * minute))
        await agent.call('POST', `${chat}/messages`, { id: random.uuid(), text: 'Hello' })
        if (random.next() < 0.3) {
          await agent.call('POST', `${chat}/transfer`, { toQueueId: random.pick(ids) })
          centre.clock.pass(random.below(minute))
          await other.call('POST', `${chat}/grab`)
          centre.clock.pass(random.below(5 * minute))
        }
      }
      await customer.call('POST', `${chat}/close`)
      if (random.next() < 0.5) await customer.call('POST', `${chat}/rating`, { score: 1 + random.below(5) })
      centre.clock.pass(random.below(20 * minute))
    }
    for (const agent of agents) await agent.call('PUT', '/me/availability', { availability: 'offline' })
    centre.clock.pass(minute)
    await readBoard(owner, week)
    centre.clock.pass(monday + (day + 1) * 24 * hour - centre.clock.now())
  }
  const board = (owners: readonly string[], name: string) =>
    owners.reduce((sum, id) => sum + (week.get(`${id} ${name}`) ?? 0), 0)
  assert.ok(
    board(ids, 'answeredCount') > 20 && board(ids, 'abandonedCount') > 3 && board(ids, 'transferredInCount') > 3,
  )

  // The last instant of the week, in which AgentChat's running week is this one.
  const from = Temporal.Instant.fromEpochMilliseconds(monday).toZonedDateTimeISO(zone).startOfDay()
  const to = from.add({ weeks: 1 })
  const over = new URLSearchParams({ zone, from: from.toInstant().toString(), to: to.toInstant().toString() })
  const told = async (id: string, queueId: string | null) => {
    const more = queueId ? `&queue=${queueId}` : ''
    const { status, body } = await owner.call<ReportAnswer>('GET', `/reports/${id}?${over}${more}`)
    assert.equal(status, 200, JSON.stringify(body))
    return ({ key, column }: { key?: string; column: string }) => {
      const place = body.report.columns.findIndex(({ name }) => name === column)
      assert.ok(place > 0, column)
      return (key === undefined ? body.totals : body.rows.find((row) => row.key === key)?.values)?.[place]
    }
  }

  const { body: made } = await owner.call<NewApiKeyView>('PUT', `/agents/${owner.id}/api-key`)
  const chime = async (report: string, queueNo: number) => {
    const query = new URLSearchParams({
      zone,
      start: String(over.get('from')),
      end: String(over.get('to')),
      csv: 'true',
    })
    const address = `http://127.0.0.1:${centre.app.port}/Chime/Report/${report}?queueId=${queueNo}&${query}`
    const response = await fetch(address, { headers: { authorization: `Bearer ${made.key}` } })
    assert.equal(response.status, 200)
    const [header = [], ...lines] = parse(await response.text(), { bom: true }) as string[][]
    return (row: string, column: string) => lines.find(([name]) => name === row)?.[header.indexOf(column)]
  }

  for (const { id, no } of queues) {
    const ours = await told('QueueComparison', null)
    const inbound = await chime('InboundVsAnsweredChats', no)
    const waits = await told('WaitTime', id)
    for (const [column, counted] of [
      ['Answered', 'answeredCount'],
      ['Abandoned', 'abandonedCount'],
    ] as const) {
      assert.equal(ours({ key: id, column }), board([id], counted), column)
      assert.equal(Number(inbound('Total', column)), board([id], counted), column)
    }
    assert.equal(Number(inbound('Total', 'Inbound')), board([id], 'queuedCount'))
    assert.equal(ours({ key: id, column: 'Entered' }), board([id], 'queuedCount'))
    assert.equal(waits({ column: 'Left the queue' }), board([id], 'queueTime count'))
    const totalWait = Number(waits({ column: 'Average' })) * board([id], 'queueTime count')
    assert.equal(Math.round(totalWait), board([id], 'queueTime'))
    const agentRows = await chime('AgentChats', no)
    const byAgents = ['Ann', 'Bob'].reduce((sum, name) => sum + Number(agentRows(name, 'Answered')), 0)
    assert.equal(byAgents, board([id], 'answeredCount'))
  }
  const performance = await told('AgentPerformance', null)
  for (const { id } of agents)
    for (const [column, counted] of [
      ['Answered', 'answeredCount'],
      ['Handled', 'handledCount'],
      ['Transferred in', 'transferredInCount'],
      ['Messages', 'messageCount'],
      ['Available', 'availableTime'],
    ] as const)
      assert.equal(performance({ key: id, column }), board([id], counted), column)

  centre.clock.pass(to.epochMilliseconds - 1 - centre.clock.now())
  const program = await AgentChat.logon(centre, 'owner@localhost', ownerPassword)
  const { Totals, Departments, Agents } = await program.ok<DataInsightView>('DataInsight', { Period: 'WEEK' })
  assert.deepEqual(
    [Totals.ChatsOpened, Totals.ChatsAnswered, Totals.ChatsAbandoned],
    ['queuedCount', 'answeredCount', 'abandonedCount'].map((name) => board(ids, name)),
  )
  assert.equal(Totals.AverageWaitSeconds, Math.round(board(ids, 'queueTime') / board(ids, 'queueTime count') / 1000))
  for (const { id, no } of queues) {
    const department = Departments.find(({ DepartmentID }) => DepartmentID === no)
    assert.deepEqual(
      [department?.ChatsOpened, department?.ChatsAnswered],
      ['queuedCount', 'answeredCount'].map((name) => board([id], name)),
    )
  }
  assert.equal(
    Agents.reduce((sum, { ChatsHandled }) => sum + ChatsHandled, 0),
    board(
      agents.map(({ id }) => id),
      'handledCount',
    ),
  )
})
