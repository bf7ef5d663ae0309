import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { NewApiKeyView } from '#dialects/house/api-keys.ts'
import { reports } from '#reports/index.ts'
import { type Agent, Centre } from '../../../tests/support/centre.ts'
import type { ReportEntry } from './catalogue.ts'
import type { SessionDetails } from './session-details.ts'

const minuteMs = 60_000

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** A program with the API key of an agent. */
class Program {
  readonly #base: string
  readonly #key: string | null

  constructor(centre: Centre, key: string | null) {
    this.#base = `http://127.0.0.1:${centre.app.port}/Chime/`
    this.#key = key
  }

  static async of(agent: Agent): Promise<Program> {
    const { body } = await agent.call<NewApiKeyView>('PUT', `/agents/${agent.id}/api-key`)
    return new Program(agent.centre, body.key)
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = this.#key === null ? {} : { authorization: `Bearer ${this.#key}` }
    const response = await fetch(this.#base + path, { headers: { ...authorization, ...headers } })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  async json<Body>(path: string): Promise<Body> {
    const { status, text } = await this.get(path)
    assert.equal(status, 200, text)
    return JSON.parse(text)
  }

  async csv(path: string): Promise<string[][]> {
    const { status, text } = await this.get(`${path}&csv=true`)
    assert.equal(status, 200, text)
    return parse(text, { bom: true })
  }

  async refused(path: string): Promise<string> {
    const { status, text, headers } = await this.get(path)
    assert.match(headers.get('content-type') ?? '', /^text\/plain/)
    return `${status} ${text}`
  }
}

/** Two queues in New York's night of 1 November 2020, when its clocks are put back; two chats answered, one given up. */
async function night(t: TestContext) {
  const centre = await Centre.open(t, { POLYDESK_API_ORIGINS: 'https://portal.example' })
  const owner = await centre.owner()
  const queue = async (name: string) => {
    const { body } = await owner.call<{ queue: { id: string; no: number } }>('POST', '/queues', { name, wrapUpMs: 0 })
    return body.queue
  }
  const help = await queue('Help')
  const money = await queue('Money')
  const ann = await centre.agent('Ann', [help.id])
  const bob = await centre.agent('Bob')
  const from = centre.clock.now()
  for (const text of ['First', 'Second']) {
    const customer = centre.customer()
    await customer.open({
      queueId: help.id,
      message: { id: crypto.randomUUID(), text },
      pageUrl: 'https://example.com/help',
    })
    centre.clock.pass(12_500)
    await ann.call('POST', `/chats/${customer.chatId}/accept`)
    centre.clock.pass(2 * minuteMs)
    await ann.call('POST', `/chats/${customer.chatId}/close`)
  }
  const impatient = centre.customer()
  await impatient.open({ queueId: money.id, message: { id: crypto.randomUUID(), text: 'Third' } })
  centre.clock.pass(minuteMs)
  await impatient.call('POST', `/chats/${impatient.chatId}/close`)
  const iso = (at: number) => new Date(at).toISOString()
  return { centre, owner, ann, bob, help, money, over: `start=${iso(from)}&stop=${iso(centre.clock.now())}`, iso }
}

const inbound = 'Report/InboundVsAnsweredChats'

test('CR-1 CR-4 CR-5 the sample of the text, as printed but for host, queue and time, and with any case', async (t) => {
  const { owner, help, over } = await night(t)
  const program = await Program.of(owner)
  const lines = await program.csv(`${inbound}?queueId=${help.no}&${over}`)
  assert.deepEqual(lines[0]?.slice(0, 4), ['Time', 'Inbound', 'Answered', 'Abandoned'])
  assert.deepEqual(lines.at(-1)?.slice(0, 4), ['Total', '2', '2', '0'])
  const again = await program.csv(
    `report/inboundvsansweredchats/?QUEUEID=${help.no}&${over.replace('stop', 'END')}&_=17`,
  )
  assert.deepEqual(again, lines)
  const both = await program.csv(`${inbound}?queueId=${help.no}&${over}&end=2020-01-01`)
  assert.deepEqual(both, lines)
  const { headers } = await program.get(`${inbound}?queueId=${help.no}&${over}&csv=true`)
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="inbound-vs-answered-chats-.*\.csv"/)
  assert.equal(headers.get('cache-control'), 'no-store')
})

test('CR-4 without csv the numbers are a DataTable of Google Charts', async (t) => {
  const { owner, help, over } = await night(t)
  const program = await Program.of(owner)
  type Table = { cols: { label: string; type: string }[]; rows: { c: { v: unknown; f?: string }[] }[] }
  const table = await program.json<Table>(`Report/WaitTime?queueId=${help.no}&${over}`)
  assert.deepEqual(table.cols.map(({ label, type }) => [label, type]).slice(0, 3), [
    ['Time', 'string'],
    ['Left the queue', 'number'],
    ['Average', 'number'],
  ])
  const { c: row } = table.rows.find(({ c }) => Number(c[1]?.v) > 0) ?? { c: [] }
  assert.deepEqual([row[1]?.v, row[2]], [2, { v: 12.5, f: '0:00:13' }])
})

