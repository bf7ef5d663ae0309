import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complaints } from '#wire/http/check.ts'
import { type AgentChatError, agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'
import { methods } from './routes.ts'

const hours = { Name: 'opening hours', MessageText: 'We are open from 9am to 5pm' }

test('AC-1: Version is required, and any is taken', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  assert.equal(await manager.refused('CreateCannedResponse', hours, { Version: null }), '400 ParameterWrong Version')
  assert.equal(await manager.refused('CreateCannedResponse', hours, { Version: '' }), '400 ParameterWrong Version')
  assert.equal((await manager.call('CreateCannedResponse', hours, { Version: '{{BUILD_VERSION}}' })).status, 200)
})

test('AC-2, AC-3: names in any case, numbers as text', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const address = (path: string) => `http://127.0.0.1:${centre.app.port}${path}`
  const created = await fetch(address(`/API/createcannedresponse?version=1&SESSIONTOKEN=${manager.token}`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ NAME: hours.Name, messagetext: hours.MessageText }),
  })
  assert.equal(created.status, 200)
  const deleted = await fetch(
    address(`/api/DELETECANNEDRESPONSE?Version=1&sessionToken=${manager.token}&cannedresponseid=1`),
    { method: 'DELETE' },
  )
  assert.equal(deleted.status, 200)
  assert.equal(await manager.refused('CreateCannedResponse', { ...hours, name: 'again' }), '400 ParameterWrong Name')
})

test('AC-7: nothing is cached, no address passed on, and a prefetch does nothing', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const { headers } = await manager.call('CreateCannedResponse', hours)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(headers.get('referrer-policy'), 'no-referrer')
  for (const header of [{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-moz': 'prefetch' }]) {
    const { status, body } = await manager.call<AgentChatError>(
      'DeleteCannedResponse',
      { CannedResponseID: 1 },
      {},
      header,
    )
    assert.deepEqual([status, body.ErrorName], [403, 'RequestPrefetch'])
  }
})

test('AC-7: a HEAD request is not a GET', async (t) => {
  const centre = await Centre.open(t)
  for (const { name, verb } of methods.filter(({ verb }) => verb === 'GET')) {
    const { status } = await fetch(`http://127.0.0.1:${centre.app.port}/api/${name}`, { method: 'HEAD' })
    assert.equal(status, 404, `${verb} ${name}`)
  }
})

test('AC-10, AC-13, AC-22: who asks comes first, for every method that needs a session', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  for (const { name } of methods.filter(({ who }) => who === 'agent'))
    for (const token of [null, '', 'x', 'f'.repeat(32), `${manager.token}0`])
      assert.equal(await manager.refused(name, {}, { SessionToken: token, Version: null }), '401 LoginNeeded', name)
})

test('AC-20, AC-21: errors have one body, also those of the request as such', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const post = (body: string, type = 'application/json') =>
    fetch(`http://127.0.0.1:${centre.app.port}/api/CreateCannedResponse?Version=1&SessionToken=${manager.token}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
  const told = async (response: Response) => {
    const body = (await response.json()) as AgentChatError
    return `${response.status} ${body.ErrorNumber} ${body.ErrorName} ${body.Parameters.length}`
  }
  assert.equal(await told(await post('{"Name":')), '400 1400 BodyBrokenJson 0')
  assert.equal(await told(await post('Name=x', 'application/x-www-form-urlencoded')), '415 1415 BodyMediaType 0')
  assert.equal(await told(await post(`{"Name":"${'x'.repeat(300_000)}"}`)), '413 1413 BodyTooLarge 0')
  assert.equal(await told(await post('[]')), '400 1000 ParameterWrong 1')
  const unknown = await fetch(`http://127.0.0.1:${centre.app.port}/api/NoSuchMethod?SessionToken=${manager.token}`)
  const { ErrorMessage, ...rest } = (await unknown.json()) as AgentChatError
  assert.deepEqual(rest, { ErrorNumber: 4000, ErrorName: 'MethodNotFound', Parameters: [] })
  assert.ok(!ErrorMessage.includes(String(manager.token)))
})

test('AC-6: a parameter that is not documented is refused by name, by every method', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  for (const { name } of methods) {
    const { status, body } = await manager.call<AgentChatError>(name, {}, { Nonsense: '1' })
    assert.equal(status, 400, name)
    assert.ok(
      body.Parameters.some(({ Parameter }) => Parameter === 'Nonsense'),
      `${name}: ${body.ErrorMessage}`,
    )
  }
})

test('AC-12, AC-22: what only a Manager may do is refused to an Agent before anything else is looked at', async (t) => {
  const centre = await Centre.open(t)
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  const forManagers = methods.filter((method) => 'permission' in method)
  assert.ok(forManagers.length > 15)
  for (const { name } of forManagers)
    assert.equal(await agent.refused(name, {}, { Version: null }), '403 PermissionMissing', name)
})

test('AC-5: every example is as its schema says', () => {
  for (const { name, answer, example } of methods) if (answer) assert.deepEqual(complaints(answer, example), [], name)
})
