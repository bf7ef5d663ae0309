import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, customer, eve, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { AuthorizationId, MessageId, TagId } from '../ids.ts'
import { planReassign } from './assign-chat.ts'

/** Kim talks with Ann; Bob supervises everything, Eve belongs to another queue. */
function watched(): RuleDesk {
  const desk = new RuleDesk({ needsDisposition: true }).talking()
  const level = { kind: 'all' } as const
  const settings = { agentId: bob, level, role: 'supervisor' } as const
  desk.do({ do: 'addEntry', table: 'authorizations', id: 'bobs' as AuthorizationId, settings })
  return desk
}

const aside = (kind: 'note' | 'whisper' | 'consult', id: string = kind) =>
  ({ do: 'postAside', chatId: kims, messageId: id as MessageId, kind, text: 'psst' }) as const

test('a supervisor watches and whispers; nobody else does, and the customer is told nothing', () => {
  const desk = watched()
  const { lastSeq } = desk.chat(kims)
  desk.do({ do: 'watchChat', chatId: kims, part: 'silent' }, agent(bob))
  desk.do({ do: 'watchChat', chatId: kims, part: 'whisper' }, agent(bob))
  desk.do(aside('whisper'), agent(bob))
  assert.equal(desk.chat(kims).lastSeq, lastSeq, 'a whisper takes no number in the conversation')
  assert.equal(desk.chat(kims).lastAsideSeq, 1)
  assert.equal(desk.refusal({ do: 'watchChat', chatId: kims, part: 'silent' }, agent(eve)), 'chat.not-found')
  assert.equal(desk.refusal(aside('whisper', 'another'), agent(ann)), 'chat.not-allowed')
  assert.equal(desk.refusal(aside('note'), customer(kims)), 'agents-only')
  assert.equal(desk.state.load(bob).chats, 0, 'who only looks on has room for chats of their own')
})

test('barging in is told, counts against capacity, and is left again', () => {
  const desk = watched()
  const told = desk.do({ do: 'bargeIn', chatId: kims }, agent(bob))
  assert.ok(told.some((event) => event.type === 'chat.noticed' && event.notice.code === 'agent-came-in'))
  desk.say('Hello from Bob', agent(bob))
  assert.equal(desk.state.load(bob).chats, 1)
  desk.do({ do: 'leaveChat', chatId: kims, agentId: null }, agent(bob))
  assert.equal(desk.state.load(bob).chats, 0)
  assert.equal(
    desk.refusal({ do: 'postMessage', chatId: kims, messageId: 'm' as MessageId, content: { text: 'x' } }, agent(bob)),
    'chat.not-allowed',
  )
})

test('a consultation rings, stays beside the conversation, and ends in a warm transfer or a return', () => {
  const desk = watched().available(bob)
  desk.do({ do: 'bringIn', chatId: kims, agentId: bob, purpose: 'consult' }, agent(ann))
  const { lastSeq } = desk.chat(kims)
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
  desk.do(aside('consult'), agent(bob))
  assert.equal(desk.chat(kims).lastSeq, lastSeq, 'the customer learns of nothing')
  assert.equal(desk.state.load(bob).chats, 1, 'who is consulted is at work')
  desk.do({ do: 'completeConsult', chatId: kims, agentId: bob }, agent(ann))
  const chat = desk.chat(kims)
  assert.ok(chat.phase === 'active' && chat.agentId === bob && chat.because.how === 'consult')
  assert.deepEqual([desk.state.load(ann).chats, desk.state.load(bob).chats], [0, 1])
})

test('hold is told to the customer, and its time is kept apart', () => {
  const desk = watched()
  desk.do({ do: 'holdChat', chatId: kims }, agent(ann))
  desk.pass(10_000)
  desk.do({ do: 'resumeChat', chatId: kims }, agent(ann))
  const chat = desk.chat(kims)
  assert.ok(chat.phase === 'active' && chat.heldMs === 10_000 && chat.heldSince === null)
  assert.equal(desk.refusal({ do: 'holdChat', chatId: kims }, agent(bob)), 'chat.not-allowed')
})

test('wrap-up is finished by hand only with the disposition the queue wants, and by time without', () => {
  const desk = watched()
  desk.do({
    do: 'addEntry',
    table: 'dispositions',
    id: 'd',
    settings: { name: 'Order', unitId: null, parentId: null, enabled: true },
  })
  desk.do({
    do: 'addEntry',
    table: 'dispositions',
    id: 'e',
    settings: { name: 'Late', unitId: null, parentId: 'd' as never, enabled: true },
  })
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  assert.equal(desk.refusal({ do: 'finishWrapUp', chatId: kims }, agent(ann)), 'chat.needs-disposition')
  desk.do({ do: 'setDisposition', chatId: kims, dispositionId: 'e' as never }, agent(ann))
  desk.do({ do: 'changeEntry', table: 'dispositions', id: 'd', settings: { name: 'Purchase' } })
  desk.do({ do: 'finishWrapUp', chatId: kims }, agent(ann))
  assert.equal(desk.chat(kims).disposition?.label, 'Order / Late', 'an old chat keeps its label')
  const other = new RuleDesk({ needsDisposition: true }).talking()
  other.do({ do: 'closeChat', chatId: kims }, agent(ann))
  other.pass(60_000)
  assert.equal(other.chat(kims).phase, 'closed')
})

test('tags are labels, once each, of tags that exist', () => {
  const desk = watched()
  desk.do({ do: 'addEntry', table: 'tags', id: 't', settings: { name: 'Refund', groupId: null, enabled: true } })
  const tagIds = ['t' as TagId]
  desk.do({ do: 'tagChat', chatId: kims, tagIds }, agent(ann))
  assert.deepEqual(desk.do({ do: 'tagChat', chatId: kims, tagIds }, agent(ann)), [])
  assert.equal(desk.refusal({ do: 'tagChat', chatId: kims, tagIds: ['no' as TagId] }, agent(ann)), 'tag.unknown')
  desk.do({ do: 'untagChat', chatId: kims, tagIds }, agent(ann))
  assert.deepEqual(desk.chat(kims).tagIds, [])
})

test('a plan says which chats would move, and reassigning moves exactly those', () => {
  const desk = watched().available(bob).open(lees)
  desk.do({ do: 'assignChat', chatId: lees, agentId: bob })
  const asked = { from: { chatIds: [kims, lees] }, to: { agentId: bob } }
  const plan = planReassign(desk.state, asked, agent(bob), desk.state.at)
  assert.deepEqual(
    plan.map(({ chatId, outcome }) => [chatId, Array.isArray(outcome) && outcome.length > 0]),
    [
      [kims, true],
      [lees, false],
    ],
  )
  desk.do({ do: 'reassignChats', ...asked }, agent(bob))
  assert.deepEqual([desk.state.load(ann).chats, desk.state.load(bob).chats], [0, 2])
  const full = desk.try({ do: 'reassignChats', from: { agentId: bob }, to: { queueId: support } }, agent(bob))
  assert.ok(Array.isArray(full) && full.filter(({ type }) => type === 'chat.transferred').length === 2)
})
