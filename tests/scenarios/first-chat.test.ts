import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { ChatView, CustomerChatView, ExplanationView, MessageView, QueueView } from '#dialects/house/views.ts'
import { Centre } from '../support/centre.ts'

test('a customer asks, an agent answers, they talk, it ends, it is rated', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const customer = centre.customer()
  const firstId = randomUUID()
  const opened = await customer.open({ name: 'Kim', message: { id: firstId, text: 'Where is my parcel?' } })
  assert.equal(opened.phase, 'waiting')

  const why = await owner.call<ExplanationView>('GET', `/chats/${customer.chatId}/explanation`)
  assert.deepEqual(
    why.body.agents.map(({ can, why }) => ({ can, why })),
    [{ can: false, why: 'offline' }],
  )
  assert.equal(why.body.next?.what, 'closed-nobody-came')

  await owner.call('PUT', '/me/availability', { availability: 'available' })
  assert.equal((await owner.chat(customer.chatId)).phase, 'offered')
  const taken = await owner.call<{ chat: ChatView }>('POST', `/chats/${customer.chatId}/accept`)
  assert.equal(taken.body.chat.phase, 'active')
  assert.equal(taken.body.chat.own?.because?.how, 'offer')

  const answer = await owner.call<{ seq: number }>('POST', `/chats/${customer.chatId}/messages`, {
    id: randomUUID(),
    text: 'On its way.',
  })
  assert.equal(answer.status, 201)
  assert.equal(answer.body.seq, 3)
  const repeated = await customer.say('Where is my parcel?', firstId)
  assert.deepEqual([repeated.status, repeated.body.seq], [200, 1])

  const log = await customer.call<{ messages: MessageView[]; lastSeq: number }>(
    'GET',
    `/chats/${customer.chatId}/messages`,
  )
  assert.deepEqual(
    log.body.messages.map((line) => [
      line.seq,
      line.kind === 'text' ? line.text : line.kind === 'notice' ? line.code : '',
    ]),
    [
      [1, 'Where is my parcel?'],
      [2, 'agent-joined'],
      [3, 'On its way.'],
    ],
  )

  await customer.call('PUT', `/chats/${customer.chatId}/marks`, { delivered: 3, read: 3 })
  assert.deepEqual((await owner.chat(customer.chatId)).own?.marks.customer, { delivered: 3, read: 3 })
  const early = await customer.call('POST', `/chats/${customer.chatId}/rating`, { score: 5 })
  assert.equal(early.status, 409)
  const closed = await customer.call<{ chat: CustomerChatView }>('POST', `/chats/${customer.chatId}/close`)
  assert.deepEqual([closed.body.chat.phase, closed.body.chat.ending], ['ended', 'completed'])
  assert.equal((await owner.chat(customer.chatId)).phase, 'wrapUp')
  const rated = await customer.call<{ chat: CustomerChatView }>('POST', `/chats/${customer.chatId}/rating`, {
    score: 4,
    comment: 'Quick',
  })
  assert.equal(rated.body.chat.rating?.score, 4)
  const done = await owner.call<{ chat: ChatView }>('POST', `/chats/${customer.chatId}/finish-wrap-up`)
  assert.equal(done.body.chat.phase, 'closed')

  const history = await owner.call<{ chats: ChatView[] }>('GET', '/chats?scope=closed')
  assert.deepEqual(
    history.body.chats.map(({ customer: { name } }) => name),
    ['Kim'],
  )
  const transcript = await customer.call<string>('GET', `/chats/${customer.chatId}/transcript`)
  assert.match(transcript.body, /Kim: Where is my parcel\?/)
})

test('nothing is lost over a restart: chats, deadlines, round-robin’s cursor, first answers', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  await owner.call('PATCH', `/queues/${body.queues[0]?.id}`, { offerMs: 20_000 })
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  const customer = centre.customer()
  const id = randomUUID()
  await customer.open({ message: { id, text: 'Hello' } })
  const before = await owner.chat(customer.chatId)
  assert.equal(before.phase, 'offered')

  centre.clock.pass(15_000)
  await centre.restart()
  assert.deepEqual(await owner.chat(customer.chatId), before)
  assert.equal((await customer.say('Hello', id)).body.seq, 1)
  centre.clock.pass(5_000)
  const after = await owner.chat(customer.chatId)
  assert.equal(after.phase, 'queued')
  assert.equal(after.waitingSince, before.waitingSince)
  const me = await owner.me()
  assert.equal(me.body.agent.notResponding, true)
})
