import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { randomIds } from '#adapters/ids-random/random-ids.ts'
import { agentOfApiKey, noteApiKeyUse } from '#desk/api-keys.ts'
import type { ApiKeyView, NewApiKeyView } from '#dialects/house/api-keys.ts'
import type { Problem } from '#dialects/house/views.ts'
import { type AgentId, type Instant, later, type QueueId } from '#domain/ids.ts'
import { Refused } from '#domain/refusal.ts'
import { type Agent, Centre } from '../support/centre.ts'
import { startPolydesk } from '../support/process.ts'

const minute = 60_000

async function open(t: TestContext) {
  const centre = await Centre.open(t)
  return { centre, owner: await centre.owner(), ann: await centre.agent('Ann') }
}

async function made(by: Agent, agentId: string = by.id): Promise<NewApiKeyView> {
  const { status, body } = await by.call<NewApiKeyView>('PUT', `/agents/${agentId}/api-key`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

async function listed(by: Agent): Promise<readonly ApiKeyView[]> {
  const { status, body } = await by.call<{ apiKeys: ApiKeyView[] }>('GET', '/api-keys')
  assert.equal(status, 200, JSON.stringify(body))
  return body.apiKeys
}

/** Whose key it is for another API; null: refused. */
function behind(centre: Centre, key: string): string | null {
  try {
    return agentOfApiKey(centre.app.desk.state, key, randomIds).id
  } catch (error) {
    assert.ok(error instanceof Refused)
    assert.deepEqual([error.refusal.refused, error.refusal.code], ['not-signed-in', 'api-key.wrong'])
    return null
  }
}

/** A program comes with the key, and what is noted of it is on disk. */
async function use(centre: Centre, key: string): Promise<void> {
  const warned: unknown[] = []
  const { desk } = centre.app
  noteApiKeyUse({ desk, ids: randomIds, warn: (...told) => warned.push(told) }, key)
  await desk.ask(() => null)
  assert.deepEqual(warned, [])
}

test('H-170 a key is shown once, to be kept by nobody on the way, and a new one kills it at once', async (t) => {
  const { centre, ann } = await open(t)
  assert.deepEqual(await listed(ann), [])
  const at = centre.clock.now()
  const { status, headers, body } = await ann.call<NewApiKeyView>('PUT', `/agents/${ann.id}/api-key`)
  assert.equal(status, 200)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.match(body.key, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const view = { agentId: ann.id, madeAt: at, madeBy: ann.id, lastUsedAt: null }
  assert.deepEqual(body.apiKey, view)
  assert.deepEqual(await listed(ann), [view])
  assert.equal(behind(centre, body.key), ann.id)

  const again = await made(ann)
  assert.notEqual(again.key, body.key)
  assert.deepEqual([behind(centre, body.key), behind(centre, again.key)], [null, ann.id])
  await centre.restart()
  assert.deepEqual([behind(centre, body.key), behind(centre, again.key)], [null, ann.id])
  assert.equal((await listed(await centre.signIn('ann@example.org', 'Ann-password'))).length, 1)
})

test('H-170 it is no token of the house API, and an idempotency key brings no key back', async (t) => {
  const { centre, ann } = await open(t)
  const headers = { 'idempotency-key': 'once' }
  const put = () => ann.call<NewApiKeyView>('PUT', `/agents/${ann.id}/api-key`, undefined, headers)
  const [first, second] = [(await put()).body.key, (await put()).body.key]
  assert.notEqual(first, second)
  assert.deepEqual([behind(centre, first), behind(centre, second)], [null, ann.id])
  assert.equal((await centre.call('GET', '/me', { token: second })).status, 401)
})

test('H-171 removed, disabled, gone: the key is of no use, and disabled people get none', async (t) => {
  const { centre, owner, ann } = await open(t)
  const { key } = await made(ann)
  const set = (changes: object) => owner.call('PATCH', `/agents/${ann.id}`, changes)
  await set({ enabled: false })
  assert.equal(behind(centre, key), null)
  assert.equal((await listed(owner)).length, 1)
  const refused = await owner.call<Problem>('PUT', `/agents/${ann.id}/api-key`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'agent.disabled'])
  await set({ enabled: true, password: 'another-password' })
  assert.equal(behind(centre, key), ann.id)

  for (let count = 0; count < 2; count++)
    assert.equal((await owner.call('DELETE', `/agents/${ann.id}/api-key`)).status, 204)
  assert.equal(behind(centre, key), null)
  assert.deepEqual(await listed(owner), [])

  const { key: last } = await made(owner, ann.id)
  await set({ gone: true })
  assert.equal(behind(centre, last), null)
  assert.deepEqual(await listed(owner), [])
  const gone = await owner.call<Problem>('PUT', `/agents/${ann.id}/api-key`)
  assert.deepEqual([gone.status, gone.body.code], [409, 'agent.gone'])
})

test('H-172 another’s key makes, removes and sees who may set their password, and nobody else', async (t) => {
  const { centre, owner, ann } = await open(t)
  const team = await owner.call<{ entry: { id: string } }>('POST', '/teams', { name: 'Night' })
  const teamId = team.body.entry.id
  const bob = await centre.agent('Bob', [], { teamId })
  const lead = await centre.agent('Lead')
  await owner.call('PUT', '/roles/team-lead', { permissions: ['agents.manage'] })
  const grant = { agentId: lead.id, role: 'team-lead', level: { kind: 'team', teamId } }
  assert.equal((await owner.call('POST', '/authorizations', grant)).status, 201)

  for (const agent of [owner, ann, bob]) await made(agent)
  centre.clock.pass(1)
  await made(lead, bob.id)
  const seen = async (by: Agent) => (await listed(by)).map(({ agentId }) => agentId)
  assert.deepEqual(await seen(ann), [ann.id])
  assert.deepEqual(await seen(lead), [bob.id])
  assert.deepEqual(new Set(await seen(owner)), new Set([owner.id, ann.id, bob.id]))
  assert.deepEqual([(await listed(owner))[0]?.agentId, (await listed(owner))[0]?.madeBy], [bob.id, lead.id])

  for (const [by, of] of [
    [ann, bob],
    [ann, owner],
    [lead, ann],
    [lead, owner],
  ] as const)
    for (const method of ['PUT', 'DELETE']) {
      const { status, body } = await by.call<Problem>(method, `/agents/${of.id}/api-key`)
      assert.deepEqual([status, body.code], [403, 'permission.missing'], `${method} by ${by.name} of ${of.name}`)
      assert.doesNotMatch(JSON.stringify(body), /[0-9a-f]{8}-[0-9a-f]{4}-4/)
    }
  assert.equal((await listed(owner)).length, 3)
  const nobody = await owner.call<Problem>('PUT', `/agents/${randomIds.uuid()}/api-key`)
  assert.deepEqual([nobody.status, nobody.body.code], [404, 'agent.not-found'])
  assert.equal((await owner.call('PUT', '/agents/x/api-key')).status, 422)
  assert.equal((await centre.call('GET', '/api-keys')).status, 401)
  const kim = centre.customer()
  await kim.open()
  for (const [method, path] of [
    ['GET', '/api-keys'],
    ['PUT', `/agents/${ann.id}/api-key`],
  ] as const)
    assert.equal((await kim.call(method, path)).status, 403)
})

test('H-173 the last use of a key is noted to the minute, and stays over a restart', async (t) => {
  const { centre, ann } = await open(t)
  const { key } = await made(ann)
  const lastUse = async () => (await listed(ann))[0]?.lastUsedAt
  assert.equal(await lastUse(), null)
  const first = centre.clock.now()
  await use(centre, key)
  const { position } = centre.app.desk.state
  centre.clock.pass(minute - 1)
  await use(centre, key.toUpperCase())
  assert.equal(centre.app.desk.state.position, position)
  await centre.restart()
  assert.equal(await lastUse(), first)
  centre.clock.pass(1)
  await use(centre, key)
  assert.equal(await lastUse(), first + minute)
  const { key: next } = await made(ann)
  await use(centre, key)
  assert.equal(await lastUse(), null)
  await use(centre, next)
  assert.equal(await lastUse(), first + minute)
})

test('H-173 only the hash is on disk, and neither it nor the key in a log', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-keys-'))
  t.after(() => rm(folder, { recursive: true }))
  let said = ''
  const server = await startPolydesk(folder, 0, { POLYDESK_LOG_LEVEL: 'trace' }, (text) => {
    said += text
  })
  t.after(() => server.kill())
  const base = `http://127.0.0.1:${server.port}/house/v1`
  const call = async (method: string, path: string, token?: string, body?: object) => {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    }
    const response = await fetch(base + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return (await response.json()) as { key: string; token: string; agent: { id: string } }
  }
  const { token, agent } = await call('POST', '/tokens', undefined, {
    email: 'owner@localhost',
    password: 'owner-password',
  })
  const replaced = (await call('PUT', `/agents/${agent.id}/api-key`, token)).key
  const { key } = await call('PUT', `/agents/${agent.id}/api-key`, token)
  // Also where it is no way in, and where it is not meant to stand.
  await call('GET', '/me', key)
  await call('GET', `/api-keys?key=${key}`, token)
  await server.stop()

  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  const bytes = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))))
  const onDisk = (text: string) => bytes.some((content) => content.includes(text))
  const hash = randomIds.digest(`api-key ${key}`)
  assert.ok(onDisk(hash), 'the hash of the key is not on disk: this test looks in the wrong place')
  assert.match(said, /"level":30/, 'nothing was logged: this test listens in the wrong place')
  for (const secret of [key, replaced, key.replaceAll('-', '')]) {
    assert.ok(!onDisk(secret))
    assert.ok(!said.includes(secret))
  }
  assert.ok(!said.includes(hash))
})

