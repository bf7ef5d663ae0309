import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, eve, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { ChatId, CustomerId, SkillId } from '../ids.ts'
import { member } from '../queue/queue.ts'
import { explain } from './explain.ts'

const french = 'french' as SkillId
const needs = [{ skillId: french, weakestLevel: 2 }]

function skilled(settings: object): RuleDesk {
  const desk = new RuleDesk()
  desk.do({ do: 'addEntry', table: 'skills', id: french, settings: { name: 'French' } })
  desk.do({ do: 'changeAgent', agentId: bob, skills: [{ skillId: french, level: 2 }] })
  desk.do({ do: 'changeQueue', queueId: support, settings })
  return desk
}

const ringsFor = (desk: RuleDesk, chatId: ChatId) => {
  const chat = desk.chat(chatId)
  return chat.phase === 'offered' ? chat.offer.agentIds : chat.phase
}

test('a chat is offered to who has the skill at the level, and waits otherwise, however many are free', () => {
  const desk = skilled({ needs }).available(ann).open(kims)
  assert.equal(ringsFor(desk, kims), 'queued')
  const whys = explain(desk.state, desk.chat(kims)).agents.map(({ agentId, why }) => [agentId, why])
  assert.deepEqual(whys, [
    [ann, 'lacks-skill'],
    [bob, 'offline'],
    [eve, 'not-in-queue'],
  ])
  desk.available(bob)
  assert.deepEqual(ringsFor(desk, kims), [bob])
})

test('with the wait fewer skills are needed, step by step', () => {
  const desk = skilled({ needs, relaxations: [{ afterMs: 20_000, needs: [] }] })
    .available(ann)
    .open(kims)
  desk.pass(19_999)
  assert.equal(ringsFor(desk, kims), 'queued')
  desk.pass(1)
  assert.deepEqual(ringsFor(desk, kims), [ann])
})

test('a minute of priority is a minute waited: it goes before, but never for ever', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeQueue', queueId: billing, settings: { priority: 1, members: [member(ann)] } })
  desk.open(kims, support).pass(59_999).open(lees, billing).available(ann)
  assert.deepEqual(ringsFor(desk, lees), [ann], 'it came 59.999 s later, and is a minute ahead')
  const late = new RuleDesk()
  late.do({ do: 'changeQueue', queueId: billing, settings: { priority: 1, members: [member(ann)] } })
  late.open(kims, support).pass(60_001).open(lees, billing).available(ann)
  assert.deepEqual(ringsFor(late, kims), [ann])
})

test('who comes back waits a while for the agent of the last chat, if they are there', () => {
  const desk = new RuleDesk({ stickyMs: 30_000, wrapUpMs: 0 }).talking()
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'busy', awayReason: null })
  desk.available(bob)
  const again = (chatId: ChatId) => {
    desk.state.chats.noteAbsent(chatId)
    const customerId = `customer of ${kims}` as CustomerId
    const none = { name: null, email: null, pageUrl: null, locale: null, message: null }
    desk.do({ do: 'openChat', chatId, customerId, queueId: support, secretHash: chatId, ...none })
  }
  again('second' as ChatId)
  assert.equal(ringsFor(desk, 'second' as ChatId), 'queued', 'Ann is busy, but there')
  desk.pass(30_000)
  assert.deepEqual(ringsFor(desk, 'second' as ChatId), [bob])
  desk.do({ do: 'declineOffer', chatId: 'second' as ChatId }, agent(bob))
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'offline', awayReason: null })
  again('third' as ChatId)
  assert.deepEqual(ringsFor(desk, 'third' as ChatId), [bob], 'nobody waits for who is not there')
})

