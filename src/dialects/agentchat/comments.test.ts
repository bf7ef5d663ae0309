import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ShownChat, twoDepartments } from '../../../tests/support/two-departments.ts'

test('AC-41: AddComment notes something on the customer of an active chat', async (t) => {
  const { ann, bob, centre, talking } = await twoDepartments(t)
  const { no } = await talking(ann)
  const { Chats } = await ann.api.ok<{ Chats: ShownChat[] }>('GetChatList', { ChatType: 'open' })
  const CustomerID = Chats[0]?.CustomerID
  assert.ok(CustomerID)
  const added = await ann.api.ok('AddComment', { CustomerID: String(CustomerID), Comment: 'Likes tea' })
  const AddedAt = new Date(centre.clock.now()).toISOString()
  assert.deepEqual(added, { CustomerID, Comment: { Comment: 'Likes tea', AgentName: 'Ann', AddedAt } })
  assert.equal(await bob.api.refused('AddComment', { CustomerID, Comment: 'x' }), '404 CustomerNotFound')
  await ann.api.ok('CloseChat', { ChatID: no })
  assert.equal(await ann.api.refused('AddComment', { CustomerID, Comment: 'x' }), '409 CustomerNoActiveChat')
})

test('AC-41: a comment on who waits in one’s department; not on who is not there, and not an empty one', async (t) => {
  const { ann, manager, waiting } = await twoDepartments(t)
  await waiting()
  const { Chats } = await ann.api.ok<{ Chats: ShownChat[] }>('GetChatList', { ChatType: 'unassigned' })
  const CustomerID = Chats[0]?.CustomerID
  await ann.api.ok('AddComment', { CustomerID, Comment: 'Waits' })
  assert.equal(await manager.api.refused('AddComment', { CustomerID: 99, Comment: 'x' }), '404 CustomerNotFound')
  for (const Comment of ['', '  ', 'x'.repeat(10_001)])
    assert.equal(await ann.api.refused('AddComment', { CustomerID, Comment }), '400 ParameterWrong Comment')
  const control = { CustomerID, Comment: 'a\u0000b' }
  assert.equal(await ann.api.refused('AddComment', control), '400 MessageControlCharacters Comment')
  assert.equal(await ann.api.refused('AddComment', {}), '400 ParameterWrong CustomerID Comment')
  assert.equal(
    await ann.api.refused('AddComment', { CustomerID, Comment: 'x' }, { SessionToken: null }),
    '401 LoginNeeded',
  )
})
