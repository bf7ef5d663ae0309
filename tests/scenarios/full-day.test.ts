import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentView, QueueView } from '#dialects/house/views.ts'
import type { Agent, Customer } from '../support/centre.ts'
import {
  answered,
  assertHidden,
  berlin,
  chatOf,
  conversation,
  does,
  ends,
  explanation,
  is,
  lineOf,
  listed,
  placeOn,
  refused,
  ringsFor,
  says,
  shows,
  takes,
  tellsAside,
  whyNot,
} from '../support/day.ts'
import type { FeedClient } from '../support/feed-client.ts'
import { type NorthAndSouth, northAndSouth } from '../support/north-and-south.ts'

const minute = 60_000

test('a day of a centre: before opening, rush, lunch, closing time, midnight', async (t) => {
  const centre = await northAndSouth(t)
  const sam = await beforeOpening(centre)
  await opening(centre)
  const rush = await theRush(centre)
  const { max, ole } = await oneDoesNotRespond(centre, rush)
  const { flo, fritz } = await skillsAndOverflow(centre, rush.zoe)
  await anOutage(centre)
  const atMax = await aConsultation(centre, max)
  await theSupervisor(centre, max, atMax)
  await lunch(centre, max)
  await aBrokenLine(centre, flo)
  await enoughForToday(centre, fritz)
  const quin = await aRestart(centre, max, atMax)
  await closingTime(centre, quin)
  await theLastOnes(centre, { max, ole, flo })
  await midnight(centre)
  await theRecord(centre, max)
  await southLearnedNothing(centre, max, sam)
})

/** Who comes too early is told when it opens, or is sent to where somebody is. */
async function beforeOpening({ day, nia, dora, queues }: NorthAndSouth): Promise<Customer> {
  const { code, facts } = await day.isTurnedAway(queues.sales)
  assert.deepEqual([code, facts], ['queue.closed', { opensAt: berlin('09:00') }])

  await is(nia, 'available')
  const ivo = await day.comes('Ivo', queues.support)
  assert.deepEqual(await conversation(ivo, ivo), ['moved-to-queue Reception', 'Ivo: Ivo asks'])
  await takes(nia, ivo)
  assert.equal((await does(nia, 'close', ivo)).phase, 'closed')

  await is(dora, 'available')
  const sam = await day.comes('Sam', queues.south, 'Where is my parcel from Ulm?')
  await takes(dora, sam)
  await does(dora, 'close', sam)
  return sam
}

async function opening({ day, ann, ben, queues, pages }: NorthAndSouth): Promise<void> {
  day.until('08:50')
  await is(ann, 'available')
  day.until('08:51')
  await is(ben, 'available')
  const salesAtSue = () => pages.sue.tables.queues.get(queues.sales) as unknown as QueueView
  day.until('08:59:59')
  assert.deepEqual([salesAtSue().open, salesAtSue().opensOrClosesAt], [false, berlin('09:00')])
  day.until('09:00')
  await shows(pages.sue, () => salesAtSue().open, 'that Sales is open')
  assert.equal(salesAtSue().opensOrClosesAt, berlin('12:00'), 'lunch is next')
}