test('CR-2 a key is needed, and one that was replaced is dead at once; each call is that user’s', async (t) => {
  const { centre, owner, ann, help, over } = await night(t)
  const path = `${inbound}?queueId=${help.no}&${over}`
  assert.match(await new Program(centre, null).refused(path), /^401 Authorization: Bearer/)
  assert.match(await new Program(centre, null).refused('Report/GetQueueBasicReports'), /^401 /)
  const old = await Program.of(ann)
  assert.equal((await old.get(path)).status, 200)
  const fresh = await Program.of(ann)
  assert.match(await old.refused(path), /^401 .*replaced/)
  assert.equal((await fresh.get(path)).status, 200)
  const { body } = await owner.call<{
    history: { what: string; by: { via: string }; facts: Record<string, unknown> }[]
  }>('GET', `/agents/${ann.id}/history`)
  const read = body.history.filter(({ what }) => what === 'report.read')
  assert.deepEqual(
    read.map(({ by, facts }) => [by.via, facts['report'], facts['queueIds']]),
    [
      ['chime-reports', 'InboundVsAnsweredChats', [help.id]],
      ['chime-reports', 'InboundVsAnsweredChats', [help.id]],
    ],
  )
})

test('CR-3 CR-8 users see their queues; global reports take a queue or none, others need one', async (t) => {
  const { owner, ann, bob, help, money, over } = await night(t)
  const [admin, member, stranger] = [await Program.of(owner), await Program.of(ann), await Program.of(bob)]
  const queues = async (program: Program, more = '') =>
    (await program.csv(`Report/QueueComparison?${over}${more}`)).slice(1, -1).map(([name]) => name)
  assert.deepEqual((await queues(admin)).slice(-2), ['Help', 'Money'])
  assert.deepEqual(await queues(admin, `&queueId=${money.no}`), ['Money'])
  assert.deepEqual(await queues(member), ['Help'])
  assert.deepEqual(await queues(stranger), [])
  assert.match(await member.refused(`${inbound}?queueId=${money.no}&${over}`), /^403 queueId: a queue whose numbers/)
  assert.match(await admin.refused(`${inbound}?${over}`), /^400 queueId: the number of a queue/)
  const agents = async (program: Program) =>
    (await program.csv(`Report/AgentChats?queueId=${help.no}&${over}`))
      .slice(1, -1)
      .map(([name, answered]) => [name, answered])
  assert.deepEqual(await agents(admin), [['Ann', '2']])
  await owner.call('PATCH', `/queues/${help.id}`, { managerIds: [bob.id] })
  assert.deepEqual(await agents(stranger), [['Ann', '2']])
})

test('CR-6 CR-7 a day of the zone has as many hours as its clocks show, by any name of the zone', async (t) => {
  const { owner, help } = await night(t)
  const program = await Program.of(owner)
  const hours = async (start: string, zone: string) =>
    (await program.csv(`Report/ChatsPerHour?queueId=${help.no}&start=${start}&zone=${zone}`))
      .slice(1, -1)
      .map(([hour]) => hour)
  for (const zone of ['America/New_York', 'us/eastern', 'Eastern Standard Time']) {
    const put = await hours('2020-11-01', zone)
    assert.equal(put.length, 25, zone)
    assert.deepEqual(put.slice(0, 4), ['00:00', '01:00 -04:00', '01:00 -05:00', '02:00'])
  }
  assert.equal((await hours('2020-03-08', 'America/New_York')).length, 23)
  assert.equal((await hours('2020-11-01', 'UTC')).length, 24)
})

test('CR-9 a report over time is told by quarter hours or months where that is asked for', async (t) => {
  const { owner, help } = await night(t)
  const program = await Program.of(owner)
  const rows = async (grouping: string) =>
    (await program.csv(`Report/WaitTime?queueId=${help.no}&start=2020-10-01&end=2020-12-01&${grouping}`)).length - 2
  assert.deepEqual(
    [await rows(''), await rows('grouping=Month'), await rows('grouping=week'), await rows('grouping=quarter')],
    [61, 2, 10, 61 * 96],
  )
})

test('CR-10 what cannot be asked is refused in a sentence', async (t) => {
  const { owner, help } = await night(t)
  const program = await Program.of(owner)
  for (const [query, wanted] of [
    ['end=2020-12-01', /^400 start: an ISO 8601/],
    ['start=2020-11-01', /^400 end: an ISO 8601/],
    ['start=2020-11-01&stop=2020-10-01', /^400 stop: later than start/],
    ['start=2010-11-01&end=2020-11-01', /^400 end: at most three years after start/],
    ['start=2020-11-31&end=2020-12-01', /^400 start: a day that exists/],
    ['start=2020-11-01&end=2020-12-01&zone=Mars/Olympus', /^400 zone: a time zone/],
    ['start=2020-11-01&end=2020-12-01&csv=maybe', /^400 csv: /],
    ['start=2020-11-01&end=2020-12-01&grouping=year', /^400 grouping: /],
    ['start=2020-11-01&Start=2020-11-01&end=2020-12-01', /^400 start: once/],
  ] as const)
    assert.match(await program.refused(`Report/WaitTime?queueId=${help.no}&${query}`), wanted)
  const range = 'start=2020-11-01&end=2020-12-01'
  assert.match(
    await program.refused(`Report/Nothing?queueId=${help.no}&${range}`),
    /^404 Nothing: there is no such report/,
  )
  assert.match(await program.refused(`Report/WaitTime?queueId=999&${range}`), /^404 queueId: the number of a queue/)
  assert.match(await program.refused(`Report/WaitTime?queueId=x&${range}`), /^400 queueId: /)
  assert.match(await program.refused('Report/a/b'), /^404 /)
})