test('H-174 who made a key, and what was read with it through which API, stands in its agent’s history', async (t) => {
  const { centre, owner, ann } = await open(t)
  const { key } = await made(owner, ann.id)
  await use(centre, key)
  const actor = { kind: 'agent', agentId: behind(centre, key) as AgentId, via: 'chime-reports' } as const
  const [queueId] = [...centre.app.desk.state.queues.values()].map(({ id }) => id)
  const from = 0 as Instant
  const asked = { report: 'agent-activity', queueIds: [queueId as QueueId], from, to: later(from, 1), zone: 'UTC' }
  await centre.app.desk.execute(actor, { do: 'noteReport', ...asked }, { answer: () => null })
  await owner.call('DELETE', `/agents/${ann.id}/api-key`)
  const { body } = await owner.call<{ history: { what: string; by: object; facts: object }[] }>(
    'GET',
    `/agents/${ann.id}/history`,
  )
  const [removed, read, first] = body.history
  const byOwner = { kind: 'agent', id: owner.id, via: 'house' }
  assert.deepEqual([removed?.what, removed?.by], ['apiKey.removed', byOwner])
  assert.deepEqual([read?.what, read?.by], ['report.read', { ...byOwner, id: ann.id, via: 'chime-reports' }])
  assert.deepEqual(read?.facts, { agentId: ann.id, ...asked })
  assert.deepEqual([first?.what, first?.by], ['apiKey.made', byOwner])
  assert.ok(!JSON.stringify(body).includes(key))
})
