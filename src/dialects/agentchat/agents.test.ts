import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { AgentChat, type AgentChatError, agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'
import { LetterBox } from '../../../tests/support/letter-box.ts'
import type { AgentView } from './views.ts'

interface One {
  readonly Agent: AgentView
}

const jack = { Name: 'Jack Rabbit', EmailAddress: 'jack@example.org', RoleID: '1', DepartmentID: ['1', '2'] }

/** A Manager, and Ann, who is an Agent of the first of two departments. */
async function open(t: TestContext, settings: Record<string, string> = {}) {
  const box = new LetterBox()
  const centre = await Centre.open(t, settings, { mail: box })
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: { id: string }[] }>('GET', '/queues')
  await owner.call('POST', '/queues', { name: 'Sales' })
  const ann = await centre.agent('Ann', [body.queues[0]?.id ?? ''])
  const manager = await agentChatAs(centre, owner.id)
  const agent = await agentChatAs(centre, ann.id)
  const statusOf = (agentId: string) =>
    centre.app.desk.ask((state) => {
      const { availability, awayReason } = state.agents.get(agentId as never) ?? {}
      return [availability, awayReason]
    })
  return { centre, box, owner, ann, manager, agent, statusOf }
}

/** Ann as UpdateAgent takes her, every required field as it is. */
const annAsIs = { AgentID: 2, Name: 'Ann', EmailAddress: 'ann@example.org', RoleID: 1, StatusID: 4 }
const annsView = {
  ...annAsIs,
  ...{ MobileNumber: null, Notifications: [], DepartmentID: [1], Enabled: true },
}

test('AC-50: CreateAgent adds an agent to their departments, who takes chats themselves', async (t) => {
  const { centre, manager } = await open(t)
  const { Agent } = await manager.ok<One>('CreateAgent', { ...jack, MobileNumber: '+27 80 000 0000' })
  assert.deepEqual(Agent, {
    ...{ AgentID: 3, Name: 'Jack Rabbit', EmailAddress: 'jack@example.org', MobileNumber: '+27800000000' },
    ...{ RoleID: 1, StatusID: 1, Notifications: [], DepartmentID: [1, 2], Enabled: true },
  })
  await centre.app.desk.ask((state) => {
    const added = [...state.agents.values()].find(({ no }) => no === 3)
    assert.ok(added)
    assert.equal(added.capacity, 100)
    for (const queueId of state.queuesOf(added.id))
      assert.equal(state.membersOf(queueId).get(added.id)?.receivesChats, false)
  })
})

test('AC-50: CreateAgent mails the new agent a code with which they set their password and logon', async (t) => {
  const { centre, box, manager } = await open(t)
  const letter = box.next()
  await manager.ok('CreateAgent', { ...jack, RoleID: 2, DepartmentID: [] })
  const { to, text } = await letter
  assert.deepEqual(to, { name: 'Jack Rabbit', address: 'jack@example.org' })
  const ResetCode = /^\d{23}$/m.exec(text)?.[0]
  await new AgentChat(centre).ok('SetPassword', { ResetCode, Password: 'jacks-password' })
  const chat = await AgentChat.logon(centre, 'jack@example.org', 'jacks-password')
  await chat.ok('CreateAgent', { ...jack, EmailAddress: 'roger@example.org' })
})

test('AC-50: CreateAgent does not fail with the mail server', async (t) => {
  const { box, manager } = await open(t)
  const refused = box.refuseNext()
  await manager.ok('CreateAgent', jack)
  await refused
})

test('AC-50: MobileNumber in national form is read in the company’s country, and only where one is set', async (t) => {
  const asked = { ...jack, MobileNumber: '0821231234' }
  const { manager } = await open(t)
  assert.equal(await manager.refused('CreateAgent', asked), '400 AgentWrong MobileNumber')
  const { body } = await manager.call<AgentChatError>('CreateAgent', asked)
  assert.match(body.ErrorMessage, /^MobileNumber: a phone number with its country code, such as \+27821231234\./)
  const abroad = await open(t, { POLYDESK_PHONE_COUNTRY: 'ZA' })
  const { Agent } = await abroad.manager.ok<One>('CreateAgent', asked)
  assert.equal(Agent.MobileNumber, '+27821231234')
})