/** Agents fill up, who has been idle longest first; those who wait have a place, and each a reason. */
async function theRush({ day, ann, ben, sue, queues, refund, late }: NorthAndSouth) {
  day.until('09:00:10')
  const kim = await day.comes('Kim', queues.sales)
  await takes(ann, kim)
  day.until('09:00:20')
  const lee = await day.comes('Lee', queues.sales)
  await takes(ben, lee)
  day.until('09:00:30')
  const max = await day.comes('Max', queues.sales, 'Where is my parcel from Kiel?')
  await takes(ann, max)

  day.until('09:02')
  const zoe = await day.comes('Zoe', queues.sales)
  day.until('09:03')
  const ole = await day.comes('Ole', queues.sales)
  const atOle = await day.opensPage(ole)
  await shows(atOle, () => placeOn(atOle) === '2 of 2', 'that Ole is second')
  day.until('09:04')
  const vic = await day.comes('Vic', queues.vip)
  for (const waiting of [zoe, ole, vic])
    assert.deepEqual(await whyNot(sue, waiting), { Ann: 'at-capacity', Ben: 'at-capacity' })
  assert.deepEqual([(await explanation(sue, zoe)).ahead, (await explanation(sue, ole)).ahead], [0, 1])

  day.until('09:05')
  assert.equal((await does(ben, 'close', lee)).phase, 'wrapUp')
  assert.equal((await whyNot(sue, vic))['Ben'], 'at-capacity', 'paperwork counts')
  assert.equal(await refused(ben, 'POST', `/chats/${lee.chatId}/finish-wrap-up`), '409 chat.needs-disposition')
  assert.deepEqual((await does(ben, 'tags', lee, { tagIds: [refund] })).tagIds, [refund])
  const said = await does(ben, 'disposition', lee, { dispositionId: late })
  assert.equal(said.disposition?.label, 'Complaint / Late')
  assert.equal((await does(ben, 'finish-wrap-up', lee)).phase, 'closed')
  assert.equal((await sue.chat(zoe.chatId)).phase, 'queued', 'Zoe waits longer, but counts for less')
  await takes(ben, vic)
  return { kim, max, zoe, ole, vic, atOle }
}

/** Who lets an offer lapse is asked no more, and the chat keeps its place until another is free. */
async function oneDoesNotRespond({ day, ann, ben, sue, late, pages }: NorthAndSouth, rush: Rush) {
  const { kim, zoe, ole, vic, atOle } = rush
  day.until('09:06')
  await ends(ann, kim, late)
  assert.deepEqual(await ringsFor(sue, zoe), ['Ann'], 'first come, first served')
  day.until('09:06:30')
  const annAtSue = () => pages.sue.tables.agents.get(ann.id) as unknown as AgentView
  await shows(pages.sue, () => annAtSue().notResponding, 'that Ann does not respond')
  assert.deepEqual(await whyNot(sue, zoe), { Ann: 'not-responding', Ben: 'at-capacity' })
  const { ahead, next } = await explanation(sue, zoe)
  assert.deepEqual([ahead, next], [0, { what: 'agents-asked-again', at: berlin('09:07') }])
  assert.equal((await sue.chat(zoe.chatId)).waitingSince, berlin('09:02'))
  assert.equal((await explanation(sue, ole)).ahead, 1)

  day.until('09:06:50')
  await does(ben, 'close', vic)
  await takes(ben, zoe)
  day.until('09:08')
  await shows(atOle, () => placeOn(atOle) === '1 of 1', 'that Ole is next')
  await is(ann, 'available')
  await takes(ann, ole)
  return rush
}

type Rush = Awaited<ReturnType<typeof theRush>>

/** When nobody who knows enough is free, less will do after a minute, and another queue after three. */
async function skillsAndOverflow({ day, ben, cem, gil, sue, queues }: NorthAndSouth, zoe: Customer) {
  day.until('09:55')
  await is(cem, 'busy')
  await is(gil, 'available')
  day.until('10:00')
  const fritz = await day.comes('Fritz', queues.french)
  assert.deepEqual(await whyNot(sue, fritz), { Cem: 'busy', Gil: 'lacks-skill' })
  assert.deepEqual((await explanation(sue, fritz)).next, { what: 'needs-relax', at: berlin('10:01') })
  day.until('10:01')
  await takes(gil, fritz)

  day.until('10:10')
  const flo = await day.comes('Flo', queues.french)
  day.until('10:12:59')
  assert.deepEqual(await whyNot(sue, flo), { Cem: 'busy', Gil: 'at-capacity' })
  day.until('10:13')
  assert.deepEqual(await conversation(flo, flo), ['Flo: Flo asks', 'moved-to-queue Sales'])
  assert.equal((await sue.chat(flo.chatId)).waitingSince, berlin('10:10'), 'the wait goes on')

  // Wrap-up ends by time, too, and then nobody insists on a disposition.
  const { wrapUpEndsAt } = await does(ben, 'close', zoe)
  assert.equal(wrapUpEndsAt, berlin('10:15'))
  day.until('10:14:59')
  assert.equal((await whyNot(sue, flo))['Ben'], 'at-capacity')
  day.until('10:15')
  await takes(ben, flo)
  return { fritz, flo }
}

