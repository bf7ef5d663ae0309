import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { AgentChat } from '../../../tests/support/agentchat.ts'
import { type ShownChat, twoDepartments } from '../../../tests/support/two-departments.ts'

interface List {
  readonly Count: number
  readonly Chats: readonly ShownChat[]
  readonly NextAfterChatID: number | null
}

const nos = ({ Chats }: List) => Chats.map(({ ChatID }) => ChatID)

/** All pages of a list. */
async function walked(api: AgentChat, fields: Record<string, unknown>): Promise<number[]> {
  const found: number[] = []
  for (let after: number | null = null; ; ) {
    const page: List = await api.ok('GetChatList', { ...fields, ...(after !== null && { AfterChatID: after }) })
    assert.equal(page.Count, page.Chats.length)
    found.push(...nos(page))
    after = page.NextAfterChatID
    if (after === null) return found
  }
}

test('AC-45: each chat is in one list, and an Agent sees those of their departments', async (t) => {
  const { ann, bob, manager, billing, talking, waiting } = await twoDepartments(t)
  const { no: open } = await talking(ann)
  const { no: closed } = await talking(ann)
  await ann.api.ok('CloseChat', { ChatID: closed })
  const { no: unassigned } = await waiting()
  const { no: other } = await waiting(billing)
  const list = async (api: AgentChat, ChatType: string) => nos(await api.ok<List>('GetChatList', { ChatType }))
  assert.deepEqual(await list(ann.api, 'open'), [open])
  assert.deepEqual(await list(ann.api, 'unassigned'), [unassigned])
  assert.deepEqual(await list(ann.api, 'closed'), [closed])
  assert.deepEqual(await list(bob.api, 'unassigned'), [other])
  assert.deepEqual(await list(bob.api, 'open'), [])
  assert.deepEqual(await list(bob.api, 'closed'), [])
  assert.deepEqual(await list(manager.api, 'unassigned'), [unassigned, other])
  assert.deepEqual(nos(await ann.api.ok<List>('GetChatList')), [open, unassigned, closed])
  const { Chats } = await manager.api.ok<List>('GetChatList')
  assert.deepEqual(
    Chats.map(({ ChatID, ChatType }) => [ChatID, ChatType]),
    [
      [open, 'open'],
      [unassigned, 'unassigned'],
      [other, 'unassigned'],
      [closed, 'closed'],
    ],
  )
})

test('AC-45: pages meet without gap: live chats by ChatID, closed ones newest end first, and all lists in a row', async (t) => {
  const { centre, owner, ann, manager, talking, waiting } = await twoDepartments(t)
  await owner.call('PATCH', `/agents/${ann.house.id}`, { capacity: 20 })
  const live: number[] = []
  for (let count = 0; count < 5; count++) live.push((await waiting()).no)
  const ended: number[] = []
  for (let count = 0; count < 5; count++) ended.push((await talking(ann)).no)
  for (const ChatID of [3, 0, 4, 1, 2].map((place) => ended[place])) {
    centre.clock.pass(1_000)
    await ann.api.ok('CloseChat', { ChatID })
  }
  const byEnd = [2, 1, 4, 0, 3].map((place) => ended[place])
  for (const PageSize of [1, 2, 3, 5, 200]) {
    assert.deepEqual(await walked(manager.api, { ChatType: 'unassigned', PageSize }), live)
    assert.deepEqual(await walked(ann.api, { ChatType: 'closed', PageSize }), byEnd)
    assert.deepEqual(await walked(ann.api, { PageSize }), [...live, ...byEnd])
  }
})

test('AC-45: with IncludeMessages each chat brings its last 20 messages, and that they were read is kept', async (t) => {
  const { ann, abe, owner, talking } = await twoDepartments(t)
  const { no, customer } = await talking(ann)
  for (let count = 1; count <= 22; count++) await customer.say(`line ${count}`, randomUUID())
  const { Chats } = await abe.api.ok<List>('GetChatList', { ChatType: 'open', IncludeMessages: 'true' })
  const texts = Chats[0]?.Messages?.map(({ MessageText }) => MessageText)
  assert.deepEqual([Chats[0]?.ChatID, texts?.length, texts?.[0], texts?.at(-1)], [no, 20, 'line 3', 'line 22'])
  assert.equal((await abe.api.ok<List>('GetChatList', { ChatType: 'open' })).Chats[0]?.Messages, undefined)
  const history = await owner.call('GET', `/chats/${customer.chatId}/history`)
  assert.match(JSON.stringify(history.body), /chat\.looked/)
})

test('AC-45: who is led by a welcome menu is in no list, and does not exist for any method', async (t) => {
  const { centre, owner, support, billing, manager } = await twoDepartments(t)
  for (const [place, { id }] of [support, billing].entries())
    await owner.call('PATCH', `/queues/${id}`, { menu: { name: `Place ${place}`, index: place + 1 } })
  const customer = centre.customer()
  await customer.open()
  const { body } = await owner.call<{ chat: { no: number; phase: string } }>('GET', `/chats/${customer.chatId}`)
  assert.equal(body.chat.phase, 'welcome')
  assert.equal((await manager.api.ok<List>('GetChatList')).Count, 0)
  assert.equal(await manager.api.refused('CloseChat', { ChatID: body.chat.no }), '404 ChatNotFound')
  assert.equal(await manager.api.refused('ExportChat', { ChatID: body.chat.no }), '404 ChatNotFound')
  await customer.say('2')
  assert.deepEqual(nos(await manager.api.ok<List>('GetChatList')), [body.chat.no])
})

test('AC-10, AC-45: what is wrong is told by name', async (t) => {
  const { ann, bob, talking, waiting } = await twoDepartments(t)
  const { no } = await talking(ann)
  const { no: unassigned } = await waiting()
  const refused = (fields: Record<string, unknown>) => ann.api.refused('GetChatList', fields)
  assert.equal(await refused({ ChatType: 'all' }), '400 ParameterWrong ChatType')
  assert.equal(await refused({ PageSize: 201 }), '400 ParameterWrong PageSize')
  assert.equal(await refused({ PageSize: 0 }), '400 ParameterWrong PageSize')
  assert.equal(await refused({ AfterChatID: 'x' }), '400 ParameterWrong AfterChatID')
  assert.equal(await refused({ IncludeMessages: 'yes' }), '400 ParameterWrong IncludeMessages')
  assert.equal(await refused({ ChatType: 'closed', AfterChatID: unassigned }), '400 ParameterWrong AfterChatID')
  assert.equal(await bob.api.refused('GetChatList', { ChatType: 'closed', AfterChatID: no }), '404 ChatNotFound')
  assert.equal(await ann.api.refused('GetChatList', {}, { SessionToken: null }), '401 LoginNeeded')
})
