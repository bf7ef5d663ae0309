import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/node'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { ReportAnswer, ReportView } from '#dialects/house/report-views.ts'
import type { ChatView, Problem } from '#dialects/house/views.ts'
import { type Agent, Centre } from '../support/centre.ts'

const minuteMs = 60_000
interface BehindAnswer {
  readonly count: number
  readonly chats: readonly ChatView[]
  readonly hiddenCount: number
  readonly cursor: string | null
}

/** A day of two queues: two chats answered in Support, one given up in Billing. */
async function shortDay(t: TestContext) {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  assert.equal((await owner.call('PATCH', '/centre', { zone: 'Europe/Berlin' })).status, 200)
  const queue = async (name: string) => {
    const { body } = await owner.call<{ queue: { id: string } }>('POST', '/queues', { name, wrapUpMs: 0 })
    return body.queue.id
  }
  const support = await queue('Help')
  const billing = await queue('Money')
  const ann = await centre.agent('Ann', [support])
  const bob = await centre.agent('Bob', [billing])
  await bob.call('PUT', '/me/availability', { availability: 'busy' })
  const from = centre.clock.now()
  for (const text of ['First', 'Second']) {
    const customer = centre.customer()
    await customer.open({ queueId: support, message: { id: crypto.randomUUID(), text } })
    centre.clock.pass(10_000)
    assert.equal((await ann.call('POST', `/chats/${customer.chatId}/accept`)).status, 200)
    centre.clock.pass(2 * minuteMs)
    assert.equal((await ann.call('POST', `/chats/${customer.chatId}/close`)).status, 200)
  }
  const impatient = centre.customer()
  await impatient.open({ queueId: billing, message: { id: crypto.randomUUID(), text: 'Third' } })
  centre.clock.pass(minuteMs)
  assert.equal((await impatient.call('POST', `/chats/${impatient.chatId}/close`)).status, 200)
  return { centre, owner, support, billing, ann, bob, over: `from=${iso(from)}&to=${iso(centre.clock.now())}` }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

async function report(agent: Agent, id: string, query: string): Promise<ReportAnswer> {
  const { status, body } = await agent.call<ReportAnswer>('GET', `/reports/${id}?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

function cell({ report, rows, totals }: ReportAnswer, key: string | null, column: string) {
  const place = report.columns.findIndex(({ name }) => name === column)
  assert.ok(place >= 0, column)
  return (key === null ? totals : rows.find((row) => row.key === key)?.values)?.[place]
}

test('H-190 every agent is told which reports there are, each with an id of its own; nobody else is', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const ann = await centre.agent('Ann')
  const { status, body } = await ann.call<{ reports: ReportView[] }>('GET', '/reports')
  assert.equal(status, 200)
  assert.ok(body.reports.length >= 25, `${body.reports.length}`)
  for (const name of ['no', 'id', 'name'] as const)
    assert.equal(new Set(body.reports.map((one) => one[name])).size, body.reports.length, name)
  for (const { id, chart, columns } of body.reports) {
    const names = columns.map(({ name }) => name)
    assert.deepEqual(
      chart.columns.filter((name) => !names.includes(name)),
      [],
      id,
    )
    assert.equal(new Set(names).size, names.length, id)
  }
  assert.equal((await centre.call('GET', '/reports')).status, 401)
  const lee = { name: 'Lee', email: 'lee@example.org' }
  const { entry } = (await owner.call<{ entry: { id: string } }>('POST', '/recipients', lee)).body
  const rest = { recipientId: entry.id, groupings: ['week'], days: [1], time: '07:00', ownerId: owner.id }
  for (const { no: reportNo } of body.reports)
    assert.equal((await owner.call('POST', '/report-schedules', { ...rest, reportNo })).status, 201)
})

test('H-191 a report over a range tells its numbers, zone, days and the rule by which it judged', async (t) => {
  const { owner, support, over } = await shortDay(t)
  const all = await report(owner, 'QueueComparison', over)
  assert.equal(all.zone, 'Europe/Berlin')
  assert.equal(all.settings.serviceLevel.withinMs, 20_000)
  assert.deepEqual(
    ['Entered', 'Answered', 'Abandoned', 'Average wait'].map((column) => cell(all, null, column)),
    [3, 2, 1, (10_000 + 10_000 + 60_000) / 3],
  )
  const one = await report(owner, 'queuecomparison', `${over}&queue=${support}`)
  assert.deepEqual(
    one.rows.map(({ key }) => key),
    [support],
  )
  assert.equal(cell(one, null, 'Entered'), 2)
  const limited = await report(owner, 'QueueComparison', `${over}&limit=1`)
  assert.deepEqual([limited.rows.length, limited.more, limited.totals], [1, true, null])
  const hour = await report(owner, 'ChatsPerHour', `${over.split('&')[0]}&zone=Asia/Kathmandu`)
  assert.equal(Date.parse(hour.to) - Date.parse(hour.from), 24 * 60 * minuteMs)
  assert.equal(cell(hour, null, 'Entered'), 3)
})

test('H-192 as CSV, workbook and chart table the same numbers come as a file with a name that tells them', async (t) => {
  const { owner, over } = await shortDay(t)
  const get = (file: string) =>
    fetch(`${owner.centre.base}/reports/${file}?${over}`, { headers: { authorization: `Bearer ${owner.token}` } })
  const csv = await get('InboundVsAnsweredChats.csv')
  assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/)
  assert.match(
    csv.headers.get('content-disposition') ?? '',
    /^attachment; filename="inbound-vs-answered-chats-.*-Europe-Berlin\.csv"/,
  )
  const lines = parse(await csv.text(), { bom: true }) as string[][]
  assert.deepEqual(lines.at(-1)?.slice(0, 4), ['Total', '3', '2', '1'])
  const xlsx = await get('InboundVsAnsweredChats.xlsx')
  const [sheet] = await readExcelFile(Buffer.from(await xlsx.arrayBuffer()))
  assert.deepEqual(sheet?.data.at(-1)?.slice(0, 4), ['Total', 3, 2, 1])
  const chart = (await (await get('InboundVsAnsweredChats.datatable.json')).json()) as {
    rows: { c: { v: unknown }[] }[]
  }
  assert.equal(
    chart.rows.reduce((sum, { c }) => sum + Number(c[1]?.v), 0),
    3,
  )
})

test('H-193 behind a number stand the chats that it counts, as far as the reader may know of them', async (t) => {
  const { owner, ann, support, billing, over } = await shortDay(t)
  const behind = (agent: Agent, id: string, more: string) =>
    agent.call<BehindAnswer>('GET', `/reports/${id}/chats?${over}&${more}`)
  const answered = await behind(owner, 'QueueComparison', `column=Answered&key=${support}`)
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  assert.deepEqual([answered.body.count, answered.body.chats.length], [2, 2])
  assert.ok(answered.body.chats.every(({ queueId }) => queueId === support))
  const total = await behind(owner, 'QueueComparison', 'column=Entered&limit=2')
  assert.deepEqual([total.body.count, total.body.chats.length], [3, 2])
  const rest = await behind(owner, 'QueueComparison', `column=Entered&limit=2&cursor=${total.body.cursor}`)
  assert.deepEqual([rest.body.chats.length, rest.body.cursor], [1, null])
  const byAgent = await behind(owner, 'AgentChats', `column=Answered&key=${ann.id}`)
  assert.equal(byAgent.body.count, 2)
  const own = await behind(ann, 'QueueComparison', 'column=Entered')
  assert.equal(own.body.count, 2)
  const notHers = await behind(ann, 'QueueComparison', `column=Entered&key=${billing}`)
  assert.equal(notHers.body.count, 0)
  for (const [more, field] of [
    ['column=Nothing', 'column'],
    ['column=Queue', 'column'],
    ['column=Entered&cursor=x', 'cursor'],
  ]) {
    const { status, body } = await behind(owner, 'QueueComparison', more as string)
    assert.equal(status, 422)
    assert.deepEqual(
      (body as unknown as Problem).errors?.map((error) => error.field),
      [field],
    )
  }
})

test('H-194 admins see all, others their queues and themselves; the manager of a queue sees who works in it', async (t) => {
  const { owner, ann, bob, support, billing, over } = await shortDay(t)
  const names = ({ rows }: ReportAnswer) => rows.map(({ values }) => values[0])
  assert.deepEqual(names(await report(ann, 'QueueComparison', over)), ['Help'])
  assert.deepEqual(names(await report(ann, 'AgentChats', over)), ['Ann'])
  const outside = await ann.call<Problem>('GET', `/reports/QueueComparison?${over}&queue=${billing}`)
  assert.deepEqual([outside.status, outside.body.code], [403, 'permission.missing'])
  const colleague = await ann.call<Problem>('GET', `/reports/AgentChats?${over}&agent=${bob.id}`)
  assert.equal(colleague.status, 403)
  assert.deepEqual(names(await report(bob, 'AgentChats', `${over}&queue=${billing}`)), ['Bob'])
  await owner.call('PATCH', `/queues/${support}`, { managerIds: [bob.id] })
  const managed = await report(bob, 'AgentChats', `${over}&queue=${support}`)
  assert.deepEqual(names(managed), ['Ann'])
  assert.equal(cell(managed, ann.id, 'Answered'), 2)
  assert.equal((await report(owner, 'AgentChats', over)).rows.length, 3)
})

test('H-195 what cannot be asked is refused with the field and what is accepted', async (t) => {
  const { owner, over } = await shortDay(t)
  const { status, body } = await owner.call<Problem>('GET', `/reports/Nothing?${over}`)
  assert.deepEqual([status, body.code], [404, 'report.not-found'])
  const day = '2026-01-05'
  for (const [query, field] of [
    ['from=yesterday&to=2026-01-06', 'from'],
    [`from=${day}`, 'to'],
    [`from=${day}&to=2026-02-30`, 'to'],
    [`from=${day}&to=2026-01-04`, 'to'],
    [`from=${day}&to=2036-01-05`, 'to'],
    [`from=${day}&to=2026-01-06&zone=Mars/Olympus`, 'zone'],
    [`from=${day}&to=2026-01-06&grouping=day`, 'grouping'],
    [`from=${day}&to=2026-01-06&agent=${owner.id}`, 'agent'],
  ]) {
    const { status, body } = await owner.call<Problem>('GET', `/reports/QueueComparison?${query}`)
    assert.equal(status, 422, `${query}`)
    assert.deepEqual(
      body.errors?.map((error) => error.field),
      [field],
    )
  }
  const unknown = await owner.call('GET', `/reports/QueueComparison?${over}&queue=${crypto.randomUUID()}`)
  assert.equal(unknown.status, 404)
})

test('H-196 who read which report of whom stands in their history', async (t) => {
  const { owner, ann, support, over } = await shortDay(t)
  await report(ann, 'WaitTime', `${over}&queue=${support}`)
  const { body } = await owner.call<{ history: { what: string; facts: Record<string, unknown> }[] }>(
    'GET',
    `/agents/${ann.id}/history`,
  )
  const read = body.history.find(({ what }) => what === 'report.read')
  assert.deepEqual(
    [read?.facts['report'], read?.facts['queueIds'], read?.facts['zone']],
    ['WaitTime', [support], 'Europe/Berlin'],
  )
})

test('H-191 days later, when the days were made quick to add up, every report says what it said', async (t) => {
  const { centre, owner, over } = await shortDay(t)
  const ids = (await owner.call<{ reports: ReportView[] }>('GET', '/reports')).body.reports.map(({ id }) => id)
  const told = async (agent: Agent) => {
    const tables = []
    for (const id of ids) {
      const { rows, totals } = await report(agent, id, over)
      tables.push({ id, rows, totals })
    }
    return tables
  }
  // Until the quarter of an hour is over nothing of it is for ever.
  centre.clock.pass(15 * minuteMs)
  const before = await told(owner)
  centre.clock.pass(4 * 24 * 60 * minuteMs)
  await centre.restart()
  assert.deepEqual(await told(await centre.owner()), before)
  await centre.app.stop()
  const file = new DatabaseSync(join(centre.folder, 'polydesk.db'), { readOnly: true })
  const days = file.prepare('SELECT count(*) AS days FROM sheetDays').get()?.['days']
  file.close()
  await centre.start()
  assert.ok(Number(days) >= 2, `${days} days are quick to add up`)
})

/** A store of which one question is answered only when the test lets it. */
async function slowStore(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-test-'))
  t.after(() => rm(folder, { recursive: true }))
  const store = await openSqliteStore({ folder, readers: 2 })
  const waiting: (() => void)[] = []
  let asked = 0
  const groupChats: typeof store.groupChats = async (query) => {
    asked++
    await new Promise<void>((resolve) => waiting.push(resolve))
    const page = await store.groupChats(query)
    // As if there were more and more of them.
    return { ...page, next: { endedAt: query.to, no: asked } }
  }
  const held = new Proxy(store, {
    get: (target, name) => {
      const value: unknown = name === 'groupChats' ? groupChats : Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { store: held, asked: () => asked, waiting }
}

test('H-197 four reports at once, a fifth is refused; one that nobody waits for is not made to its end', {
  timeout: 60_000,
}, async (t) => {
  const { store, asked, waiting } = await slowStore(t)
  const centre = await Centre.open(t, {}, { store })
  const owner = await centre.owner()
  const ask = (file: string, signal?: AbortSignal) =>
    fetch(`${centre.base}/reports/${file}?from=2026-01-01&to=2026-02-01`, {
      headers: { authorization: `Bearer ${owner.token}` },
      ...(signal && { signal }),
    })
  const givenUp = [new AbortController(), new AbortController(), new AbortController(), new AbortController()]
  const running = givenUp.map(({ signal }, place) =>
    ask(place % 2 ? 'TopWords' : 'TopWords.csv', signal).catch(() => null),
  )
  while (waiting.length < 4) await owner.call('GET', '/me')
  const refused = await ask('WaitTime')
  assert.deepEqual([refused.status, ((await refused.json()) as Problem).code], [429, 'report.too-many'])
  for (const one of givenUp) one.abort()
  await Promise.all(running)
  let status = 429
  while (status === 429) status = (await ask('WaitTime')).status
  assert.equal(status, 200)
  const before = asked()
  for (const answer of waiting.splice(0)) answer()
  for (let turn = 0; turn < 20; turn++) assert.equal((await ask('WaitTime.csv')).status, 200)
  assert.deepEqual([asked(), waiting.length], [before, 0])
})