/** Announced, active, over: all by time. */
async function anOutage({ day, ann, dora, sue, queues }: NorthAndSouth): Promise<void> {
  day.until('10:20')
  const times = { startsAt: berlin('10:30'), endsAt: berlin('11:00') }
  const outage = { queueId: queues.sales, title: 'No prices today', planned: true, ...times }
  await answered(sue, 'POST', '/outages', outage)
  const known = async (agent: Agent) => (await answered<{ outages: object[] }>(agent, 'GET', '/outages')).outages
  const course = [
    ['10:20', { isUpcoming: true, isActive: false, startedAt: null, endedAt: null, endedBy: null }],
    ['10:30', { isUpcoming: false, isActive: true, startedAt: times.startsAt, endedAt: null, endedBy: null }],
    [
      '11:00',
      { isUpcoming: false, isActive: false, startedAt: times.startsAt, endedAt: times.endsAt, endedBy: 'time' },
    ],
  ] as const
  for (const [time, then] of course) {
    day.until(time)
    assert.partialDeepStrictEqual(await known(ann), [{ title: 'No prices today', ...then }])
    assert.deepEqual(await known(dora), [])
  }
  assert.equal(await refused(dora, 'POST', '/outages', outage), '404 queue.not-found')
}

/** Ann asks Cem aside, Max learns nothing of it; then Cem has the chat. */
async function aConsultation({ day, ann, cem }: NorthAndSouth, max: Customer): Promise<FeedClient> {
  day.until('11:05')
  const atMax = await day.opensPage(max)
  await is(cem, 'available')
  const before = { shown: atMax.shown(), frames: atMax.frames.length, lines: await conversation(max, max) }
  const asked = await does(ann, 'bring-in', max, { agentId: cem.id, purpose: 'consult' })
  assert.deepEqual([asked.transfer?.purpose, asked.agentId], ['consult', ann.id])
  const { own } = await does(cem, 'accept', max)
  assert.deepEqual(
    own?.participants.map(({ agentId, part }) => [agentId, part]),
    [[cem.id, 'consult']],
  )
  await tellsAside(ann, 'consult', max, 'Can we trace parcels by sea?')
  await tellsAside(cem, 'consult', max, 'I can, give them to me')
  assert.deepEqual(atMax.shown(), before.shown)
  assert.deepEqual(await conversation(max, max), before.lines)

  await says(ann, max, 'My colleague knows more')
  await shows(atMax, () => atMax.messages.length === 1, "Ann's line")
  assert.deepEqual(atMax.messages.map(lineOf), ['Ann: My colleague knows more'])
  assertHidden(atMax.frames.slice(before.frames), ['parcels by sea', 'I can', 'Cem', cem.id])

  assert.equal((await does(ann, 'complete-consult', max, { agentId: cem.id })).agentId, cem.id)
  await shows(atMax, () => atMax.messages.length === 2, 'that Cem has the chat')
  assert.deepEqual(atMax.messages.map(lineOf).at(-1), 'transferred-to-agent Ann Cem')
  return atMax
}

/** Sue looks, watches, whispers unseen, and then joins in openly. */
async function theSupervisor({ day, cem, sue, pages }: NorthAndSouth, max: Customer, atMax: FeedClient): Promise<void> {
  day.until('11:15')
  await conversation(sue, max)
  await does(sue, 'watch', max, { part: 'silent' })
  await does(sue, 'watch', max, { part: 'whisper' })
  await tellsAside(sue, 'whisper', max, 'Offer a voucher')
  await shows(pages.cem, () => pages.cem.asides.some(({ text }) => text === 'Offer a voucher'), "Sue's whisper")
  assert.deepEqual((await cem.chat(max.chatId)).own?.participants, [], 'Cem is not told who watches')
  await says(cem, max, 'I found it')
  await shows(atMax, () => atMax.messages.length === 3, "Cem's line")
  const transcript = await answered<string>(max, 'GET', `/chats/${max.chatId}/transcript`)
  assert.match(transcript, /Cem: I found it/)
  assertHidden([atMax.frames, transcript, await conversation(max, max)], ['voucher', 'Sue', sue.id])
  assert.equal(await refused(max, 'GET', `/chats/${max.chatId}/asides`), '403 agents-only')

  await does(sue, 'barge-in', max)
  await says(sue, max, 'Here is a voucher')
  await does(sue, 'leave', max, {})
  await shows(atMax, () => atMax.messages.length === 6, 'that Sue came and went')
  const visit = ['agent-came-in Sue', 'Sue: Here is a voucher', 'agent-went-out Sue']
  assert.deepEqual(atMax.messages.slice(-3).map(lineOf), visit)
}

