import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, customer, eve, kims, lees, RuleDesk, type support } from '../../../tests/cast.ts'
import { member } from '../queue/queue.ts'
import { explain } from '../routing/explain.ts'

test('a chat rings for whoever is free, and is theirs once accepted; nobody else can accept it', () => {
  const desk = new RuleDesk().available(ann).open(kims)
  assert.equal(desk.refusal({ do: 'acceptOffer', chatId: kims }, agent(bob)), 'chat.not-offered-to-you')
  assert.equal(desk.refusal({ do: 'acceptOffer', chatId: kims }, agent(eve)), 'chat.not-found')
  const [accepted] = desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  assert.equal(accepted?.type, 'chat.accepted')
  assert.deepEqual(desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann)), [], 'accepted twice changes nothing')
  const chat = desk.chat(kims)
  assert.ok(chat.phase === 'active' && chat.agentId === ann && chat.because.how === 'offer')
})

test('an agent has one offer at a time, and none above capacity', () => {
  const desk = new RuleDesk().available(ann).open(kims).open(lees)
  assert.deepEqual([desk.chat(kims).phase, desk.chat(lees).phase], ['offered', 'queued'])
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  assert.equal(desk.chat(lees).phase, 'offered')
  desk.do({ do: 'acceptOffer', chatId: lees }, agent(ann))
  const third = 'third' as typeof kims
  desk.open(third)
  assert.equal(desk.chat(third).phase, 'queued')
  assert.equal(desk.refusal({ do: 'grabChat', chatId: third }, agent(ann)), 'agent.at-capacity')
})

test('a lapsed offer marks the agent, and the chat keeps its old place; who passed it over is left out of the round', () => {
  const desk = new RuleDesk({ offerMs: 10_000, retryMs: 60_000 }).available(ann, bob).open(kims)
  const { since } = (desk.chat(kims) as { place: { since: number } }).place
  desk.pass(10_000)
  assert.equal(desk.state.agents.require(ann).notResponding, true)
  const second = desk.chat(kims)
  assert.ok(second.phase === 'offered' && second.offer.agentIds[0] === bob && second.place.since === since)
  desk.do({ do: 'declineOffer', chatId: kims }, agent(bob))
  assert.equal(desk.chat(kims).phase, 'queued')
  desk.available(ann)
  assert.equal(desk.chat(kims).phase, 'queued', 'Ann is back, but let it lapse in this round')
  const why = explain(desk.state, desk.chat(kims)).agents.map(({ agentId, why }) => [agentId, why])
  assert.deepEqual(why, [
    [ann, 'lapsed-this-round'],
    [bob, 'declined-this-round'],
    [eve, 'not-in-queue'],
  ])
  desk.pass(60_000)
  assert.equal(desk.chat(kims).phase, 'offered', 'a new round')
})

test('broadcast rings for everybody; the first has it, and it stops ringing for the others', () => {
  const desk = new RuleDesk({ strategy: 'broadcast' }).available(ann, bob).open(kims)
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
  assert.equal(desk.state.load(ann).ringing, null)
  assert.equal(desk.refusal({ do: 'acceptOffer', chatId: kims }, agent(ann)), 'chat.not-offered-to-you')
})

test('an agent who goes away while it rings is taken out of the offer', () => {
  const desk = new RuleDesk().available(ann, bob).open(kims)
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'away', awayReason: 'lunch' }, agent(ann))
  const chat = desk.chat(kims)
  assert.ok(chat.phase === 'offered' && chat.offer.agentIds[0] === bob)
  assert.equal(desk.state.agents.require(ann).notResponding, false)
})

test('who waits longest is served first, over all queues of an agent', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeQueue', queueId: 'billing' as typeof support, settings: { members: [member(ann)] } })
  desk.open(kims, 'billing' as typeof support)
  desk.pass(1_000).open(lees)
  desk.available(ann)
  assert.deepEqual([desk.chat(kims).phase, desk.chat(lees).phase], ['offered', 'queued'])
})

test('a waiting chat whose customer left, or that nobody took, is closed as abandoned', () => {
  const desk = new RuleDesk({ goneMs: 30_000, maxWaitMs: 600_000 }).open(kims).open(lees)
  desk.do({ do: 'noteCustomerPresence', chatId: kims, present: true })
  desk.do({ do: 'noteCustomerPresence', chatId: kims, present: false })
  desk.pass(29_999)
  assert.equal(desk.chat(kims).phase, 'queued')
  desk.pass(1)
  const gone = desk.chat(kims)
  assert.ok(gone.phase === 'closed' && gone.ending === 'abandoned' && gone.endedBy === 'system')
  desk.pass(570_000)
  assert.equal(desk.chat(lees).phase, 'closed')
  assert.equal(
    desk.refusal({ do: 'rateChat', chatId: lees, score: 1, comment: null }, customer(lees)),
    'chat.never-answered',
  )
})
