import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, customer, eve, kims, RuleDesk } from '../../../tests/cast.ts'
import type { MessageId } from '../ids.ts'

test('seq counts every line, notices included; a repeat changes nothing, another author’s id is refused', () => {
  const desk = new RuleDesk().talking()
  assert.equal(desk.chat(kims).lastSeq, 1)
  desk.say('Hello', customer(kims))
  assert.deepEqual(desk.say('Hello', customer(kims)), [])
  assert.equal(desk.chat(kims).lastSeq, 2)
  const stolen = {
    do: 'postMessage',
    chatId: kims,
    messageId: 'Hello' as MessageId,
    content: { text: 'Mine' },
  } as const
  assert.equal(desk.refusal(stolen, agent(ann)), 'message.id-used')
})

test('only the owner and the customer write; a colleague is refused, a stranger finds nothing', () => {
  const desk = new RuleDesk().talking()
  const post = { do: 'postMessage', chatId: kims, messageId: 'x' as MessageId, content: { text: 'x' } } as const
  assert.equal(desk.refusal(post, agent(bob)), 'chat.not-allowed')
  assert.equal(desk.refusal(post, agent(eve)), 'chat.not-found')
  assert.equal(desk.refusal(post, customer('other' as typeof kims)), 'chat.not-found')
})

test('the oldest unanswered message is remembered until an agent answers', () => {
  const desk = new RuleDesk().talking()
  desk.say('One', customer(kims))
  const since = desk.chat(kims).unansweredSince
  desk.pass(5_000).say('Two', customer(kims))
  assert.equal(desk.chat(kims).unansweredSince, since)
  desk.say('Yes', agent(ann))
  assert.equal(desk.chat(kims).unansweredSince, null)
})

test('marks never go back, never beyond the end, and reading means delivered', () => {
  const desk = new RuleDesk().talking()
  desk.say('One', customer(kims))
  desk.do({ do: 'markChat', chatId: kims, delivered: 0, read: 2 }, agent(ann))
  assert.deepEqual(desk.chat(kims).marks.agent, { delivered: 2, read: 2 })
  assert.deepEqual(desk.do({ do: 'markChat', chatId: kims, delivered: 1, read: 1 }, agent(ann)), [])
  desk.do({ do: 'markChat', chatId: kims, delivered: 99, read: 0 }, customer(kims))
  assert.deepEqual(desk.chat(kims).marks.customer, { delivered: 2, read: 2 })
})

test('a transfer to an agent rings there and stays with its owner until accepted', () => {
  const desk = new RuleDesk().talking().available(bob)
  const transfer = { do: 'transferChat', chatId: kims, to: { agentId: bob } } as const
  assert.equal(desk.refusal(transfer, agent(bob)), 'chat.not-allowed')
  desk.do(transfer, agent(ann))
  assert.equal(desk.state.load(bob).ringing, kims)
  desk.say('Still here', agent(ann))
  desk.pass(30_000)
  const kept = desk.chat(kims)
  assert.ok(kept.phase === 'active' && kept.agentId === ann && kept.transfer === null)
  assert.equal(desk.state.agents.require(bob).notResponding, true)
  assert.equal(desk.refusal(transfer, agent(ann)), 'agent.cannot-take')
  desk.available(bob)
  desk.do(transfer, agent(ann))
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
  const passed = desk.chat(kims)
  assert.ok(passed.phase === 'active' && passed.agentId === bob && passed.because.fromAgentId === ann)
  assert.deepEqual([desk.state.load(ann).chats, desk.state.load(bob).chats], [0, 1])
})

test('a transfer to a queue takes its place there in the same step, and does not ring for who gave it away', () => {
  const desk = new RuleDesk().talking()
  desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
  assert.equal(desk.chat(kims).phase, 'queued')
  desk.available(eve)
  const offered = desk.chat(kims)
  assert.ok(offered.phase === 'offered' && offered.offer.agentIds[0] === eve)
})

test('after the end comes paperwork that holds the slot, then the chat is closed; rated once', () => {
  const desk = new RuleDesk({ wrapUpMs: 20_000 }).talking()
  desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
  const wrapUp = desk.chat(kims)
  assert.ok(wrapUp.phase === 'wrapUp' && wrapUp.ending === 'completed' && wrapUp.endedBy === 'customer')
  assert.equal(desk.state.load(ann).chats, 1)
  assert.deepEqual(desk.do({ do: 'closeChat', chatId: kims }, agent(ann)), [])
  const rate = { do: 'rateChat', chatId: kims, score: 4, comment: null } as const
  desk.do(rate, customer(kims))
  assert.deepEqual(desk.do(rate, customer(kims)), [])
  assert.equal(desk.refusal({ ...rate, score: 1 }, customer(kims)), 'chat.already-rated')
  desk.pass(20_000)
  assert.equal(desk.chat(kims).phase, 'closed')
  assert.equal(desk.state.load(ann).chats, 0)
})

test('a lost agent gets no offers, and is offline after a minute', () => {
  const desk = new RuleDesk().available(ann)
  desk.do({ do: 'noteAgentPresence', agentId: ann, present: true })
  desk.do({ do: 'noteAgentPresence', agentId: ann, present: false })
  desk.open(kims)
  assert.equal(desk.chat(kims).phase, 'queued')
  desk.pass(59_999)
  assert.equal(desk.state.agents.require(ann).availability, 'available')
  desk.pass(1)
  assert.equal(desk.state.agents.require(ann).availability, 'offline')
})