/** Cem holds the chat; meanwhile Sales is closed for an hour. */
async function lunch({ day, cem, queues }: NorthAndSouth, max: Customer): Promise<void> {
  day.until('12:00')
  assert.deepEqual((await day.isTurnedAway(queues.sales)).facts, { opensAt: berlin('13:00') })
  assert.equal((await does(cem, 'hold', max)).heldSince, berlin('12:00'))
  day.until('12:59:59')
  await day.isTurnedAway(queues.sales)
  day.until('13:00')
  assert.equal((await does(cem, 'resume', max)).heldSince, null)
  assert.deepEqual((await conversation(max, max)).slice(-2), ['held Cem', 'resumed Cem'])
}

/** Ben's line breaks: after the grace his chat is offered to who is there. */
async function aBrokenLine({ day, ann, ben, sue, pages }: NorthAndSouth, flo: Customer): Promise<void> {
  const { clock } = day.centre
  day.until('13:30')
  pages.ben.stop()
  const benNow = async () =>
    (await answered<{ agents: AgentView[] }>(sue, 'GET', '/agents')).agents.find(({ id }) => id === ben.id)
  for (let seconds = 0; (await benNow())?.connected; seconds++) {
    assert.ok(seconds < 600, 'nobody noticed that the line broke')
    clock.pass(1_000)
  }
  assert.equal((await benNow())?.availability, 'available')
  assert.equal((await chatOf(flo)).agent?.name, 'Ben')
  clock.pass(minute)
  assert.equal((await benNow())?.availability, 'offline')
  assert.deepEqual((await conversation(flo, flo)).slice(-2), ['agent-joined Ben', 'agent-lost Ben'])
  await takes(ann, flo)
}

/** Gil takes one chat a day. */
async function enoughForToday({ day, gil, sue, queues }: NorthAndSouth, fritz: Customer): Promise<void> {
  day.until('14:00')
  await does(gil, 'close', fritz)
  const guy = await day.comes('Guy', queues.french)
  day.until('14:01:30')
  assert.deepEqual(await whyNot(sue, guy), { Cem: 'at-capacity', Gil: 'at-daily-limit' })
  await answered(guy, 'POST', `/chats/${guy.chatId}/close`)
  assert.equal((await chatOf(guy)).ending, 'abandoned')
}

/** The server stops and starts between an end and its wrap-up's: everyone finds all as it was. */
async function aRestart(
  { day, ben, sue, queues, pages }: NorthAndSouth,
  max: Customer,
  atMax: FeedClient,
): Promise<Customer> {
  day.until('14:30')
  await is(ben, 'available')
  pages.ben = await day.opensPage(ben)
  const pam = await day.comes('Pam', queues.sales)
  await takes(ben, pam)
  day.until('14:31')
  const quin = await day.comes('Quin', queues.sales)
  day.until('14:32')
  await does(ben, 'close', pam)
  day.until('14:33')
  const picture = async () => {
    const paths = [
      'agents',
      'queues',
      'outages',
      ...['waiting', 'team', 'closed'].map((scope) => `chats?scope=${scope}`),
    ]
    const ofChats = [`chats/${quin.chatId}/explanation`, `chats/${max.chatId}/history`, `chats/${max.chatId}/asides`]
    return Promise.all([...paths, ...ofChats].map((path) => answered(sue, 'GET', `/${path}`)))
  }
  const open = [...Object.values(pages), atMax]
  const before = { seen: await picture(), shown: open.map((page) => page.shown()) }
  await day.centre.restart()
  assert.deepEqual(await picture(), before.seen)
  for (const [index, page] of open.entries()) {
    const { length } = page.openings
    page.cut()
    await shows(page, () => page.openings.length > length, 'an opening after the restart')
    assert.deepEqual(page.shown(), before.shown[index])
  }
  day.until('14:33:59')
  assert.equal((await sue.chat(quin.chatId)).phase, 'queued')
  day.until('14:34')
  await takes(ben, quin)
  return quin
}