test('AC-50: CreateAgent names each wrong parameter', async (t) => {
  const { box, manager } = await open(t)
  const refused = (fields: object) => manager.refused('CreateAgent', { ...jack, ...fields })
  assert.equal(await manager.refused('CreateAgent'), '400 ParameterWrong Name EmailAddress RoleID DepartmentID')
  assert.equal(await refused({ RoleID: 3 }), '400 ParameterWrong RoleID')
  assert.equal(await refused({ EmailAddress: 'jack' }), '400 ParameterWrong EmailAddress')
  assert.equal(await refused({ Name: ' ' }), '400 ParameterWrong Name')
  assert.equal(await refused({ DepartmentID: [1, 'x'] }), '400 ParameterWrong DepartmentID/1')
  assert.equal(await refused({ DepartmentID: [1, 9, 8] }), '400 AgentWrong DepartmentID/1 DepartmentID/2')
  assert.equal(await refused({ MobileNumber: '12', DepartmentID: [9] }), '400 AgentWrong MobileNumber DepartmentID/0')
  assert.equal(await refused({ EmailAddress: 'ANN@example.org' }), '409 AgentEmailUsed EmailAddress')
  assert.equal(box.letters.length, 0)
})

test('AC-10, AC-12, AC-50, AC-52: 401 without a session, 403 for an Agent on others', async (t) => {
  const { agent } = await open(t)
  const manager = { AgentID: 1, Name: 'Owner', EmailAddress: 'owner@localhost', RoleID: 2, StatusID: 4 }
  for (const [name, fields] of [
    ['CreateAgent', jack],
    ['UpdateAgent', manager],
    ['UpdateAgent', { ...manager, MobileNumber: '12' }],
  ] as const) {
    assert.equal(await agent.refused(name, fields), '403 PermissionMissing')
    assert.equal(await agent.refused(name, fields, { SessionToken: null }), '401 LoginNeeded')
    assert.equal(await agent.refused(name, fields, { SessionToken: 'f'.repeat(32) }), '401 LoginNeeded')
  }
  assert.equal(await agent.refused('KeepAlive', {}, { SessionToken: null }), '401 LoginNeeded')
})

test('AC-52: a Manager updates any agent, all in one step', async (t) => {
  const { manager, ann, statusOf } = await open(t)
  const wanted = {
    ...{ AgentID: 2, Name: 'Ann Other', EmailAddress: 'other@example.org', MobileNumber: '+27800000000' },
    ...{ RoleID: 2, StatusID: 3, Notifications: ['UnassignedChatsWaiting'], DepartmentID: [2], Enabled: true },
  }
  assert.deepEqual((await manager.ok<One>('UpdateAgent', wanted)).Agent, wanted)
  assert.deepEqual(await statusOf(ann.id), ['away', 'break'])
})

test('AC-52: what is left out stays; an empty list is a list, an empty number none', async (t) => {
  const { manager } = await open(t)
  const set = { MobileNumber: '+27800000000', Notifications: ['UnassignedChatsWaiting'] }
  await manager.ok('UpdateAgent', { ...annAsIs, ...set })
  assert.deepEqual((await manager.ok<One>('UpdateAgent', annAsIs)).Agent, { ...annsView, ...set })
  const emptied = { MobileNumber: '', Notifications: [], DepartmentID: [] }
  const { Agent } = await manager.ok<One>('UpdateAgent', { ...annAsIs, ...emptied })
  assert.deepEqual(Agent, { ...annsView, DepartmentID: [] })
})