test('a chat that waited too long goes on to another queue with the time it has waited; rules never lead back', () => {
  const desk = new RuleDesk()
  const overflows = [{ when: 'waited', afterMs: 30_000, toQueueId: billing } as const]
  desk.do({ do: 'changeQueue', queueId: support, settings: { overflows } })
  const back = [{ when: 'waited', afterMs: 30_000, toQueueId: support } as const]
  const refused = desk.try(
    { do: 'changeQueue', queueId: billing, settings: { overflows: back } },
    { kind: 'system', via: 'test' },
  )
  assert.ok('problems' in refused && refused.problems[0]?.field === 'overflows[0].toQueueId')
  desk.open(kims).pass(30_000)
  const chat = desk.chat(kims)
  assert.ok(chat.phase === 'queued' && chat.queueId === billing)
  assert.equal(chat.place.since, chat.openedAt)
  desk.available(eve)
  assert.deepEqual(ringsFor(desk, kims), [eve])
  assert.equal(
    desk.refusal(
      { do: 'changeQueue', queueId: billing, settings: { enabled: false } },
      { kind: 'system', via: 'test' },
    ),
    'queue.wrong',
    'what others overflow to is not switched off',
  )
})

test('a full queue sends on, or refuses', () => {
  const desk = new RuleDesk({ lengthLimit: 1 }).open(kims)
  const none = { name: null, email: null, pageUrl: null, locale: null, message: null }
  const lee = { chatId: lees, customerId: 'lee' as CustomerId, queueId: support, secretHash: 's' }
  const another = { do: 'openChat', ...lee, ...none } as const
  desk.state.chats.noteAbsent(lees)
  desk.state.customers.noteAbsent('lee')
  assert.equal(desk.refusal(another, { kind: 'system', via: 'test' }), 'queue.full')
  const overflows = [{ when: 'length', length: 1, toQueueId: billing } as const]
  desk.do({ do: 'changeQueue', queueId: support, settings: { overflows } })
  desk.do(another)
  assert.equal(desk.chat(lees).queueId, billing)
})

test('a silent customer is warned and then let go, but never while the agent owes the answer or holds', () => {
  const idle = { idleWarnMs: 60_000, idleCloseMs: 30_000 }
  const desk = new RuleDesk(idle).talking()
  desk.say('Hello?', { kind: 'customer', chatId: kims, customerId: `customer of ${kims}` as CustomerId, via: 'test' })
  desk.pass(600_000)
  assert.equal(desk.chat(kims).phase, 'active', 'the agent owes the answer')
  desk.say('Yes?', agent(ann))
  desk.pass(60_000)
  const warned = desk.chat(kims)
  assert.ok(warned.phase === 'active' && warned.idleWarnedAt !== null)
  desk.pass(30_000)
  const ended = desk.chat(kims)
  assert.ok(ended.phase === 'wrapUp' && ended.endedBy === 'system' && ended.ending === 'completed')
  const held = new RuleDesk(idle).talking()
  held.say('One moment', agent(ann))
  held.do({ do: 'holdChat', chatId: kims }, agent(ann))
  held.pass(3_600_000)
  assert.equal(held.chat(kims).phase, 'active')
})

test('an agent who took as many chats as they may in a day is asked again after midnight', () => {
  const desk = new RuleDesk({ wrapUpMs: 0 })
  desk.do({ do: 'changeAgent', agentId: ann, maxPerDay: 1 })
  desk.talking()
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.open(lees)
  assert.equal(explain(desk.state, desk.chat(lees)).agents[0]?.why, 'at-daily-limit')
  desk.do({ do: 'changeQueue', queueId: support, settings: { maxWaitMs: 30 * 86_400_000 } })
  const midnight = 86_400_000 - (desk.now % 86_400_000)
  desk.open('late' as ChatId).pass(midnight - 1)
  assert.equal(ringsFor(desk, 'late' as ChatId), 'queued')
  desk.pass(1)
  assert.deepEqual(ringsFor(desk, 'late' as ChatId), [ann])
})

test('an agent whose line is lost keeps their chats for the grace; then they wait again, before who came later', () => {
  const desk = new RuleDesk().talking()
  desk.do({ do: 'noteAgentPresence', agentId: ann, present: true })
  desk.open(lees)
  desk.do({ do: 'noteAgentPresence', agentId: ann, present: false })
  desk.pass(59_999)
  assert.equal(desk.chat(kims).phase, 'active')
  desk.pass(1)
  assert.equal(desk.chat(kims).phase, 'queued')
  desk.available(bob)
  assert.deepEqual(ringsFor(desk, kims), [bob])
})
