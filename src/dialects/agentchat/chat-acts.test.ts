import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ShownChat, twoDepartments } from '../../../tests/support/two-departments.ts'

interface One {
  readonly Chat: ShownChat
}

test('AC-44: GrabChat gives the caller the next chat of their departments, until nobody waits', async (t) => {
  const { ann, bob, waiting } = await twoDepartments(t)
  const first = await waiting()
  const second = await waiting()
  const { Chat } = await ann.api.ok<One>('GrabChat')
  assert.deepEqual([Chat.ChatID, Chat.ChatType, Chat.AgentID], [first.no, 'open', ann.no])
  assert.equal((await ann.api.ok<One>('GrabChat')).Chat.ChatID, second.no)
  assert.equal(await ann.api.refused('GrabChat'), '409 DepartmentNobodyWaits')
  assert.equal(await bob.api.refused('GrabChat'), '409 DepartmentNobodyWaits')
})

test('AC-44: who is offline or has all they may have grabs none', async (t) => {
  const { ann, abe, owner, waiting } = await twoDepartments(t)
  await waiting()
  await waiting()
  await ann.house.call('PUT', '/me/availability', { availability: 'offline' })
  assert.equal(await ann.api.refused('GrabChat'), '409 AgentOffline')
  await owner.call('PATCH', `/agents/${abe.house.id}`, { capacity: 1 })
  await abe.api.ok('GrabChat')
  assert.equal(await abe.api.refused('GrabChat'), '409 AgentAtCapacity')
})

test('AC-48: AssignChat takes a waiting chat for the caller, twice with one result', async (t) => {
  const { ann, abe, waiting } = await twoDepartments(t)
  const { no } = await waiting()
  const { Chat } = await ann.api.ok<One>('AssignChat', { ChatID: no })
  assert.deepEqual([Chat.ChatType, Chat.AgentID], ['open', ann.no])
  assert.deepEqual(await ann.api.ok<One>('AssignChat', { ChatID: no }), { Chat })
  assert.equal(await abe.api.refused('AssignChat', { ChatID: no }), '409 ChatNotWaiting')
})

test('AC-48: to another agent a Manager assigns it; an Agent may not', async (t) => {
  const { ann, abe, bob, manager, waiting } = await twoDepartments(t)
  const { no } = await waiting()
  assert.equal(await ann.api.refused('AssignChat', { ChatID: no, AgentID: abe.no }), '403 ChatNotAllowed')
  const { Chat } = await manager.api.ok<One>('AssignChat', { ChatID: no, AgentID: abe.no })
  assert.equal(Chat.AgentID, abe.no)
  assert.deepEqual(await manager.api.ok<One>('AssignChat', { ChatID: no, AgentID: abe.no }), { Chat })
  assert.equal(await manager.api.refused('AssignChat', { ChatID: no, AgentID: bob.no }), '409 ChatNotWaiting')
  assert.equal(await manager.api.refused('AssignChat', { ChatID: no, AgentID: 999 }), '404 AgentNotFound')
})

test('AC-43: ReAssignChat hands the chat to an agent who is online', async (t) => {
  const { ann, abe, bob, talking, waiting } = await twoDepartments(t)
  const { no } = await talking(ann)
  await abe.house.call('PUT', '/me/availability', { availability: 'busy' })
  assert.equal(await ann.api.refused('ReAssignChat', { ChatID: no, AgentID: abe.no }), '409 AgentOffline')
  await abe.house.call('PUT', '/me/availability', { availability: 'available' })
  assert.equal(await abe.api.refused('ReAssignChat', { ChatID: no, AgentID: abe.no }), '403 ChatNotAllowed')
  assert.equal(await bob.api.refused('ReAssignChat', { ChatID: no, AgentID: abe.no }), '404 ChatNotFound')
  const { Chat } = await ann.api.ok<One>('ReAssignChat', { ChatID: no, AgentID: abe.no })
  assert.deepEqual([Chat.ChatType, Chat.AgentID], ['open', abe.no])
  const { no: unassigned } = await waiting()
  assert.equal(await ann.api.refused('ReAssignChat', { ChatID: unassigned, AgentID: abe.no }), '409 ChatNotActive')
  assert.equal(await abe.api.refused('ReAssignChat', { ChatID: no, AgentID: 999 }), '404 AgentNotFound')
})

test('AC-43: without ChatID it is the caller’s only open chat; with none or several ChatID is asked for', async (t) => {
  const { ann, abe, talking } = await twoDepartments(t)
  assert.equal(await ann.api.refused('ReAssignChat', { AgentID: abe.no }), '400 ParameterWrong ChatID')
  const { no } = await talking(ann)
  assert.equal((await ann.api.ok<One>('ReAssignChat', { AgentID: abe.no })).Chat.ChatID, no)
  await talking(ann)
  await talking(ann)
  assert.equal(await ann.api.refused('ReAssignChat', { AgentID: abe.no }), '400 ParameterWrong ChatID')
})