test('CR-20 CR-21 the catalogue has every report once, and each can be asked for at its Controller', async (t) => {
  const { ann, help, over } = await night(t)
  const program = await Program.of(ann)
  const listed: ReportEntry[] = []
  for (const route of [
    'GetAvailableGlobalReports',
    'GetQueueBasicReports',
    'GetQueueAgentReports',
    'GetQueuePerformanceReports',
    'getqueuetextreports',
  ]) {
    const entries = await program.json<ReportEntry[]>(`Report/${route}`)
    assert.ok(entries.length > 0, route)
    assert.equal(new Set(entries.map(({ Category }) => Category)).size, 1)
    for (const entry of entries)
      assert.deepEqual(Object.keys(entry), ['Controller', 'Title', 'ChartType', 'Category', 'StartOnly'])
    listed.push(...entries)
  }
  assert.deepEqual(
    new Set(listed.map(({ Controller }) => Controller)),
    new Set(reports.map(({ id }) => `Report/${id}`)),
  )
  assert.equal(listed.length, reports.length)
  assert.deepEqual(
    listed.filter(({ StartOnly }) => StartOnly).map(({ Title }) => Title),
    ['Chats per hour'],
  )
  for (const { Controller } of listed) {
    const { status, text } = await program.get(`${Controller}?queueId=${help.no}&${over}`)
    assert.equal(status, 200, text)
    assert.ok(JSON.parse(text).cols.length > 1, Controller)
  }
})

test('CR-30 CR-31 a session with its numbers, by the clock of a zone, for who may read it', async (t) => {
  const { owner, ann, bob } = await night(t)
  const program = await Program.of(ann)
  const details = await program.json<SessionDetails>('Report/GetSessionDetails?sessionID=1&zone=America/New_York')
  const { SessionID, QueueName, State, Ending, AgentFullName, EntryPoint, SeekerWaitTime, ConnectedDuration } = details
  assert.deepEqual(
    [SessionID, QueueName, State, Ending, AgentFullName, EntryPoint, SeekerWaitTime, ConnectedDuration],
    [1, 'Help', 'Closed', 'completed', 'Ann', 'https://example.com/help', '00:00:12.5000000', '00:02:00'],
  )
  const utc = await program.json<SessionDetails>('Report/GetSessionDetails?sessionId=1')
  const hoursBehind = (Date.parse(`${utc.SessionStartTime}Z`) - Date.parse(`${details.SessionStartTime}Z`)) / 3_600_000
  assert.equal(hoursBehind, 5)
  assert.match(await (await Program.of(bob)).refused('Report/GetSessionDetails?sessionId=1'), /^40[34] /)
  assert.match(await program.refused('Report/GetSessionDetails?sessionId=99'), /^404 sessionId: /)
  assert.match(await program.refused('Report/GetSessionDetails?sessionId=1&zone=IST'), /^400 zone: /)
  await (await Program.of(owner)).json('Report/GetSessionDetails?sessionId=1')
  const { body } = await owner.call<{ chats: { id: string; no: number }[] }>('GET', '/chats?scope=closed')
  const chatId = body.chats.find(({ no }) => no === 1)?.id
  const history = await owner.call<{ history: { what: string; by: { via: string } }[] }>(
    'GET',
    `/chats/${chatId}/history`,
  )
  assert.ok(history.body.history.some(({ what, by }) => what === 'chat.looked' && by.via === 'chime-reports'))
})

test('CR-4 pages of the configured origins may read the answers, and ask whether they may', async (t) => {
  const { owner, centre } = await night(t)
  const program = await Program.of(owner)
  const { headers } = await program.get('Report/GetQueueBasicReports', { origin: 'https://portal.example' })
  assert.equal(headers.get('access-control-allow-origin'), 'https://portal.example')
  const other = await program.get('Report/GetQueueBasicReports', { origin: 'https://other.example' })
  assert.equal(other.headers.get('access-control-allow-origin'), null)
  const asked = await fetch(`http://127.0.0.1:${centre.app.port}/Chime/Report/WaitTime`, {
    method: 'OPTIONS',
    headers: { origin: 'https://portal.example', 'access-control-request-headers': 'authorization' },
  })
  assert.equal(asked.status, 204)
  assert.match(asked.headers.get('access-control-allow-headers') ?? '', /authorization/)
})
