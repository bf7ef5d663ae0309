import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { AgentId, Instant } from '#domain/ids.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Store } from '#ports/store.ts'
import type { Chime } from '../../../tests/support/chime.ts'
import { serviceDesk } from '../../../tests/support/chime.ts'
import { keysInOrder } from '../../../tests/support/keys-in-order.ts'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import { documented } from './documented.ts'
import type { HealthView } from './views.ts'

const monitor = (chime: Chime) => chime.ok<HealthView>('Health/Status/HealthMonitor')

/** What is wrong, as `place: details`. */
async function ills(chime: Chime): Promise<string[]> {
  const { System, Queues } = await monitor(chime)
  const parts: [string, unknown][] = [
    ...Object.entries(System),
    ...Queues.flatMap((queue) =>
      Object.entries(queue).map(([part, state]): [string, unknown] => [`${queue.Name} ${part}`, state]),
    ),
  ]
  return parts.flatMap(([place, state]) => {
    if (typeof state !== 'object' || state === null) return []
    const { Status, Details } = state as { Status: boolean; Details: string | null }
    assert.equal(Details === null, Status, `${place}: Details are null when all is well, and only then`)
    return Status ? [] : [`${place}: ${Details}`]
  })
}

/** A healthy desk: of the first queue nobody is a member who takes chats, so it is disabled. */
async function healthyDesk(t: TestContext, settings: Record<string, string> = {}, replaced: object = {}) {
  const desk = await serviceDesk(t, settings, replaced)
  const { body } = await desk.owner.call<{ queues: { id: string; name: string }[] }>('GET', '/queues')
  const first = body.queues.find(({ name }) => !name.startsWith('Service Desk'))
  assert.equal((await desk.owner.call('PATCH', `/queues/${first?.id}`, { enabled: false })).status, 200)
  const run = (command: Command) => desk.centre.app.desk.execute(system, command, { answer: () => null })
  return { ...desk, run }
}

/** A store that the test can break, beneath an otherwise real one. */
async function breakable(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-breakable-'))
  t.after(() => rm(folder, { recursive: true }))
  const faults: { check?: () => Promise<void>; commit?: () => Promise<void> } = {}
  const real = await openSqliteStore({ folder, readers: 1 })
  const store = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return async (...given: unknown[]) => {
        await faults[name as keyof typeof faults]?.()
        return value.apply(target, given)
      }
    },
  }) as Store
  return { store, faults }
}

/** Time that can be told not to wake anybody. */
class HeavySleeper extends ManualClock {
  asleep = false

  override wakeAt(at: Instant, wake: () => void): () => void {
    return super.wakeAt(at, () => this.asleep || wake())
  }
}

test('CH-4, CH-22: a healthy centre, in the names, case and order of the sample', async (t) => {
  const { chime, english, italian } = await healthyDesk(t)
  const health = await monitor(chime)
  assert.deepEqual(keysInOrder(health), keysInOrder(documented.HealthMonitor))
  assert.deepEqual(await ills(chime), [])
  assert.deepEqual([health.Ok, health.System.OK], [true, true])
  assert.deepEqual(
    health.Queues.map(({ QueueId, Name, Ok }) => [QueueId, Name, Ok]),
    [
      [english.no, 'Service Desk English', true],
      [italian.no, 'Service Desk Italian', true],
    ],
    'the disabled one is left out',
  )
})

test('CH-20: a queue runs, or does not, in the words of the text', async (t) => {
  const { chime, english, italian, owner } = await healthyDesk(t)
  const runs = await chime.call(`/Api/Health/Status/Queue/${english.no}`)
  assert.deepEqual([runs.status, runs.json], [200, true])
  await owner.call('PATCH', `/queues/${italian.id}`, { enabled: false })
  for (const no of [italian.no, 99]) {
    const { status, text } = await chime.call(`/api/HEALTH/status/queue/${no}`)
    assert.deepEqual([status, text], [500, `{\n    Queue ${no} is not running\n}`])
  }
  assert.equal(
    (await chime.call('/Api/Health/Status/Queue/two')).text,
    'id: the number of a queue, from 1 to 2147483647.',
  )
})

test('CH-20, CH-23, CH-25: a desk that cannot write does not run', async (t) => {
  const { store, faults } = await breakable(t)
  const asked = Promise.withResolvers<void>()
  class Watched extends ManualClock {
    override wakeAt(at: Instant, wake: () => void): () => void {
      if (at === this.now() + 2_000) asked.resolve()
      return super.wakeAt(at, wake)
    }
  }
  const clock = new Watched()
  const { chime, english, ann, run } = await healthyDesk(t, {}, { store, clock })
  const held = Promise.withResolvers<void>()
  faults.commit = () => held.promise
  const writing = run({ do: 'suspendAgent', agentId: ann.id as AgentId } as Command)
  const answer = chime.call(`/Api/Health/Status/Queue/${english.no}`)
  await asked.promise
  clock.pass(2_000)
  assert.equal((await answer).status, 500)
  held.resolve()
  await writing
  clock.pass(1_000)
  assert.equal((await chime.call(`/Api/Health/Status/Queue/${english.no}`)).status, 200)
})

