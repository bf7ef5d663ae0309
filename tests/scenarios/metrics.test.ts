import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { AgentNumbersView, PartNumbersView, QueueNumbersView } from '#dialects/house/metrics-views.ts'
import type { ChatView } from '#dialects/house/views.ts'
import { type Agent, Centre, type Customer } from '../support/centre.ts'
import { countedAt, MetricsClient } from '../support/metrics-client.ts'
import { Random } from '../support/random.ts'

const minute = 60_000
type Queues = { since: number; now: number; zone: string; queues: QueueNumbersView[] }
type Agents = { since: number; now: number; zone: string; agents: AgentNumbersView[] }

async function added(owner: Agent, path: string, fields: object): Promise<string> {
  const { status, body } = await owner.call<{ entry: { id: string } }>('POST', `/${path}`, fields)
  assert.equal(status, 201, JSON.stringify(body))
  return body.entry.id
}

/** Two units, each with a team, a queue and an agent who is available in it. */
async function twoUnits(t: TestContext) {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const unit = async (name: string, agentName: string) => {
    const unitId = await added(owner, 'business-units', { name })
    const teamId = await added(owner, 'teams', { name: `${name} team`, unitId })
    const fields = { name: `${name} desk`, unitId, teamIds: [teamId], wrapUpMs: 20_000, offerMs: 30_000 }
    const { body } = await owner.call<{ queue: { id: string } }>('POST', '/queues', fields)
    const agent = await centre.agent(agentName, [body.queue.id], { teamId, capacity: 2 })
    return { unitId, teamId, queueId: body.queue.id, agent }
  }
  return { centre, owner, north: await unit('North', 'Ann'), south: await unit('South', 'Bob') }
}

function watch(t: TestContext, { centre, token }: Agent, query = ''): MetricsClient {
  const client = new MetricsClient(centre.base, token, query)
  t.after(() => client.stop())
  return client
}

/** Lets a second pass and waits until the stream has told of it; something must have changed. */
async function caughtUp(centre: Centre, client: MetricsClient): Promise<void> {
  centre.clock.pass(1_000)
  await client.until(() => client.now === centre.clock.now())
}

test('snapshot and diffs of a random half hour, with what goes on counted in, are the fresh answers', async (t) => {
  const { centre, owner, north, south } = await twoUnits(t)
  const random = new Random(80)
  const scopes = `?scope=queues&scope=agents&scope=teams/${north.teamId}&scope=channels/chat`
  const client = watch(t, owner, scopes)
  await client.until(() => client.frames.length > 0)
  const agents = [north.agent, south.agent]
  const customers: Customer[] = []
  const acts: (() => Promise<unknown>)[] = [
    async () => {
      const customer = centre.customer()
      customers.push(customer)
      await customer.open({
        queueId: random.pick([north, south]).queueId,
        message: { id: random.uuid(), text: 'Hello' },
      })
    },
    () => random.pick(agents).call('POST', `/chats/${random.pick(customers)?.chatId}/accept`),
    () => random.pick(agents).call('POST', `/chats/${random.pick(customers)?.chatId}/grab`),
    () => random.pick(agents).call('POST', `/chats/${random.pick(customers)?.chatId}/close`),
    () => {
      const toQueueId = random.pick([north, south]).queueId
      return random.pick(agents).call('POST', `/chats/${random.pick(customers)?.chatId}/transfer`, { toQueueId })
    },
    () => random.pick(customers)?.say('Still there?', random.uuid()),
    () => {
      const availability = random.pick(['available', 'available', 'busy', 'away', 'offline'])
      return random.pick(agents).call('PUT', '/me/availability', { availability })
    },
  ]
  await acts[0]?.()
  for (let step = 0; step < 90; step++) {
    await random.pick(acts)()
    centre.clock.pass(random.below(40_000))
  }
  await owner.call('PUT', '/me/availability', { availability: 'busy' })
  await caughtUp(centre, client)
  assert.ok(client.frames.filter(({ type }) => type === 'diff').length > 10)
  assert.equal(client.frames.filter(({ type }) => type === 'snapshot').length, 1)

  const { now } = client
  const counted = (table: ReadonlyMap<string, object>) => [...table.values()].map((entry) => countedAt(entry, now))
  const queues = (await owner.call<Queues>('GET', '/metrics/queues')).body
  assert.deepEqual(counted(client.shown.queues), queues.queues)
  assert.deepEqual(counted(client.shown.agents), (await owner.call<Agents>('GET', '/metrics/agents')).body.agents)
  const team = await owner.call<{ part: PartNumbersView }>('GET', `/metrics/teams/${north.teamId}`)
  const channel = await owner.call<{ part: PartNumbersView }>('GET', '/metrics/channels/chat')
  assert.deepEqual(counted(client.shown.parts), [team.body.part, channel.body.part])
  const sum = (name: 'queuedCount' | 'answeredCount') =>
    queues.queues.reduce((total, { counts }) => total + counts[name], 0)
  assert.equal(sum('queuedCount'), customers.length)
  assert.deepEqual(
    [channel.body.part.queues.counts.queuedCount, channel.body.part.queues.counts.answeredCount],
    [sum('queuedCount'), sum('answeredCount')],
  )
  assert.ok(sum('answeredCount') > 3)
})

