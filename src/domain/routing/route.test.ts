import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, RuleDesk, support } from '../../../tests/cast.ts'
import type { AgentId, ChatId, CustomerId } from '../ids.ts'

const first = 'first' as ChatId
const second = 'second' as ChatId

/** A chat for which its customer wants one agent, for a while or for good. */
function openFor(desk: RuleDesk, chatId: ChatId, agentId: AgentId, why: 'preferred' | 'required') {
  desk.state.chats.noteAbsent(chatId)
  const customerId = `customer of ${chatId}` as CustomerId
  desk.state.customers.noteAbsent(customerId)
  const none = { name: null, email: null, pageUrl: null, locale: null, message: null, secretHash: '' }
  const wish = { agent: { agentId, why, waitMs: 60_000 } }
  desk.do({ do: 'openChat', chatId, customerId, queueId: support, ...none, wish })
}

test('who waits for one agent only holds up nobody who merely prefers the same agent', () => {
  const desk = new RuleDesk().available(ann)
  openFor(desk, first, bob, 'required')
  openFor(desk, second, bob, 'preferred')
  assert.equal(desk.chat(first).phase, 'queued')
  assert.equal(desk.chat(second).phase, 'offered')
})

test('when the agent somebody prefers to wait for goes, another free one is asked at once', () => {
  const desk = new RuleDesk().available(ann, bob)
  desk.do({ do: 'setAvailability', agentId: bob, availability: 'busy', awayReason: null })
  openFor(desk, first, bob, 'preferred')
  assert.equal(desk.chat(first).phase, 'queued')
  desk.do({ do: 'setAvailability', agentId: bob, availability: 'offline', awayReason: null })
  assert.equal(desk.chat(first).phase, 'offered')
})

test('whoever passed the first in line over is offered the next, and others the first', () => {
  const desk = new RuleDesk().available(ann).open(first).open(second)
  desk.do({ do: 'declineOffer', chatId: first }, agent(ann))
  assert.equal(desk.chat(first).phase, 'queued')
  assert.equal(desk.chat(second).phase, 'offered')
  desk.available(bob)
  const chat = desk.chat(first)
  assert.deepEqual(chat.phase === 'offered' && chat.offer.agentIds, [bob])
})

test('a chat that everybody free passed over waits for the next round, at its place', () => {
  const desk = new RuleDesk().available(ann, bob).open(first)
  for (const _ of [ann, bob]) {
    const chat = desk.chat(first)
    assert.ok(chat.phase === 'offered')
    desk.do({ do: 'declineOffer', chatId: first }, agent(chat.offer.agentIds[0] as AgentId))
  }
  assert.equal(desk.chat(first).phase, 'queued')
  desk.pass(30_000)
  assert.equal(desk.chat(first).phase, 'offered')
})