/** At five whoever waits goes home or elsewhere, as their queue says; who is served stays. */
async function closingTime({ day, ben, nia, queues, late }: NorthAndSouth, quin: Customer): Promise<void> {
  day.until('16:57')
  const eve = await day.comes('Eve', queues.sales)
  const uma = await day.comes('Uma', queues.sales)
  const ida = await day.comes('Ida', queues.support)
  day.until('16:59:45')
  await ends(ben, quin, late)
  assert.deepEqual(await ringsFor(ben, eve), ['Ben'])
  day.until('17:00')
  assert.partialDeepStrictEqual(await chatOf(uma), { ending: 'afterHours', endedBy: 'system', agent: null })
  assert.equal((await conversation(uma, uma)).at(-1), 'ended-after-hours')
  assert.deepEqual(await conversation(ida, ida), ['Ida: Ida asks', 'moved-to-queue Reception'])
  await takes(nia, ida)
  await does(nia, 'close', ida)

  assert.equal((await chatOf(eve)).phase, 'waiting', 'it still rings')
  day.until('17:00:15')
  assert.equal((await chatOf(eve)).ending, 'afterHours', 'Ben did not come, and Sales is closed')
  assert.equal(await refused(eve, 'POST', `/chats/${eve.chatId}/rating`, { score: 1 }), '409 chat.never-answered')
  day.until('17:30')
  const { facts } = await day.isTurnedAway(queues.sales)
  assert.deepEqual(facts, { opensAt: berlin('09:00', '2026-01-08') }, 'tomorrow is a holiday')
}

async function theLastOnes(
  { day, ann, cem, late }: NorthAndSouth,
  { max, ole, flo }: Record<'max' | 'ole' | 'flo', Customer>,
) {
  day.until('17:40')
  await says(ann, ole, 'Anything else?')
  await says(ole, ole, 'No, thank you')
  await ends(ann, ole, late)
  await ends(ann, flo, late)
  await ends(cem, max, late)
  await answered(max, 'POST', `/chats/${max.chatId}/rating`, { score: 5, comment: 'Found in the end' })
  assert.partialDeepStrictEqual(await chatOf(max), { ending: 'completed', rating: { score: 5 } })
  assert.equal(await refused(max, 'POST', `/chats/${max.chatId}/rating`, { score: 1 }), '409 chat.already-rated')
  assert.equal(
    await refused(max, 'POST', `/chats/${max.chatId}/messages`, { id: max.chatId, text: 'Hi' }),
    '409 chat.ended',
  )
  await is(cem, 'offline')
}

/** Days end where the centre is, not in UTC. */
async function midnight({ day, gil, sue, queues }: NorthAndSouth): Promise<void> {
  day.until('23:50')
  const gus = await day.comes('Gus', queues.french)
  day.until('23:59:59')
  assert.deepEqual(await whyNot(sue, gus), { Cem: 'offline', Gil: 'at-daily-limit' })
  assert.equal((await sue.chat(gus.chatId)).queueId, queues.french, 'Sales, where it would go, is closed')
  day.until('00:00', '2026-01-07')
  await takes(gil, gus)
}

