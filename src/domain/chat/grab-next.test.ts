import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, eve, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { ChatId, CustomerId } from '../ids.ts'
import { member } from '../queue/queue.ts'
import { nextWaiting } from './next-waiting.ts'

const next = { do: 'grabChat', chatId: null } as const
const third = 'third' as ChatId

/** Ann works in both queues but gets nothing by herself: she grabs. */
function deskOfAnn(): RuleDesk {
  const desk = new RuleDesk({ members: [{ ...member(ann), receivesChats: false }, member(bob)] })
  const members = [{ ...member(ann), receivesChats: false }, member(eve)]
  desk.do({ do: 'changeQueue', queueId: billing, settings: { members } })
  return desk.available(ann)
}

function openLater(desk: RuleDesk, chatId: ChatId, queueId = support): void {
  desk.now += 1_000
  desk.open(chatId, queueId)
}

const ownerOf = (desk: RuleDesk, chatId: ChatId) => {
  const chat = desk.state.chats.require(chatId)
  return 'agentId' in chat ? chat.agentId : null
}

test('H-165: the next chat is the one that waits longest over all queues of the agent', () => {
  const desk = deskOfAnn()
  openLater(desk, lees, billing)
  openLater(desk, kims)
  desk.do(next, agent(ann))
  assert.deepEqual([ownerOf(desk, lees), ownerOf(desk, kims)], [ann, null])
  const [taken] = desk.do(next, agent(ann))
  assert.ok(taken?.type === 'chat.accepted')
  assert.deepEqual([taken.chatId, taken.how], [kims, 'grab'])
})

test('H-165: priority counts as waiting, and of two with one rank the lower number is first', () => {
  const desk = deskOfAnn()
  desk.do({ do: 'changeQueue', queueId: billing, settings: { priority: 5 } })
  desk.open(kims).open(third, billing).open(lees, billing)
  assert.equal(nextWaiting(desk.state, desk.state.agents.require(ann))?.id, third)
})

test('H-165: a chat that rings for the agent is the next, though another waits longer', () => {
  const desk = new RuleDesk()
  desk.open(lees, billing)
  desk.do({ do: 'changeQueue', queueId: billing, settings: { members: [{ ...member(bob), receivesChats: false }] } })
  openLater(desk, kims)
  desk.available(bob)
  assert.equal(desk.state.load(bob).ringing, kims)
  desk.do(next, agent(bob))
  assert.deepEqual([ownerOf(desk, kims), ownerOf(desk, lees)], [bob, null])
})

test('H-165: what rings for somebody else is taken only when nothing else waits', () => {
  const desk = deskOfAnn().available(bob)
  openLater(desk, kims)
  openLater(desk, lees, billing)
  assert.equal(desk.state.load(bob).ringing, kims)
  desk.do(next, agent(ann))
  assert.deepEqual([ownerOf(desk, lees), ownerOf(desk, kims)], [ann, null])
  desk.do(next, agent(ann))
  assert.equal(ownerOf(desk, kims), ann)
  assert.equal(desk.state.load(bob).ringing, null)
})

test('H-165: who waits for another agent by name comes after all others, and before what rings', () => {
  const desk = deskOfAnn().available(bob)
  const wish = { agent: { agentId: eve, why: 'required', waitMs: 60_000 } } as const
  const none = { name: null, email: null, pageUrl: null, locale: null, message: null }
  desk.state.chats.noteAbsent(kims)
  desk.state.customers.noteAbsent('kim')
  const kim = { customerId: 'kim' as CustomerId, secretHash: '', ...none }
  desk.do({ do: 'openChat', chatId: kims, queueId: billing, ...kim, wish })
  openLater(desk, lees, billing)
  desk.open(third)
  assert.equal(desk.state.load(bob).ringing, third)
  desk.do({ do: 'changeAgent', agentId: ann, capacity: 3 })
  for (const chatId of [lees, kims, third]) {
    desk.do(next, agent(ann))
    assert.equal(ownerOf(desk, chatId), ann)
  }
})

test('H-165: only chats of queues whose member one is are next, and none is a conflict', () => {
  const desk = deskOfAnn()
  desk.open(kims)
  assert.equal(desk.refusal(next, agent(eve)), 'queue.nobody-waits')
  desk.do(next, agent(ann))
  assert.equal(desk.refusal(next, agent(ann)), 'queue.nobody-waits')
})

test('H-165: the next chat is taken by the rules of any other: there, and with room', () => {
  const desk = deskOfAnn().open(kims)
  desk.do({ do: 'changeAgent', agentId: ann, capacity: 0 })
  assert.equal(desk.refusal(next, agent(ann)), 'agent.at-capacity')
  desk.do({ do: 'changeAgent', agentId: ann, capacity: 1, availability: 'offline' })
  assert.equal(desk.refusal(next, agent(ann)), 'agent.offline')
})