test('while nothing happens nothing is sent, however long somebody talks', async (t) => {
  const { centre, north } = await twoUnits(t)
  const { agent } = north
  const customer = centre.customer()
  await customer.open({ queueId: north.queueId })
  await agent.call('POST', `/chats/${customer.chatId}/accept`)
  const client = watch(t, agent)
  await client.until(() => client.frames.length === 1)
  centre.clock.pass(5 * minute)
  await agent.call('POST', `/chats/${customer.chatId}/close`)
  await caughtUp(centre, client)
  const [first, ...diffs] = client.frames
  assert.equal(first?.type, 'snapshot')
  assert.equal(diffs.length, 1)
  const [patch] = diffs[0]?.type === 'diff' ? (diffs[0].queues ?? []) : []
  assert.deepEqual(patch, {
    id: north.queueId,
    counts: { completedCount: 1 },
    times: patch?.['times'],
    now: { currentlyActiveCount: 0, wrapUpCount: 1 },
  })
})

test('an agent of another unit sees no number, and is not even told what there is', async (t) => {
  const { owner, north, south } = await twoUnits(t)
  const bob = south.agent
  const statuses = async (agent: Agent) => {
    const { queueId, teamId, unitId } = north
    const paths = [
      `/metrics/queues?queueId=${queueId}`,
      `/metrics/queues/${queueId}/estimate`,
      `/metrics/agents?agentId=${north.agent.id}`,
      `/metrics/teams/${teamId}`,
      `/metrics/business-units/${unitId}`,
      `/metrics/events?scope=teams/${teamId}`,
      `/metrics/events?queueId=${queueId}`,
      `/agents/${north.agent.id}/availability?from=${south.agent.centre.clock.now()}`,
    ]
    const answers = await Promise.all(
      paths.map((path) => (path.includes('events') ? watched(t, agent, path) : agent.call('GET', path))),
    )
    return [...new Set(answers.map(({ status }) => status))]
  }
  assert.deepEqual(await statuses(bob), [404])
  const ids = async (agent: Agent) => {
    const queues = (await agent.call<Queues>('GET', '/metrics/queues')).body.queues
    const agents = (await agent.call<Agents>('GET', '/metrics/agents')).body.agents
    return [queues.map(({ id }) => id), agents.map(({ id }) => id)]
  }
  assert.deepEqual(await ids(bob), [[south.queueId], [bob.id]])
  await owner.call('POST', '/authorizations', {
    agentId: bob.id,
    level: { kind: 'unit', unitId: north.unitId },
    role: 'qa-monitor',
  })
  // Knows of them now, but not their numbers: the parts still hold none.
  assert.deepEqual((await bob.call('GET', `/metrics/queues?queueId=${north.queueId}`)).status, 403)
  assert.deepEqual((await bob.call('GET', `/metrics/teams/${north.teamId}`)).status, 404)
  await owner.call('POST', '/authorizations', {
    agentId: bob.id,
    level: { kind: 'unit', unitId: north.unitId },
    role: 'supervisor',
  })
  assert.deepEqual(await ids(bob), [
    [north.queueId, south.queueId],
    [north.agent.id, bob.id],
  ])
})

