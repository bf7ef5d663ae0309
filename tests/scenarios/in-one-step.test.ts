import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentDetailsView, AgentView, ChatView, QueueView } from '#dialects/house/views.ts'
import { type Agent, Centre } from '../support/centre.ts'

interface Problems {
  readonly code: string
  readonly errors: readonly { readonly field: string }[]
}

async function queueOf(owner: Agent, name: string): Promise<QueueView> {
  const { status, body } = await owner.call<{ queue: QueueView }>('POST', '/queues', { name })
  assert.equal(status, 201)
  return body.queue
}

async function memberIds(owner: Agent, { id }: QueueView): Promise<readonly string[]> {
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  return body.queues.find((queue) => queue.id === id)?.memberIds ?? []
}

test('a colleague is added with queues, changed as a whole, and takes the next chat of them', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const sales = await queueOf(owner, 'Sales')
  const repairs = await queueOf(owner, 'Repairs')
  const queues = { ids: [sales.id, repairs.id], receivesChats: false }
  const ann = await centre.agent('Ann', [], { queues, notifications: ['unassigned-chats-waiting'] })
  assert.deepEqual(await memberIds(owner, sales), [ann.id])

  const nobody = await ann.call<Problems>('POST', '/chats/grab-next')
  assert.deepEqual([nobody.status, nobody.body.code], [409, 'queue.nobody-waits'])
  const kim = centre.customer()
  await kim.open({ queueId: repairs.id })
  const { status, body } = await ann.call<{ chat: ChatView }>('POST', '/chats/grab-next')
  assert.deepEqual([status, body.chat.id, body.chat.agentId], [200, kim.chatId, ann.id])
  assert.equal((await kim.call('POST', '/chats/grab-next')).status, 403)

  const wrong = await owner.call<Problems>('PATCH', `/agents/${ann.id}`, {
    queues: { ids: [sales.id, ann.id], receivesChats: true },
    awayReason: 'lunch',
  })
  assert.deepEqual([wrong.status, wrong.body.errors.map(({ field }) => field)], [422, ['queues.ids[1]', 'awayReason']])
  const changes = { queues: { ids: [sales.id], receivesChats: true }, availability: 'away', awayReason: 'lunch' }
  const changed = await owner.call<{ agent: AgentView }>('PATCH', `/agents/${ann.id}`, changes)
  assert.deepEqual([changed.status, changed.body.agent.awayReason], [200, 'lunch'])
  assert.deepEqual([await memberIds(owner, sales), await memberIds(owner, repairs)], [[ann.id], []])
  const { details } = (await owner.call<{ details: AgentDetailsView }>('GET', `/agents/${ann.id}`)).body
  assert.deepEqual(details.notifications, ['unassigned-chats-waiting'])
})

test('the hours of a centre are set in one call, and set again where they are', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const week = (to: string) => ({ 1: [{ from: '09:00', to }], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] })
  type One = { readonly entry: { readonly id: string; readonly name: string; readonly revision: number } }
  const set = (to: string) => owner.call<One>('PUT', '/centre/hours', { week: week(to) })
  const first = (await set('17:00')).body.entry
  const second = (await set('18:00')).body.entry
  assert.deepEqual([first.name, first.revision, second.id, second.revision], ['Working hours', 1, first.id, 2])
  const { body } = await owner.call<{ centre: { hoursId: string } }>('GET', '/centre')
  assert.equal(body.centre.hoursId, first.id)
  const wrong = await owner.call<Problems>('PUT', '/centre/hours', { week: week('09:00') })
  assert.deepEqual([wrong.status, wrong.body.errors.map(({ field }) => field)], [422, ['week.1[0].to']])
})