test('AC-52: OnBreak leaves who is away already with their own reason', async (t) => {
  const { manager, ann, statusOf } = await open(t)
  await ann.call('PUT', '/me/availability', { availability: 'away', awayReason: 'lunch' })
  await manager.ok('UpdateAgent', { ...annAsIs, Name: 'Anna', StatusID: 3 })
  assert.deepEqual(await statusOf(ann.id), ['away', 'lunch'])
})

test('AC-52: Enabled false signs the agent out, and only Offline fits them then', async (t) => {
  const { manager, agent } = await open(t)
  const off = { ...annAsIs, StatusID: 1, Enabled: false }
  assert.equal(await manager.refused('UpdateAgent', { ...annAsIs, Enabled: false }), '409 AgentDisabled')
  assert.deepEqual((await manager.ok<One>('UpdateAgent', off)).Agent, { ...annsView, StatusID: 1, Enabled: false })
  assert.equal(await agent.refused('KeepAlive'), '401 LoginNeeded')
  assert.equal(await manager.refused('UpdateAgent', annAsIs), '409 AgentDisabled')
  const on = await manager.ok<One>('UpdateAgent', { ...annAsIs, Enabled: true })
  assert.deepEqual(on.Agent, annsView)
})

test('AC-52: UpdateAgent names each wrong parameter, and what the centre cannot do without', async (t) => {
  const { manager } = await open(t)
  const refused = (fields: object) => manager.refused('UpdateAgent', { ...annAsIs, ...fields })
  assert.equal(await manager.refused('UpdateAgent'), '400 ParameterWrong AgentID Name EmailAddress RoleID StatusID')
  assert.equal(await refused({ StatusID: 5, RoleID: 0 }), '400 ParameterWrong RoleID StatusID')
  assert.equal(await refused({ Notifications: ['Birthdays'] }), '400 ParameterWrong Notifications/0')
  assert.equal(await refused({ Enabled: 'perhaps' }), '400 ParameterWrong Enabled')
  assert.equal(await refused({ MobileNumber: '12', DepartmentID: [9] }), '400 AgentWrong MobileNumber DepartmentID/0')
  assert.equal(await refused({ AgentID: 99 }), '404 AgentNotFound')
  assert.equal(await refused({ EmailAddress: 'owner@localhost' }), '409 AgentEmailUsed EmailAddress')
  const last = { AgentID: 1, Name: 'Owner', EmailAddress: 'owner@localhost', StatusID: 1, RoleID: 1 }
  assert.equal(await refused(last), '409 AgentLastAdmin')
})

test('AC-52: an Agent updates their own status and notifications, the rest as it is', async (t) => {
  const { agent } = await open(t)
  const asked = { ...annsView, MobileNumber: '', StatusID: 2, Notifications: ['UnassignedChatsWaiting'] }
  const { Agent } = await agent.ok<One>('UpdateAgent', asked)
  assert.deepEqual(Agent, { ...asked, MobileNumber: null })
})

test('AC-52: what differs besides is 403 for an Agent, each by name, and nothing is done', async (t) => {
  const { agent, ann, statusOf } = await open(t)
  const more = { Name: 'Anna', EmailAddress: 'anna@example.org', MobileNumber: '12', RoleID: 2 }
  const asked = { ...annAsIs, ...more, StatusID: 2, DepartmentID: [1, 9], Enabled: false }
  const { status, body } = await agent.call<AgentChatError>('UpdateAgent', asked)
  assert.deepEqual([status, body.ErrorName], [403, 'PermissionMissing'])
  assert.deepEqual(body.Parameters.map(({ Parameter }) => Parameter).sort(), [
    'DepartmentID',
    'EmailAddress',
    'Enabled',
    'MobileNumber',
    'Name',
    'RoleID',
  ])
  assert.deepEqual(await statusOf(ann.id), ['available', null])
  assert.equal(await agent.refused('UpdateAgent', { ...annAsIs, AgentID: 99 }), '404 AgentNotFound')
})
