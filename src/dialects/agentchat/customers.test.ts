import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { QueueView } from '#dialects/house/views.ts'
import { agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

interface Comment {
  readonly Comment: string
  readonly AgentName: string
}
interface CustomerBody {
  readonly CustomerID: number
  readonly FullName: string | null
  readonly EmailAddress: string | null
  readonly MobileNumber: string | null
  readonly Comments: readonly Comment[]
}
interface ChatBody {
  readonly ChatID: number
  readonly ChatType: string
  readonly Tags: readonly { readonly TagID: number }[]
  readonly Messages: readonly { readonly MessageText: string; readonly From: string }[]
}
interface Found {
  readonly Count: number
  readonly Customers: readonly (CustomerBody & { readonly Chats?: readonly ChatBody[] })[]
}

const phone = '+27821234567'

/** Kim's chat 1, which Ann has; Bob works elsewhere. Tags 1 and 2. */
async function open(t: TestContext, settings: Record<string, string> = {}) {
  const centre = await Centre.open(t, settings)
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  const queueId = body.queues[0]?.id ?? ''
  const house = await centre.agent('Ann', [queueId])
  const manager = await agentChatAs(centre, owner.id)
  await manager.ok('CreateTagGroup', { Name: 'Products', Enabled: true })
  for (const Name of ['a', 'b']) await manager.ok('CreateTag', { TagGroupID: 1, Name, Enabled: true })
  const kim = centre.customer()
  await kim.open({ name: 'Kim', phone, queueId })
  await kim.say('hello')
  await house.call('POST', `/chats/${kim.chatId}/grab`)
  const ann = await agentChatAs(centre, house.id)
  const bob = await agentChatAs(centre, (await centre.agent('Bob')).id)
  const endChat = async () => {
    await house.call('POST', `/chats/${kim.chatId}/close`)
    centre.clock.pass(120_000)
  }
  return { centre, manager, house, ann, bob, kim, endChat, queueId }
}

const find = { MobileNumber: phone, IncludeChats: false }

test('AC-65: details, comment and tags of a customer are changed in one step', async (t) => {
  const { ann } = await open(t)
  const { Customer } = await ann.ok<{ Customer: CustomerBody }>('UpdateCustomer', {
    CustomerID: '1',
    FullName: 'Joe the Jester',
    EmailAddress: 'joe@example.org',
    Comment: 'Another Comment',
    TagID: ['1', '2'],
  })
  const { FullName, EmailAddress, MobileNumber, Comments } = Customer
  assert.deepEqual([FullName, EmailAddress, MobileNumber], ['Joe the Jester', 'joe@example.org', phone])
  assert.deepEqual(
    Comments.map(({ Comment, AgentName }) => [Comment, AgentName]),
    [['Another Comment', 'Ann']],
  )
  const { Customers } = await ann.ok<Found>('FindCustomer', { ...find, IncludeChats: true })
  assert.deepEqual(
    Customers[0]?.Chats?.map(({ Tags }) => Tags.map(({ TagID }) => TagID)),
    [[1, 2]],
  )
})

test('AC-65: what is not sent stays; an empty name is taken away; comments and tags are added to those there', async (t) => {
  const { centre, ann } = await open(t)
  const update = async (fields: object) =>
    (await ann.ok<{ Customer: CustomerBody }>('UpdateCustomer', { CustomerID: 1, ...fields })).Customer
  assert.equal((await update({})).FullName, 'Kim')
  await update({ Comment: 'first', TagID: [1] })
  centre.clock.pass(1_000)
  const { FullName, Comments } = await update({ FullName: '', Comment: 'second', TagID: [2] })
  assert.deepEqual([FullName, Comments.map(({ Comment }) => Comment)], [null, ['second', 'first']])
  const { Customers } = await ann.ok<Found>('FindCustomer', { ...find, IncludeChats: true })
  assert.deepEqual(
    Customers[0]?.Chats?.[0]?.Tags.map(({ TagID }) => TagID),
    [1, 2],
  )
})

test('AC-65: tags need an active chat, and without one nothing is changed', async (t) => {
  const { ann, endChat } = await open(t)
  await endChat()
  const fields = { CustomerID: 1, FullName: 'Joe', TagID: [1] }
  assert.equal(await ann.refused('UpdateCustomer', fields), '409 CustomerNoActiveChat')
  const { Customer } = await ann.ok<{ Customer: CustomerBody }>('UpdateCustomer', { CustomerID: 1, Comment: 'after' })
  assert.deepEqual([Customer.FullName, Customer.Comments.length], ['Kim', 1])
})

test('AC-65: everything wrong is told by name, all or nothing', async (t) => {
  const { centre, ann, bob, manager } = await open(t)
  const update = (fields: object) => ann.refused('UpdateCustomer', { CustomerID: 1, ...fields })
  const wrong = { FullName: 'x'.repeat(101), EmailAddress: 'joe', Comment: ' ' }
  assert.equal(await update(wrong), '400 CustomerWrong EmailAddress FullName Comment')
  assert.equal(await update({ TagID: [1, 9] }), '400 TagUnknown TagID/1')
  await manager.ok('UpdateTag', { TagID: 2, Enabled: false })
  assert.equal(await update({ FullName: 'Joe', TagID: [1, 2] }), '400 TagUnknown TagID/1')
  assert.equal(await update({ Nickname: 'Joe' }), '400 ParameterWrong Nickname')
  await centre.customer().open({ name: 'Lee', email: 'lee@example.org' })
  assert.equal(await update({ EmailAddress: 'lee@example.org' }), '409 CustomerKeyUsed EmailAddress')
  const { Customer } = await ann.ok<{ Customer: CustomerBody }>('UpdateCustomer', { CustomerID: 1 })
  assert.deepEqual([Customer.FullName, Customer.Comments], ['Kim', []])
  assert.equal(await ann.refused('UpdateCustomer', {}), '400 ParameterWrong CustomerID')
  assert.equal(await bob.refused('UpdateCustomer', { CustomerID: 1 }), '404 CustomerNotFound')
  assert.equal(await manager.refused('UpdateCustomer', { CustomerID: 99 }), '404 CustomerNotFound')
  assert.equal(await ann.refused('UpdateCustomer', {}, { SessionToken: null }), '401 LoginNeeded')
})

test('AC-65: who shares the department may not tag a colleague’s chat, and changes nothing with it', async (t) => {
  const { centre, queueId, ann } = await open(t)
  const eve = await agentChatAs(centre, (await centre.agent('Eve', [queueId])).id)
  const fields = { CustomerID: 1, FullName: 'Joe', TagID: [1] }
  assert.equal(await eve.refused('UpdateCustomer', fields), '403 ChatNotAllowed')
  assert.equal((await ann.ok<Found>('FindCustomer', find)).Customers[0]?.FullName, 'Kim')
})

test('AC-66: a customer is found by number however it is written', async (t) => {
  const { ann } = await open(t)
  for (const MobileNumber of [phone, '27821234567', '0027821234567', '+27 82 123-4567', ' 27821234567']) {
    const { Count, Customers } = await ann.ok<Found>('FindCustomer', { ...find, MobileNumber })
    assert.deepEqual([Count, Customers[0]?.FullName, Customers[0]?.Chats], [1, 'Kim', undefined], MobileNumber)
  }
  assert.deepEqual(await ann.ok('FindCustomer', { ...find, MobileNumber: '112798647' }), { Count: 0, Customers: [] })
})

test('AC-66: national numbers are understood where the country is set', async (t) => {
  const { ann } = await open(t, { POLYDESK_PHONE_COUNTRY: 'ZA' })
  for (const MobileNumber of ['0821234567', '082 123 4567', '27821234567', phone])
    assert.equal((await ann.ok<Found>('FindCustomer', { ...find, MobileNumber })).Count, 1, MobileNumber)
})

test('AC-66: with chats, open and closed ones, newest first, each with what was said last', async (t) => {
  const { centre, ann, endChat, queueId } = await open(t)
  await endChat()
  const second = centre.customer()
  await second.open({ name: 'Kim', phone, queueId })
  for (let count = 1; count <= 25; count++) await second.say(`line ${count}`)
  const { Customers } = await ann.ok<Found>('FindCustomer', { ...find, IncludeChats: 'true' })
  const chats = Customers[0]?.Chats ?? []
  assert.deepEqual(
    chats.map(({ ChatID, ChatType }) => [ChatID, ChatType]),
    [
      [2, 'unassigned'],
      [1, 'closed'],
    ],
  )
  assert.deepEqual([chats[0]?.Messages.length, chats[0]?.Messages.at(-1)?.MessageText], [20, 'line 25'])
  const hello = chats[1]?.Messages.find(({ From }) => From === 'customer')
  assert.equal(hello?.MessageText, 'hello')
})

test('AC-13, AC-66: an Agent finds only whom they may know of, and only chats they may read', async (t) => {
  const { centre, ann, bob, manager } = await open(t)
  assert.deepEqual(await bob.ok('FindCustomer', { ...find, IncludeChats: true }), { Count: 0, Customers: [] })
  const { Department } = await manager.ok<{ Department: { DepartmentID: number } }>('CreateDepartment', { Name: 'VIP' })
  const vip = [...centre.app.desk.state.queues.values()].find(({ no }) => no === Department.DepartmentID)
  await centre.customer().open({ name: 'Kim', phone, queueId: vip?.id })
  const seen = async (who: typeof ann) =>
    (await who.ok<Found>('FindCustomer', { ...find, IncludeChats: true })).Customers[0]?.Chats?.map(
      ({ ChatID }) => ChatID,
    )
  assert.deepEqual(await seen(ann), [1])
  assert.deepEqual((await seen(manager))?.toSorted(), [1, 2])
})

test('AC-66: that a Manager read others’ chats is noted in their history, once in ten minutes', async (t) => {
  const { centre, ann, manager, kim } = await open(t)
  const owner = await centre.owner()
  const looks = async () => {
    const { body } = await owner.call<{ history: { what: string }[] }>('GET', `/chats/${kim.chatId}/history`)
    return body.history.filter(({ what }) => what === 'chat.looked').length
  }
  const all = { ...find, IncludeChats: true }
  await ann.ok('FindCustomer', all)
  await manager.ok('FindCustomer', find)
  assert.equal(await looks(), 0)
  for (const _ of [1, 2]) await manager.ok('FindCustomer', all)
  assert.equal(await looks(), 1)
})

test('AC-66: what is no number, and what is missing, is told by name; 401 without a session', async (t) => {
  const { ann } = await open(t)
  const wrong = (fields: object) => ann.refused('FindCustomer', { ...find, ...fields })
  for (const MobileNumber of ['kim', '12', '+1234567890123456', '+27 82 call me'])
    assert.equal(await wrong({ MobileNumber }), '400 ParameterWrong MobileNumber', MobileNumber)
  assert.equal(await wrong({ IncludeChats: 'maybe' }), '400 ParameterWrong IncludeChats')
  assert.equal(await ann.refused('FindCustomer', {}), '400 ParameterWrong MobileNumber IncludeChats')
  assert.equal(await ann.refused('FindCustomer', find, { SessionToken: null }), '401 LoginNeeded')
})
