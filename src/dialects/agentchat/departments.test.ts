import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageView, QueueView } from '#dialects/house/views.ts'
import { type AgentChatError, agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre, type Customer } from '../../../tests/support/centre.ts'

const reception = {
  Name: 'Reception',
  IncludeInWelcomeMenu: true,
  NameInMenu: 'Front desk',
  WelcomeReturning: 'Welcome back #CUSTOMERNAME#. You are number #POSITIONINQUEUE# in the #DEPARTMENTNAME# queue',
  WelcomeNew: 'Welcome to #DEPARTMENTNAME#. You are number #POSITIONINQUEUE# in the queue',
  MenuIndex: 1,
  Enabled: true,
}

interface Listed {
  readonly Count: number
  readonly Departments: readonly { readonly DepartmentID: number; readonly Name: string }[]
}
interface One {
  readonly Department: Record<string, unknown> & { readonly DepartmentID: number }
}

async function told(customer: Customer): Promise<(string | null)[]> {
  const path = `/chats/${customer.chatId}/messages`
  const { messages } = (await customer.call<{ messages: MessageView[] }>('GET', path)).body
  return messages.map((message) => ('text' in message ? (message.text as string | null) : null))
}

test('AC-60: a department is created as it was sent, and nobody is offered its chats', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const manager = await agentChatAs(centre, owner.id)
  await manager.ok('CreateTagGroup', { Name: 'Products', Enabled: true })
  for (const Name of ['a', 'b']) await manager.ok('CreateTag', { TagGroupID: 1, Name, Enabled: true })
  const sent = { ...reception, AutoTagID: ['1', '2'] }
  const { Department } = await manager.ok<One>('CreateDepartment', sent)
  const { DepartmentID } = Department
  assert.deepEqual(Department, { DepartmentID, ...reception, AutoTagID: [1, 2], AgentID: [], UnassignedChats: 0 })
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  const queue = body.queues.find(({ no }) => no === DepartmentID)
  assert.deepEqual([queue?.wrapUpMs, queue?.maxWaitMs, queue?.memberIds], [0, 7 * 86_400_000, []])
  const plain = await manager.ok<One>('CreateDepartment', { Name: 'Back office', WelcomeNew: '' })
  assert.deepEqual(plain.Department, {
    ...{ DepartmentID: DepartmentID + 1, Name: 'Back office', Enabled: true, IncludeInWelcomeMenu: false },
    ...{ NameInMenu: null, MenuIndex: null, WelcomeNew: null, WelcomeReturning: null },
    ...{ AutoTagID: [], AgentID: [], UnassignedChats: 0 },
  })
})

test('AC-60, AC-61: customers are led through the menu as it is set, and welcomed', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const { Department } = await manager.ok<One>('CreateDepartment', reception)
  await manager.ok('CreateDepartment', { Name: 'Workshop', IncludeInWelcomeMenu: 'true', MenuIndex: '7' })
  const kim = centre.customer()
  await kim.open({ name: 'Kim', phone: '+27821234567' })
  const [menu] = await told(kim)
  assert.match(menu ?? '', /1\W+Front desk[\s\S]*7\W+Workshop/)
  await kim.say('1')
  assert.equal((await told(kim)).at(-1), 'Welcome to Reception. You are number 1 in the queue')
  const { Departments } = await manager.ok<{ Departments: One['Department'][] }>('GetDepartmentList')
  assert.deepEqual(
    Departments.map(({ UnassignedChats }) => UnassignedChats),
    Departments.map(({ DepartmentID }) => (DepartmentID === Department.DepartmentID ? 1 : 0)),
  )
  centre.clock.pass(1_000)
  const again = centre.customer()
  await again.open({ name: 'Kim', phone: '+27821234567' })
  await again.say('front desk')
  assert.equal((await told(again)).at(-1), 'Welcome back Kim. You are number 2 in the Reception queue')

  const { DepartmentID } = Department
  await manager.ok('UpdateDepartment', { DepartmentID, IncludeInWelcomeMenu: false })
  const lee = centre.customer()
  await lee.open({ name: 'Lee' })
  assert.doesNotMatch((await told(lee))[0] ?? '', /Front desk/)
})