async function watched(t: TestContext, agent: Agent, path: string): Promise<{ status: number }> {
  const client = watch(t, agent, path.slice(path.indexOf('?')))
  await client.until(() => client.frames.length > 0).catch(() => {})
  return client
}

test('who may see more, or less, gets a fresh snapshot; whose one question is forbidden, an end', async (t) => {
  const { centre, owner, north, south } = await twoUnits(t)
  const bob = south.agent
  const all = watch(t, bob)
  await all.until(() => all.frames.length === 1)
  const authorizationId = await added(owner, 'authorizations', {
    agentId: bob.id,
    level: { kind: 'team', teamId: north.teamId },
    role: 'team-lead',
  })
  await caughtUp(centre, all)
  assert.deepEqual([...all.shown.queues.keys()], [north.queueId, south.queueId])
  const one = watch(t, bob, `?queueId=${north.queueId}`)
  await one.until(() => one.frames.length === 1)
  await owner.call('DELETE', `/authorizations/${authorizationId}`)
  await caughtUp(centre, all)
  assert.deepEqual([...all.shown.queues.keys()], [south.queueId])
  assert.deepEqual(
    all.frames.map((frame) => (frame.type === 'snapshot' ? frame.why : frame.type)),
    ['first', 'rights', 'rights'],
  )
  await one.until(() => one.frames.at(-1)?.type === 'ended')
  assert.deepEqual(one.frames.slice(1), [{ type: 'ended', code: 'queue.not-found' }])
  assert.equal((await bob.call('DELETE', '/login')).status, 204)
  centre.clock.pass(1_000)
  await all.until(() => all.frames.at(-1)?.type === 'ended')
  assert.deepEqual(all.frames.at(-1), { type: 'ended', code: 'login.ended' })
})

test('at midnight in Berlin everything starts anew, and what goes on counts from midnight', async (t) => {
  const { centre, owner, north } = await twoUnits(t)
  const { agent, queueId } = north
  assert.equal((await owner.call('PATCH', '/centre', { zone: 'Europe/Berlin' })).status, 200)
  const client = watch(t, agent)
  const customer = centre.customer()
  await customer.open({ queueId })
  await agent.call('POST', `/chats/${customer.chatId}/accept`)
  const ofQueue = async () => (await agent.call<Queues>('GET', `/metrics/queues?queueId=${queueId}`)).body
  const dayBefore = await ofQueue()
  assert.equal(dayBefore.since, Date.UTC(2026, 0, 4, 23))
  assert.equal(dayBefore.queues[0]?.counts.answeredCount, 1)
  const midnight = Date.UTC(2026, 0, 5, 23)
  centre.clock.pass(midnight - centre.clock.now() - 1_000)
  assert.equal((await ofQueue()).queues[0]?.counts.answeredCount, 1)
  centre.clock.pass(3 * minute)
  const after = await ofQueue()
  assert.equal(after.since, midnight)
  const { counts, now } = after.queues[0] as QueueNumbersView
  assert.ok(Object.values(counts).every((count) => count === 0))
  assert.equal(now.currentlyActiveCount, 1)
  const { agents } = (await agent.call<Agents>('GET', '/metrics/agents')).body
  const { inChatTime, availableTime, offlineTime } = (agents[0] as AgentNumbersView).times
  const passed = centre.clock.now() - midnight
  assert.deepEqual([inChatTime.total, availableTime.total, offlineTime.total], [passed, passed, 0])
  assert.equal(inChatTime.longest, centre.clock.now() - Date.UTC(2026, 0, 5, 9))
  await client.until(() => client.since === midnight)
  assert.equal(client.frames.at(-1)?.type, 'snapshot')
  assert.deepEqual(countedAt(client.shown.queues.get(queueId) as object, client.now), after.queues[0])
})

