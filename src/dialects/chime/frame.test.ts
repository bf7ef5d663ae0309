import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complaints } from '#wire/http/check.ts'
import { Chime, said, serviceDesk } from '../../../tests/support/chime.ts'
import { documented } from './documented.ts'
import { canonicalAddress } from './index.ts'
import { documentedNames, methods } from './routes.ts'
import { Done } from './views.ts'

test('CH-1: every method of the text is there, and by its verb', () => {
  const names = methods.map(({ name }) => name)
  assert.deepEqual(
    documentedNames.filter((name) => !names.includes(name)),
    [],
  )
  assert.deepEqual(
    methods.filter(({ verb }) => verb === 'POST').map(({ path }) => path),
    ['/Session/AddSeekerCommentRating', '/webclient/SeekerData/{sessionGuid}'],
  )
})

test('CH-2: paths in any case, what is sent in them and after them as it is', () => {
  for (const [given, canonical] of [
    ['/chime/API/getqueues', '/Chime/Api/GetQueues'],
    ['/CHIME/api/health/STATUS/queue/2/', '/Chime/Api/Health/Status/Queue/2'],
    ['/Chime/WebClient?id=1', '/Chime/webclient?id=1'],
    ['/chime/webclient/?ID=1&x=/Api/', '/Chime/webclient?ID=1&x=/Api/'],
    ['/chime/WEBCLIENT/seekerdata/aBc', '/Chime/webclient/SeekerData/aBc'],
    ['/chime/session/addseekercommentrating', '/Chime/Session/AddSeekerCommentRating'],
    ['/chime/Other/Thing?A=b', '/Chime/Other/Thing?A=b'],
    ['/chimes/api/getqueues', '/chimes/api/getqueues'],
    ['/house/v1/widget?to=/chime/api', '/house/v1/widget?to=/chime/api'],
  ] as const)
    assert.equal(canonicalAddress(given), canonical)
})

test('CH-2, CH-3: a call in any case, with a number against caches', async (t) => {
  const { chime, english } = await serviceDesk(t)
  const { status, json } = await chime.call(`/API/isqueueavailable?QUEUEID=${english.no}&_=1700000000000`)
  assert.deepEqual([status, json], [200, { isAvailable: true }])
  assert.equal(
    said(await chime.call(`/Api/IsQueueAvailable?queueID=${english.no}&queueid=${english.no}`)),
    '400 queueID: once.',
  )
})

test('CH-4: every example is as its schema says, and every printed answer is an example', () => {
  for (const { name, answer, example } of methods) if (answer) assert.deepEqual(complaints(answer, example), [], name)
  const shown = new Map(methods.map(({ name, example }) => [name.replace('Health/Status/', ''), example]))
  for (const [name, printed] of Object.entries(documented)) assert.deepEqual(shown.get(name), printed, name)
  assert.equal(complaints(Done, false).length, 1)
})

test('CH-21: what is wrong is said in plain text, with the parameter and what is accepted', async (t) => {
  const { chime, ann, withKey } = await serviceDesk(t)
  const wanted = 'queueID: the number of a queue, from 1 to 2147483647.'
  const withQueue = methods.filter(({ input, who }) => input?.['queueID'] && who === 'anyone')
  assert.equal(withQueue.length, 5)
  for (const { name } of withQueue) {
    for (const queueID of ['', '0', '-1', '1.5', 'one', '99999999999', '1e1'])
      assert.equal(await chime.refused(name, { queueID }), `400 ${wanted}`, `${name} ${queueID}`)
    assert.equal(await chime.refused(name), `400 ${wanted}`)
    assert.match(await chime.refused(name, { queueID: 99 }), /^404 queueID: the number of a queue; there is none/)
  }
  const keyed = await withKey(ann)
  assert.match(await keyed.refused('AgentPresence'), /^400 sip: the SIP or e-mail address of an agent/)
  assert.match(await keyed.refused('AgentPresence', { sip: 'nobody@example.org' }), /^404 sip: /)
  assert.match(await keyed.refused('GetSessionData', { sessionID: 'x' }), /^400 sessionID: the number of a session/)
  assert.match(await keyed.refused('GetSessionData', { sessionID: 77 }), /^404 sessionID: /)
})

test('CH-21: a method that is not there, a body that is too large, broken, or of another kind', async (t) => {
  const { chime } = await serviceDesk(t)
  assert.equal(
    said(await chime.call('/Api/Nonsense?secret=1')),
    '404 GET /Chime/Api/Nonsense is not a method of this API.',
  )
  assert.match(said(await chime.call('/Api/GetQueues', { method: 'DELETE' })), /^404 /)
  const rate = '/Session/AddSeekerCommentRating'
  assert.equal(said(await chime.post(rate, '{"SessionGuid":')), '400 (body): JSON.')
  assert.equal(said(await chime.post(rate, '[]')), '400 (body): an object.')
  assert.match(said(await chime.post(rate, 'x', 'text/xml')), /^415 /)
  assert.match(said(await chime.post(rate, 'x'.repeat(300_000))), /^413 /)
  assert.match(said(await chime.post(rate, '{}')), /^400 SessionGuid: the SessionGuid of a session\. Rating: a whole/)
})