/** What happened to Max's chat, who did it, and through which face; who only read it, too. */
async function theRecord({ ann, cem, sue }: NorthAndSouth, max: Customer): Promise<void> {
  await answered(sue, 'GET', `/chats/${max.chatId}/transcript`)
  type Happened = { what: string; at: number; by: { kind: string; id: string | null; via: string } }
  const path = `/chats/${max.chatId}/history`
  const { history } = await answered<{ history: Happened[] }>(sue, 'GET', path)
  const names = new Map([ann, cem, sue].map(({ id, name }) => [id, name]))
  names.set((await sue.chat(max.chatId)).customer.id, 'Max')
  const told = history.toReversed().map(({ what, by }) => {
    const who = by.id ? (names.get(by.id) ?? by.id) : by.kind
    return `${what.slice('chat.'.length)} ${who} ${by.via}`
  })
  assert.deepEqual(told, [
    ...['opened system house', 'offered system desk', 'accepted Ann house'],
    'customerConnected system desk',
    ...['transferOffered Ann house', 'participantJoined Cem house', 'asidePosted Ann house', 'asidePosted Cem house'],
    ...['accepted Ann house'],
    ...['looked Sue house', 'participantJoined Sue house', 'participantJoined Sue house', 'asidePosted Sue house'],
    ...['participantJoined Sue house', 'noticed Sue house'],
    ...['participantLeft Sue house', 'noticed Sue house'],
    ...['held Cem house', 'noticed Cem house', 'resumed Cem house', 'noticed Cem house'],
    ...['ended Cem house', 'dispositionSet Cem house', 'wrapUpFinished Cem house', 'rated Max house'],
    'looked Sue house',
  ])
  assertHidden(history, ['Kiel', 'voucher', 'Found in the end'])
  assert.equal(await refused(max, 'GET', path), '403 agents-only')
}

/** To Dora, who works beside them all day, North does not exist. */
async function southLearnedNothing(centre: NorthAndSouth, max: Customer, sam: Customer): Promise<void> {
  const { ann, dora, sue, queues, pages } = centre
  for (const scope of ['mine', 'waiting', 'team'] as const) assert.deepEqual(await listed(dora, scope), [])
  assert.deepEqual(await listed(dora, 'closed'), [sam.chatId])
  const namesIn = async (path: string, list: string) =>
    (await answered<Record<string, { name: string }[]>>(dora, 'GET', path))[list]?.map(({ name }) => name)
  assert.deepEqual(await namesIn('/agents', 'agents'), ['Dora'])
  assert.deepEqual(await namesIn('/queues', 'queues'), ['South'])
  assert.deepEqual(await namesIn('/business-units', 'entries'), ['South'])
  assert.deepEqual(await namesIn('/teams', 'entries'), ['Southerners'])
  assert.deepEqual(await namesIn('/dispositions', 'entries'), [])
  const found = async (agent: Agent) =>
    (await answered<{ hits: { chatId: string }[] }>(agent, 'GET', '/search?q=parcel+from')).hits.map(
      ({ chatId }) => chatId,
    )
  assert.deepEqual(await found(sue), [max.chatId])
  assert.deepEqual(await found(dora), [sam.chatId])
  assert.deepEqual(await answered(dora, 'GET', '/search/customers?q=Max'), { customers: [], next: null })

  const chat = `/chats/${max.chatId}`
  for (const part of ['', '/messages', '/transcript', '/history', '/explanation', '/asides'])
    assert.equal(await refused(dora, 'GET', chat + part), '404 chat.not-found', part)
  for (const [what, body] of [
    ['watch', { part: 'silent' }],
    ['assign', { agentId: dora.id }],
    ['grab', undefined],
  ] as const)
    assert.equal(await refused(dora, 'POST', `${chat}/${what}`, body), '404 chat.not-found', what)
  const customerId = (await sue.chat(max.chatId)).customer.id
  assert.equal(await refused(dora, 'GET', `/customers/${customerId}`), '404 customer.not-found')
  assert.equal(await refused(dora, 'GET', `/agents/${ann.id}/rights`), '404 agent.not-found')

  const { south, ...northern } = queues
  const heard = JSON.stringify(pages.dora.frames)
  assert.ok(heard.includes(sam.chatId) && heard.includes(south), 'her own came')
  const people = ['Max', customerId, 'Ann', ann.id, 'Sue', sue.id]
  assertHidden(pages.dora.frames, ['Kiel', max.chatId, ...people, ...Object.values(northern)])
}