test('a restart changes nothing', async (t) => {
  const { centre, owner, north, south } = await twoUnits(t)
  const began = centre.clock.now()
  const [first, second] = [centre.customer(), centre.customer()]
  await first.open({ queueId: north.queueId })
  await second.open({ queueId: south.queueId })
  await north.agent.call('POST', `/chats/${first.chatId}/accept`)
  centre.clock.pass(10_000)
  const answers = async () => {
    const paths = ['/metrics/queues', '/metrics/agents', '/metrics/channels/chat', `/metrics/teams/${north.teamId}`]
    paths.push(`/metrics/queues/${north.queueId}/estimate`, `/agents/${north.agent.id}/availability?from=${began}`)
    const found = await Promise.all(paths.map((path) => owner.call('GET', path)))
    assert.ok(found.every(({ status }) => status === 200))
    return found.map(({ body }) => body)
  }
  const before = await answers()
  await centre.restart()
  assert.deepEqual(await answers(), before)
})

test('availability is told in exact stretches, clipped to the range, the running one without an end', async (t) => {
  const { centre, owner, north, south } = await twoUnits(t)
  const { agent } = north
  const began = centre.clock.now()
  const set = (availability: string, more = {}) => agent.call('PUT', '/me/availability', { availability, ...more })
  centre.clock.pass(5 * minute)
  await set('away', { awayReason: 'lunch' })
  centre.clock.pass(30 * minute)
  await set('available')
  centre.clock.pass(minute)
  type Stretches = {
    stretches: { availability: string; awayReason: string | null; from: number; until: number | null }[]
  }
  const of = async (asker: Agent, from: number, to?: number) => {
    const query = `from=${from}${to === undefined ? '' : `&to=${to}`}`
    const { body } = await asker.call<Stretches>('GET', `/agents/${agent.id}/availability?${query}`)
    return body.stretches.map(({ availability, awayReason, from, until }) => {
      const minutes = (at: number | null) => (at === null ? null : (at - began) / minute)
      return [availability, awayReason, minutes(from), minutes(until)]
    })
  }
  assert.deepEqual(await of(agent, began + minute), [
    ['available', null, 1, 5],
    ['away', 'lunch', 5, 35],
    ['available', null, 35, null],
  ])
  assert.deepEqual(await of(owner, began + 6 * minute, began + 35 * minute), [['away', 'lunch', 6, 35]])
  assert.deepEqual(await of(owner, began + 34 * minute, began + 36 * minute), [
    ['away', 'lunch', 34, 35],
    ['available', null, 35, 36],
  ])
  assert.deepEqual(await of(owner, began + 40 * minute), [])
  assert.equal((await south.agent.call('GET', `/agents/${agent.id}/availability?from=${began}`)).status, 404)
  assert.equal((await agent.call('GET', `/agents/${agent.id}/availability?from=5&to=4`)).status, 422)
})

test('a wait is told as unknown, and why, until enough left the queue; then as a range with its ground', async (t) => {
  const { centre, north } = await twoUnits(t)
  const { agent, queueId } = north
  type Estimate = {
    range: { fromMs: number; toMs: number } | null
    unknown: string | null
    ageMs: number | null
    sampleCount: number
    accuracy: { share: number | null; promisedCount: number; keptCount: number }
  }
  const estimate = async () => (await agent.call<Estimate>('GET', `/metrics/queues/${queueId}/estimate`)).body
  assert.deepEqual([(await estimate()).range, (await estimate()).unknown], [null, 'too-few-departures'])
  for (let number = 0; number < 12; number++) {
    const customer = centre.customer()
    await customer.open({ queueId })
    centre.clock.pass(4_000)
    const { body } = await agent.call<{ chat: ChatView }>('POST', `/chats/${customer.chatId}/accept`)
    assert.equal(body.chat.phase, 'active')
    await agent.call('POST', `/chats/${customer.chatId}/close`)
    await agent.call('POST', `/chats/${customer.chatId}/finish-wrap-up`)
    centre.clock.pass(20_000)
  }
  const { range, unknown, ageMs, sampleCount, accuracy } = await estimate()
  assert.deepEqual([range, unknown, ageMs, sampleCount], [{ fromMs: 4_000, toMs: 4_000 }, null, 20_000, 12])
  assert.deepEqual([accuracy.promisedCount, accuracy.keptCount, accuracy.share], [4, 4, 1])
  await agent.call('PUT', '/me/availability', { availability: 'busy' })
  assert.equal((await estimate()).unknown, 'nobody-staffed')
})