test('AC-61: what is not sent stays, other texts of the queue too', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const manager = await agentChatAs(centre, owner.id)
  const before = (await manager.ok<One>('CreateDepartment', reception)).Department
  const { DepartmentID } = before
  const queue = [...centre.app.desk.state.queues.values()].find(({ no }) => no === DepartmentID)
  assert.ok(queue)
  const texts = { ...queue.texts, NoExpertAvailable: 'Nobody is here' }
  await owner.call('PATCH', `/queues/${queue.id}`, { texts })
  const update = async (fields: object) =>
    (await manager.ok<One>('UpdateDepartment', { DepartmentID, ...fields })).Department
  assert.deepEqual(await update({}), before)
  assert.deepEqual(await update({ MenuIndex: 8 }), { ...before, MenuIndex: 8 })
  assert.deepEqual(await update({ WelcomeNew: '', Name: 'Desk' }), {
    ...before,
    ...{ MenuIndex: 8, Name: 'Desk', WelcomeNew: null },
  })
  assert.deepEqual(centre.app.desk.state.queues.get(queue.id)?.texts, {
    WelcomeReturning: reception.WelcomeReturning,
    NoExpertAvailable: 'Nobody is here',
  })
  const out = await update({ IncludeInWelcomeMenu: false, Enabled: false })
  assert.deepEqual([out['NameInMenu'], out['MenuIndex'], out['Enabled']], [null, null, false])
  const back = await update({ IncludeInWelcomeMenu: true, MenuIndex: 3, NameInMenu: undefined })
  assert.deepEqual([back['NameInMenu'], back['MenuIndex']], ['Desk', 3])
})

test('AC-60, AC-61: what is wrong is told by name, and nothing is done', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const { Count } = await manager.ok<Listed>('GetDepartmentList')
  const create = (fields: object) => manager.refused('CreateDepartment', { Name: 'New', ...fields })
  assert.equal(await create({ IncludeInWelcomeMenu: true }), '400 ParameterWrong MenuIndex')
  assert.equal(await create({ MenuIndex: 1, NameInMenu: 'x' }), '400 ParameterWrong NameInMenu MenuIndex')
  assert.equal(await create({ IncludeInWelcomeMenu: true, MenuIndex: 100 }), '400 DepartmentWrong MenuIndex')
  assert.equal(await create({ AutoTagID: [5] }), '400 DepartmentWrong AutoTagID/0')
  assert.equal(await create({ AutoTagID: [5, 5] }), '400 ParameterWrong AutoTagID')
  assert.equal(await create({ Name: ' ', Enabled: 1 }), '400 ParameterWrong Name Enabled')
  assert.equal(await create({ WelcomeOld: 'x' }), '400 ParameterWrong WelcomeOld')
  assert.equal((await manager.ok<Listed>('GetDepartmentList')).Count, Count)
  await manager.ok('CreateDepartment', reception)
  const same = { IncludeInWelcomeMenu: true, MenuIndex: 1, NameInMenu: 'front DESK' }
  assert.equal(await create(same), '400 DepartmentWrong NameInMenu MenuIndex')
  const other = (await manager.ok<One>('CreateDepartment', { Name: 'Other' })).Department.DepartmentID
  const update = (fields: object) => manager.refused('UpdateDepartment', { DepartmentID: other, ...fields })
  assert.equal(await update({ NameInMenu: 'x' }), '400 ParameterWrong NameInMenu')
  assert.equal(await update({ IncludeInWelcomeMenu: true }), '400 ParameterWrong MenuIndex')
  assert.equal(await update({ IncludeInWelcomeMenu: true, MenuIndex: 1 }), '400 DepartmentWrong MenuIndex')
  assert.equal(await update({ DepartmentID: 99 }), '404 DepartmentNotFound')
})

test('AC-62: a Manager is shown all departments, an Agent theirs', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const { Department } = await manager.ok<One>('CreateDepartment', reception)
  await manager.ok('CreateDepartment', { Name: 'Other' })
  const queue = [...centre.app.desk.state.queues.values()].find(({ no }) => no === Department.DepartmentID)
  const ann = await centre.agent('Ann', [queue?.id ?? ''])
  const agent = await agentChatAs(centre, ann.id)
  const all = await manager.ok<Listed>('GetDepartmentList')
  assert.equal(all.Count, all.Departments.length)
  assert.deepEqual(
    all.Departments.slice(-2).map(({ Name }) => Name),
    ['Reception', 'Other'],
  )
  const AgentID = [centre.app.desk.state.agents.require(ann.id).no]
  assert.deepEqual(await agent.ok('GetDepartmentList'), { Count: 1, Departments: [{ ...Department, AgentID }] })
  const bob = await agentChatAs(centre, (await centre.agent('Bob')).id)
  assert.deepEqual(await bob.ok('GetDepartmentList'), { Count: 0, Departments: [] })
})

test('AC-10, AC-12, AC-60, AC-61, AC-62: 401 without a session, 403 for an Agent', async (t) => {
  const centre = await Centre.open(t)
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  for (const name of ['CreateDepartment', 'UpdateDepartment', 'GetDepartmentList'])
    assert.equal(await agent.refused(name, {}, { SessionToken: null }), '401 LoginNeeded')
  const { status, body } = await agent.call<AgentChatError>('CreateDepartment', reception)
  assert.deepEqual(
    [status, body.ErrorName, body.ErrorMessage],
    [403, 'PermissionMissing', 'Only a Manager (RoleID 2) may do this.'],
  )
  assert.equal(await agent.refused('UpdateDepartment', { DepartmentID: 1 }), '403 PermissionMissing')
})
