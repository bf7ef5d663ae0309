import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { QueueView } from '#dialects/house/views.ts'
import { type AgentChatError, agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

const warranty = { TagGroupID: '1', Name: 'Warranty Enquiries', Enabled: true }

interface Tagged {
  readonly Chat: {
    readonly ChatID: number
    readonly CustomerID: number
    readonly Tags: readonly { readonly TagID: number }[]
  }
}

/** Two tags, and Kim's chat 1, which Ann has taken; Bob works in no department. */
async function open(t: TestContext) {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const manager = await agentChatAs(centre, owner.id)
  await manager.ok('CreateTagGroup', { Name: 'Products', Enabled: true })
  await manager.ok('CreateTag', warranty)
  await manager.ok('CreateTag', { ...warranty, Name: 'Returns' })
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  const house = await centre.agent('Ann', [body.queues[0]?.id ?? ''])
  const kim = centre.customer()
  await kim.open({ name: 'Kim' })
  await house.call('POST', `/chats/${kim.chatId}/grab`)
  const ann = await agentChatAs(centre, house.id)
  const bob = await agentChatAs(centre, (await centre.agent('Bob')).id)
  const closeChat = () => house.call('POST', `/chats/${kim.chatId}/close`)
  return { centre, manager, house, ann, bob, kim, closeChat, queueId: body.queues[0]?.id ?? '' }
}

const tagsOf = ({ Chat }: Tagged) => Chat.Tags.map(({ TagID }) => TagID)

test('AC-70, AC-72, AC-4: tags are put on a chat and taken off it, by chat or by customer', async (t) => {
  const { ann } = await open(t)
  const { Chat } = await ann.ok<Tagged>('AddTag', { ChatID: '1', TagID: '1' })
  assert.deepEqual([Chat.ChatID, Chat.Tags], [1, [{ TagID: 1, Name: 'Warranty Enquiries' }]])
  assert.deepEqual(tagsOf(await ann.ok('AddTag', { CustomrID: Chat.CustomerID, TagID: 2 })), [1, 2])
  assert.deepEqual(tagsOf(await ann.ok('AddTag', { CustomerID: Chat.CustomerID, TagID: 2 })), [1, 2])
  assert.deepEqual(tagsOf(await ann.ok('RemoveTag', { ChatID: 1, TagID: 1 })), [2])
  assert.deepEqual(tagsOf(await ann.ok('RemoveTag', { ChatID: 1, TagID: 1 })), [2])
})

test('AC-70: by customer it is the newest active chat, and there must be one', async (t) => {
  const { centre, ann, house, kim, closeChat, manager } = await open(t)
  const { CustomerID } = (await ann.ok<Tagged>('RemoveTag', { ChatID: 1, TagID: 1 })).Chat
  await closeChat()
  await house.call('POST', `/chats/${kim.chatId}/finish-wrap-up`)
  centre.clock.pass(120_000)
  assert.equal(await ann.refused('AddTag', { CustomerID, TagID: 1 }), '409 CustomerNoActiveChat')
  assert.deepEqual(tagsOf(await ann.ok('AddTag', { ChatID: 1, TagID: 1 })), [1])
  assert.equal(await manager.refused('AddTag', { CustomerID: 99, TagID: 1 }), '404 CustomerNotFound')
})

test('AC-70, AC-72: what is wrong is told by name', async (t) => {
  const { ann, bob, manager } = await open(t)
  assert.equal(await ann.refused('AddTag', { TagID: 1 }), '400 ParameterWrong ChatID CustomerID')
  const both = { ChatID: 1, CustomerID: 1, TagID: 1 }
  assert.equal(await ann.refused('AddTag', both), '400 ParameterWrong ChatID CustomerID')
  assert.equal(await ann.refused('AddTag', { ...both, CustomrID: 1 }), '400 ParameterWrong CustomerID')
  assert.equal(await ann.refused('AddTag', { ChatID: 'one' }), '400 ParameterWrong TagID ChatID')
  assert.equal(await ann.refused('AddTag', { ChatID: 1, TagID: 9 }), '404 TagNotFound')
  assert.equal(await ann.refused('RemoveTag', { ChatID: 1, TagID: 9 }), '404 TagNotFound')
  assert.equal(await ann.refused('RemoveTag', { TagID: 1 }), '400 ParameterWrong ChatID')
  for (const name of ['AddTag', 'RemoveTag']) {
    assert.equal(await manager.refused(name, { ChatID: 9, TagID: 1 }), '404 ChatNotFound')
    assert.equal(await bob.refused(name, { ChatID: 1, TagID: 1 }), '404 ChatNotFound')
    assert.equal(await ann.refused(name, {}, { SessionToken: null }), '401 LoginNeeded')
  }
  assert.equal(await bob.refused('AddTag', { CustomerID: 1, TagID: 1 }), '404 CustomerNotFound')
  await manager.ok('UpdateTag', { TagID: 1, Enabled: false })
  assert.equal(await ann.refused('AddTag', { ChatID: 1, TagID: 1 }), '400 TagUnknown TagID')
  await manager.ok('UpdateTagGroup', { TagGroupID: 1, Enabled: false })
  assert.equal(await ann.refused('AddTag', { ChatID: 1, TagID: 2 }), '400 TagUnknown TagID')
})

test('AC-70, AC-72: an Agent who shares the department but not the chat may not tag it', async (t) => {
  const { centre, queueId } = await open(t)
  const eve = await agentChatAs(centre, (await centre.agent('Eve', [queueId])).id)
  for (const name of ['AddTag', 'RemoveTag'])
    assert.equal(await eve.refused(name, { ChatID: 1, TagID: 1 }), '403 ChatNotAllowed')
})

test('AC-71, AC-73, AC-74: tags are created, updated in part, and deleted by a Manager', async (t) => {
  const { manager, ann } = await open(t)
  const tag = { TagID: 3, TagGroupID: 1, Name: 'Prices', Enabled: false }
  assert.deepEqual(await manager.ok('CreateTag', { ...tag, TagID: undefined }), { Tag: tag })
  assert.deepEqual(await manager.ok('UpdateTag', { TagID: '3', Enabled: 'true' }), { Tag: { ...tag, Enabled: true } })
  assert.deepEqual(await manager.ok('UpdateTag', { TagID: 3, Name: 'Price' }), {
    Tag: { ...tag, Name: 'Price', Enabled: true },
  })
  await ann.ok('AddTag', { ChatID: 1, TagID: 3 })
  assert.deepEqual(await manager.ok('DeleteTag', { TagID: 3 }), { Success: true })
  assert.equal(await manager.refused('DeleteTag', { TagID: 3 }), '404 TagNotFound')
  assert.equal((await manager.ok<{ TagCount: number }>('GetSettings')).TagCount, 2)
})

test('AC-74: a tag that a department gives by itself is not deleted, and the department is named', async (t) => {
  const { manager } = await open(t)
  const { Department } = await manager.ok<{ Department: { DepartmentID: number } }>('CreateDepartment', {
    Name: 'Reception',
    AutoTagID: [2],
  })
  const { status, body } = await manager.call<AgentChatError>('DeleteTag', { TagID: 2 })
  assert.deepEqual([status, body.ErrorName], [409, 'TagInUse'])
  assert.match(body.ErrorMessage, new RegExp(`department ${Department.DepartmentID}\\b`))
})

test('AC-12, AC-71, AC-73, AC-74: what is wrong is told by name; 401 without a session, 403 for an Agent', async (t) => {
  const { manager, ann } = await open(t)
  assert.equal(await manager.refused('CreateTag', warranty), '400 TagWrong Name')
  assert.equal(await manager.refused('CreateTag', { TagGroupID: 'x' }), '400 ParameterWrong Name Enabled TagGroupID')
  assert.equal(await manager.refused('CreateTag', { ...warranty, TagGroupID: 2 }), '404 TagGroupNotFound')
  assert.equal(await manager.refused('UpdateTag', { TagID: 2, Name: warranty.Name }), '400 TagWrong Name')
  assert.equal(await manager.refused('UpdateTag', { TagID: 9 }), '404 TagNotFound')
  assert.equal(await manager.refused('UpdateTag', {}), '400 ParameterWrong TagID')
  assert.equal(await manager.refused('DeleteTag', {}), '400 ParameterWrong TagID')
  for (const name of ['CreateTag', 'UpdateTag', 'DeleteTag']) {
    assert.equal(await ann.refused(name, {}), '403 PermissionMissing')
    assert.equal(await ann.refused(name, {}, { SessionToken: null }), '401 LoginNeeded')
  }
})