test('CH-10: what anybody may ask is kept for seconds, health and errors by nobody', async (t) => {
  const { chime, english } = await serviceDesk(t)
  const cache = async (path: string) => (await chime.call(path)).headers.get('cache-control')
  for (const { path } of methods.filter(({ freshSeconds }) => freshSeconds !== undefined))
    assert.equal(await cache(`${path}?queueID=${english.no}`), 'public, max-age=5', path)
  for (const path of ['/Api/Health/Status/HealthMonitor', '/Api/Health/Status/Queue/1', '/Api/IsQueueAvailable'])
    assert.equal(await cache(path), 'no-store', path)
})

test('CH-11: without a key that counts nothing is told of people, whatever is asked', async (t) => {
  const { chime, ann, owner, centre, withKey } = await serviceDesk(t)
  const dead = await withKey(ann)
  await withKey(ann)
  const ofPeople = methods.filter(({ who }) => who === 'key')
  assert.deepEqual(
    ofPeople.map(({ name }) => name),
    ['QueueAgents', 'AgentPresence', 'GetAgentSkillTags', 'ExpertPhoto', 'GetSessionData'],
  )
  const nobodys = new Chime(centre, '6a1c7c1c-2d3f-4f3a-9d52-0a7f1c8e4b55')
  const token = new Chime(centre, owner.token)
  for (const { path } of ofPeople) {
    const asked = path.replace('{id}', '1')
    for (const who of [chime, dead, nobodys, token]) {
      const answer = await who.call(asked)
      assert.match(said(answer), /^401 Authorization: Bearer and an API key/, path)
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer')
    }
    const basic = await chime.call(asked, { headers: { authorization: 'Basic eDp5' } })
    assert.match(said(basic), /^401 /)
  }
  const { headers } = await (await withKey(owner)).call(`/Api/AgentPresence?sip=ann@example.org`)
  assert.equal(headers.get('cache-control'), 'no-store')
})

test('CH-11: the use of a key is noted', async (t) => {
  const { ann, withKey, centre } = await serviceDesk(t)
  await (await withKey(ann)).ok('AgentPresence', { sip: 'ann@example.org' })
  await centre.app.desk.durable()
  const { body } = await ann.call<{ apiKeys: { lastUsedAt: number | null }[] }>('GET', '/api-keys')
  assert.deepEqual(
    body.apiKeys.map(({ lastUsedAt }) => lastUsedAt),
    [centre.clock.now()],
  )
})

test('CH-12: set to the openness of the vendor, anybody reads; a key that is sent must count', async (t) => {
  const { chime, english, centre, ann, bob, withKey, talking } = await serviceDesk(t, { POLYDESK_CHIME_OPEN: '1' })
  const { no } = await talking()
  assert.equal((await chime.ok<unknown[]>('QueueAgents', { queueID: english.no })).length, 1)
  assert.equal((await chime.ok<{ ChimeID: number }>('AgentPresence', { sip: 'bob@example.org' })).ChimeID > 0, true)
  assert.equal((await chime.ok<{ SessionID: number }>('GetSessionData', { sessionID: no })).SessionID, no)
  const wrong = new Chime(centre, '6a1c7c1c-2d3f-4f3a-9d52-0a7f1c8e4b55')
  assert.match(await wrong.refused('GetSessionData', { sessionID: no }), /^401 /)
  assert.match(await (await withKey(bob)).refused('GetSessionData', { sessionID: no }), /^404 /)
  assert.ok(ann)
})

test('CH-13: pages of the configured origins read the answers, with a key too, and no others', async (t) => {
  const portal = 'https://portal.example.org'
  const { chime } = await serviceDesk(t, { POLYDESK_API_ORIGINS: `${portal}, https://other.example.org` })
  const asked = async (origin: string | null, path = '/Api/GetQueues', method = 'GET') => {
    const { status, headers } = await chime.call(path, { method, headers: origin === null ? {} : { origin } })
    return [status, headers.get('access-control-allow-origin'), headers.get('vary')]
  }
  assert.deepEqual(await asked(portal), [200, portal, 'Origin'])
  assert.deepEqual(await asked('https://evil.example.org'), [200, null, 'Origin'])
  assert.deepEqual(await asked('null'), [200, null, 'Origin'])
  assert.deepEqual(await asked(null), [200, null, 'Origin'])
  assert.deepEqual(await asked(portal, '/Api/IsQueueAvailable'), [400, portal, 'Origin'])
  assert.deepEqual(await asked(portal, '/Api/GetSessionData', 'OPTIONS'), [204, portal, 'Origin'])
  const { headers } = await chime.call('/Api/GetSessionData', { method: 'OPTIONS', headers: { origin: portal } })
  assert.equal(headers.get('access-control-allow-headers'), 'authorization, content-type')
  assert.equal(headers.get('access-control-allow-credentials'), null)
})

test('CH-13: without configured origins no page of another origin reads anything', async (t) => {
  const { chime } = await serviceDesk(t)
  const { headers } = await chime.call('/Api/GetQueues', { headers: { origin: 'https://portal.example.org' } })
  assert.deepEqual([headers.get('access-control-allow-origin'), headers.get('vary')], [null, null])
})

test('CH-14: who asks too often waits, and is told how long', async (t) => {
  const { chime, centre } = await serviceDesk(t)
  for (let asked = 0; asked < 300; asked++) assert.equal((await chime.call('/Api/GetQueues')).status, 200)
  const answer = await chime.call('/Api/GetQueues')
  assert.equal(said(answer), '429 Too many requests; wait a little.')
  assert.equal(answer.headers.get('retry-after'), '1')
  centre.clock.pass(20)
  assert.deepEqual(
    [(await chime.call('/Api/GetQueues')).status, (await chime.call('/Api/GetQueues')).status],
    [200, 429],
  )
})
