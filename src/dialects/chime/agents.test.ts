import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { test } from 'node:test'
import type { Agent } from '../../../tests/support/centre.ts'
import { serviceDesk } from '../../../tests/support/chime.ts'
import { keysInOrder } from '../../../tests/support/keys-in-order.ts'
import { documented } from './documented.ts'
import type { QueueAgentView } from './views.ts'

interface Presence {
  readonly firstName: string
  readonly lastName: string
  readonly displayName: string
  readonly sip: string
  readonly ChimeID: number
  readonly lyncPresence: string
  readonly availableInChime: boolean
  readonly imageUrl: string | null
}

/** The desk, and Ann with a full name, an address and two skills. */
async function withSkills(t: TestContext) {
  const desk = await serviceDesk(t)
  const { owner, ann } = desk
  const skill = async (name: string) =>
    (await owner.call<{ entry: { id: string } }>('POST', '/skills', { name })).body.entry.id
  const [mail, phones] = [await skill('Outlook/Exchange'), await skill('Mobility')]
  const skills = [
    { skillId: mail, level: 1 },
    { skillId: phones, level: 2 },
  ]
  const words = { firstName: 'Ann', lastName: 'Agent 7', sipAddress: 'sip:jsmith123@instant-tech.com' }
  const { status, body } = await owner.call('PATCH', `/agents/${ann.id}`, { ...words, skills })
  assert.equal(status, 200, JSON.stringify(body))
  return { ...desk, key: await desk.withKey(owner) }
}

const noOf = async (agent: Agent) => (await agent.me()).body.agent.no

test('CH-4, CH-40, CH-41, CH-44: the agents of a queue, as the sample prints them', async (t) => {
  const { key, english, ann, owner } = await withSkills(t)
  await owner.call('PATCH', `/queues/${english.id}`, { managerIds: [ann.id] })
  const agents = await key.ok<QueueAgentView[]>('QueueAgents', { queueID: english.no })
  assert.deepEqual(keysInOrder(agents), keysInOrder(documented.QueueAgents))
  assert.deepEqual(agents, [
    {
      id: await noOf(ann),
      firstName: 'Ann',
      lastName: 'Agent 7',
      priority: 1,
      disabledAtStart: false,
      isManager: true,
      readOnly: false,
      uri: 'sip:jsmith123@instant-tech.com',
      role: 0,
      tags: [
        { BestMatchID: 1, Text: 'Outlook/Exchange', Icon: '', QueueSortingOrder: 0 },
        { BestMatchID: 2, Text: 'Mobility', Icon: '', QueueSortingOrder: 0 },
      ],
      Guid: ann.id,
    },
  ])
})

test('CH-40, CH-41: by priority, then who but manages or reviews; nobody who is disabled', async (t) => {
  const { key, english, ann, bob, owner, centre } = await withSkills(t)
  const [abe, dora, eve] = [await centre.agent('Abe'), await centre.agent('Dora'), await centre.agent('Eve')]
  const members = [
    { agentId: ann.id, priority: 2, receivesChats: true },
    { agentId: abe.id, priority: 1, receivesChats: false },
    { agentId: eve.id, priority: 1, receivesChats: true },
  ]
  const staff = { members, managerIds: [owner.id], reviewerIds: [bob.id, dora.id] }
  assert.equal((await owner.call('PATCH', `/queues/${english.id}`, staff)).status, 200)
  await owner.call('PATCH', `/agents/${eve.id}`, { enabled: false })
  const agents = await key.ok<QueueAgentView[]>('QueueAgents', { queueID: english.no })
  const shown = agents.map(({ Guid, priority, disabledAtStart, isManager, readOnly, role }) => {
    return [Guid, priority, disabledAtStart, isManager, readOnly, role]
  })
  assert.deepEqual(shown, [
    [abe.id, 1, true, false, false, 0],
    [ann.id, 2, false, false, false, 0],
    [owner.id, 0, true, true, false, 1],
    [bob.id, 0, true, false, true, 2],
    [dora.id, 0, true, false, true, 2],
  ])
})

test('CH-4, CH-42: an agent by SIP or e-mail address, in any case, with sip: or without', async (t) => {
  const { key, ann, bob } = await withSkills(t)
  const anns = await key.ok<Presence>('AgentPresence', { sip: 'jsmith123@instant-tech.com' })
  assert.deepEqual(keysInOrder(anns), keysInOrder(documented.AgentPresence))
  assert.deepEqual(anns, {
    firstName: 'Ann',
    lastName: 'Agent 7',
    displayName: 'Ann',
    sip: 'sip:jsmith123@instant-tech.com',
    ChimeID: await noOf(ann),
    lyncPresence: 'Online',
    availableInChime: true,
    imageUrl: null,
  })
  for (const sip of [
    'sip:jsmith123@instant-tech.com',
    'SIP:JSmith123@Instant-Tech.com',
    ' jsmith123@instant-tech.com ',
  ])
    assert.deepEqual(await key.ok('AgentPresence', { sip }), anns)
  const { firstName, lastName, sip, ChimeID } = await key.ok<Presence>('AgentPresence', { sip: 'bob@example.org' })
  assert.deepEqual([firstName, lastName, sip, ChimeID], ['Bob', '', 'sip:bob@example.org', await noOf(bob)])
  assert.match(await key.refused('AgentPresence', { sip: 'ann@example.org' }), /^404 /, 'she has a SIP address')
})