test('CH-23, CH-25: a store, a data folder, a mail server and a public address that are not there', async (t) => {
  const { store, faults } = await breakable(t)
  const { chime, centre } = await healthyDesk(
    t,
    {
      POLYDESK_SMTP_URL: 'smtp://somebody:s3cret@127.0.0.1:1',
      POLYDESK_MAIL_FROM: 'desk@example.org',
      POLYDESK_PUBLIC_URL: 'http://127.0.0.1:1',
    },
    { store },
  )
  const mailless = 'The mail server cannot be used; the log says why.'
  const always = [
    `Smtp: ${mailless}`,
    'ChimeHub: The public address does not lead here; the log says why.',
    `Service Desk English Smtp: ${mailless}`,
    `Service Desk Italian Smtp: ${mailless}`,
  ]
  assert.deepEqual(await ills(chime), always)
  assert.equal((await monitor(chime)).Ok, false)
  faults.check = () => Promise.reject(new Error('/secret/place: the disk is full'))
  await rm(join(centre.folder, 'files'), { recursive: true })
  assert.deepEqual(await ills(chime), always, 'told again')
  centre.clock.pass(2_000)
  assert.deepEqual(await ills(chime), [
    'ServiceAccount: The data folder cannot be written; the log says why.',
    ...always.slice(0, 1),
    'SQL: The store cannot be written; the log says why.',
    ...always.slice(1),
  ])
})

test('CH-23: a public address behind which something else answers', async (t) => {
  const { createServer } = await import('node:http')
  const other = createServer((_request, response) => response.end('{"status":"other"}'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  t.after(() => other.close())
  const { port } = other.address() as { port: number }
  const { chime } = await healthyDesk(t, { POLYDESK_PUBLIC_URL: `http://127.0.0.1:${port}` })
  assert.deepEqual(await ills(chime), ['ChimeHub: The public address does not lead here; the log says why.'])
})

test('CH-23: passwords that cannot be checked, and no queue with a web client', async (t) => {
  let broken = false
  const passwords: Passwords = {
    hash: async (password) => password,
    matches: async (password, hash) => {
      if (broken) throw new Error('no memory')
      return password === hash
    },
  }
  const { chime, owner, english, italian } = await healthyDesk(t, {}, { passwords })
  for (const { id } of [english, italian]) await owner.call('PATCH', `/queues/${id}`, { enabled: false })
  broken = true
  assert.deepEqual(await ills(chime), [
    'ActiveDirectory: Nobody can sign in: passwords cannot be checked; the log says why.',
    'WebClient: No webclient is configured.',
  ])
})

test('CH-22, CH-24: a queue whose people are away, silent or cut off, and one that is full', async (t) => {
  const { chime, ann, bob, english, owner, centre, run, waiting } = await healthyDesk(t)
  await ann.call('PUT', '/me/availability', { availability: 'away' })
  assert.deepEqual(await ills(chime), ['Service Desk English Routing: Nobody takes chats now.'])
  const { Ok, System } = await monitor(chime)
  assert.deepEqual([Ok, System.OK], [false, true])

  await ann.call('PUT', '/me/availability', { availability: 'available' })
  await waiting()
  centre.clock.pass(30_000)
  assert.deepEqual(await ills(chime), [
    'Service Desk English Routing: Nobody takes chats now.',
    'Service Desk English Alerting: Nobody answers the chats that are held out to them.',
  ])
  assert.equal((await owner.call('PATCH', `/queues/${english.id}`, { lengthLimit: 1 })).status, 200)
  assert.match((await ills(chime)).join(), /Service Desk English Routing: The queue is full\./)
  await owner.call('PATCH', `/queues/${english.id}`, { lengthLimit: null, memberIds: [ann.id, bob.id] })
  assert.deepEqual(await ills(chime), [], 'Bob answers')

  for (const present of [true, false]) await run({ do: 'noteAgentPresence', agentId: ann.id as AgentId, present })
  await ann.call('PUT', '/me/availability', { availability: 'available' })
  await run({ do: 'noteAgentPresence', agentId: bob.id as AgentId, present: true })
  await run({ do: 'noteAgentPresence', agentId: bob.id as AgentId, present: false })
  const lost = (await ills(chime)).filter((ill) => ill.includes('SignalR'))
  assert.ok(lost.includes('Service Desk Italian SignalR: One agent has lost their live connection.'), lost.join())
})

test('CH-24: time that does not pass', async (t) => {
  const clock = new HeavySleeper()
  const { chime, waiting } = await healthyDesk(t, {}, { clock })
  await waiting()
  clock.asleep = true
  clock.pass(35_000)
  assert.deepEqual(await ills(chime), [], 'five seconds late')
  clock.pass(1_000)
  const late = 'What was due 6 seconds ago is not done.'
  assert.deepEqual(await ills(chime), [
    `Service Desk English Scheduler: ${late}`,
    `Service Desk Italian Scheduler: ${late}`,
  ])
})