test('AC-42: TransferChat puts an assigned chat into another department', async (t) => {
  const { ann, abe, bob, support, billing, talking, waiting } = await twoDepartments(t)
  const { no } = await talking(ann)
  const asked = { ChatID: no, DepartmentID: billing.no }
  assert.equal(await abe.api.refused('TransferChat', asked), '403 ChatNotAllowed')
  assert.equal(await bob.api.refused('TransferChat', asked), '404 ChatNotFound')
  assert.equal(await ann.api.refused('TransferChat', { ...asked, DepartmentID: 999 }), '404 DepartmentNotFound')
  const { Chat } = await ann.api.ok<One>('TransferChat', asked)
  assert.deepEqual([Chat.ChatType, Chat.DepartmentID, Chat.AgentID], ['unassigned', billing.no, null])
  assert.equal((await bob.api.ok<One>('GrabChat')).Chat.ChatID, no)
  const { no: unassigned } = await waiting()
  const back = { ChatID: unassigned, DepartmentID: support.no }
  assert.equal(await ann.api.refused('TransferChat', back), '409 ChatNotActive')
})

test('AC-42: a department that is disabled takes none', async (t) => {
  const { ann, owner, billing, talking } = await twoDepartments(t)
  const { no } = await talking(ann)
  await owner.call('PATCH', `/queues/${billing.id}`, { enabled: false })
  const { status, body } = await ann.api.call<{ ErrorName: string }>('TransferChat', {
    ChatID: no,
    DepartmentID: billing.no,
  })
  assert.deepEqual([status, body.ErrorName], [409, 'DepartmentClosed'])
})

test('AC-47: CloseChat closes; a second time the chat is as it is', async (t) => {
  const { ann, abe, bob, talking, waiting } = await twoDepartments(t)
  const { no } = await talking(ann)
  assert.equal(await abe.api.refused('CloseChat', { ChatID: no }), '403 ChatNotAllowed')
  assert.equal(await bob.api.refused('CloseChat', { ChatID: no }), '404 ChatNotFound')
  const closed = await ann.api.ok<One>('CloseChat', { ChatID: no })
  assert.equal(closed.Chat.ChatType, 'closed')
  assert.deepEqual(await ann.api.ok<One>('CloseChat', { ChatID: no }), closed)
  assert.equal(await ann.api.refused('TransferChat', { ChatID: no, DepartmentID: 1 }), '409 ChatNotActive')
  const { no: unassigned } = await waiting()
  assert.equal(await ann.api.refused('CloseChat', { ChatID: unassigned }), '403 ChatNotAllowed')
})

test('AC-47: closed means closed, also where the department has a wrap-up; one that wants a disposition cannot be', async (t) => {
  const { ann, owner, support, talking } = await twoDepartments(t)
  await owner.call('PATCH', `/queues/${support.id}`, { wrapUpMs: 60_000 })
  const { no } = await talking(ann)
  assert.equal((await ann.api.ok<One>('CloseChat', { ChatID: no })).Chat.ChatType, 'closed')
  await owner.call('PATCH', `/queues/${support.id}`, { needsDisposition: true })
  const { no: other, customer } = await talking(ann)
  assert.equal(await ann.api.refused('CloseChat', { ChatID: other }), '409 ChatNeedsDisposition')
  const { body } = await owner.call<{ entry: { id: string } }>('POST', '/dispositions', { name: 'Complaint' })
  await ann.house.call('PUT', `/chats/${customer.chatId}/disposition`, { dispositionId: body.entry.id })
  assert.equal((await ann.api.ok<One>('CloseChat', { ChatID: other })).Chat.ChatType, 'closed')
})

test('AC-10, AC-13, AC-42, AC-43, AC-44, AC-47, AC-48: 400, 401 and 404 of each', async (t) => {
  const { ann, billing } = await twoDepartments(t)
  const ways = [
    ['TransferChat', { ChatID: 99, DepartmentID: billing.no }],
    ['ReAssignChat', { ChatID: 99, AgentID: ann.no }],
    ['CloseChat', { ChatID: 99 }],
    ['AssignChat', { ChatID: 99 }],
  ] as const
  for (const [name, fields] of ways) {
    assert.equal(await ann.api.refused(name, fields), '404 ChatNotFound')
    const wrong = Object.fromEntries(Object.keys(fields).map((field) => [field, 'x']))
    const named = Object.keys(fields).toSorted().join(' ')
    const told = (await ann.api.refused(name, wrong)).split(' ')
    assert.equal([...told.slice(0, 2), ...told.slice(2).toSorted()].join(' '), `400 ParameterWrong ${named}`)
    assert.equal(await ann.api.refused(name, { ...fields, Chat: 1 }), '400 ParameterWrong Chat')
    assert.equal(await ann.api.refused(name, fields, { SessionToken: null }), '401 LoginNeeded')
  }
  assert.equal(await ann.api.refused('GrabChat', { ChatID: 1 }), '400 ParameterWrong ChatID')
  assert.equal(await ann.api.refused('GrabChat', {}, { SessionToken: null }), '401 LoginNeeded')
})