test('CH-43: every state of an agent has one of the names of the vendor', async (t) => {
  const { key, ann, owner, centre, talking, waiting } = await withSkills(t)
  const state = async () => {
    const { lyncPresence, availableInChime } = await key.ok<Presence>('AgentPresence', {
      sip: 'jsmith123@instant-tech.com',
    })
    return [lyncPresence, availableInChime]
  }
  const set = (availability: string, awayReason?: string) =>
    ann.call('PUT', '/me/availability', { availability, ...(awayReason && { awayReason }) })
  await set('busy')
  assert.deepEqual(await state(), ['Busy', false])
  await set('away')
  assert.deepEqual(await state(), ['Away', false])
  await set('away', 'break')
  assert.deepEqual(await state(), ['BeRightBack', false])
  await set('offline')
  assert.deepEqual(await state(), ['Offline', false])
  await set('available')
  await waiting()
  assert.deepEqual(await state(), ['Online', true], 'while it rings')
  centre.clock.pass(30_000)
  assert.deepEqual(await state(), ['IdleOnline', false], 'it rang in vain')
  await set('available')
  assert.equal((await ann.call('POST', '/chats/grab-next')).status, 200)
  await talking()
  await talking()
  assert.deepEqual(await state(), ['Busy', true], 'as many chats as she may')
  assert.equal((await owner.call('POST', `/agents/${ann.id}/suspend`)).status, 200)
  assert.deepEqual(await state(), ['DoNotDisturb', false])
  await owner.call('PATCH', `/agents/${ann.id}`, { enabled: false })
  assert.deepEqual(await state(), ['Offline', false])
})

test('CH-4, CH-44: what an agent is good at', async (t) => {
  const { key } = await withSkills(t)
  const skills = await key.ok('GetAgentSkillTags', { sip: 'jsmith123@instant-tech.com' })
  assert.deepEqual(keysInOrder(skills), keysInOrder(documented.GetAgentSkillTags))
  assert.deepEqual(skills, [
    { BestMatchID: 1, Text: 'Outlook/Exchange', Icon: '', QueueSortingOrder: 0 },
    { BestMatchID: 2, Text: 'Mobility', Icon: '', QueueSortingOrder: 0 },
  ])
  assert.deepEqual(await key.ok('GetAgentSkillTags', { sip: 'bob@example.org' }), [])
})

test('CH-45: the picture of an agent, for who has a key', async (t) => {
  const { key, chime, owner, ann, centre } = await withSkills(t)
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgYPiPBw1NaTwIAGw6J9nSBC2EAAAAAElFTkSuQmCC',
    'base64',
  )
  const put = await fetch(`${centre.base}/agents/${ann.id}/photo`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/octet-stream' },
    body: picture,
  })
  assert.equal(put.status, 200)
  const { imageUrl } = await key.ok<Presence>('AgentPresence', { sip: 'jsmith123@instant-tech.com' })
  assert.equal(imageUrl, `/Chime/ExpertPhoto/${await noOf(ann)}`)
  const { headers, status } = await key.call(String(imageUrl).slice('/Chime'.length))
  assert.deepEqual(
    [status, headers.get('content-type'), headers.get('content-length')],
    [200, 'image/png', String(picture.length)],
  )
  for (const id of [1, 99]) assert.equal((await key.call(`/ExpertPhoto/${id}`)).status, 404)
  assert.equal((await chime.call(`/ExpertPhoto/${await noOf(ann)}`)).status, 401)
})

test('CH-11: of another unit an agent is shown neither people nor queues', async (t) => {
  const { owner, english, ann, bob, withKey } = await withSkills(t)
  const entry = async (path: string, settings: object) =>
    (await owner.call<{ entry: { id: string } }>('POST', path, settings)).body.entry.id
  const unitId = await entry('/business-units', { name: 'North' })
  const teamId = await entry('/teams', { name: 'Northern', unitId })
  const south = await entry('/business-units', { name: 'South' })
  const southern = await entry('/teams', { name: 'Southern', unitId: south })
  assert.equal((await owner.call('PATCH', `/agents/${ann.id}`, { teamId })).status, 200)
  assert.equal((await owner.call('PATCH', `/agents/${bob.id}`, { teamId: southern })).status, 200)
  assert.equal((await owner.call('PATCH', `/queues/${english.id}`, { unitId })).status, 200)
  const [anns, bobs] = [await withKey(ann), await withKey(bob)]
  assert.equal((await anns.ok<unknown[]>('QueueAgents', { queueID: english.no })).length, 1)
  assert.match(await bobs.refused('QueueAgents', { queueID: english.no }), /^404 queueID/)
  for (const name of ['AgentPresence', 'GetAgentSkillTags'])
    assert.match(await bobs.refused(name, { sip: 'jsmith123@instant-tech.com' }), /^404 sip/)
})
