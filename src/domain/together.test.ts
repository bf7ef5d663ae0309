import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, kims, RuleDesk } from '../../tests/cast.ts'
import { isRefusal } from './decision.ts'
import type { CustomerId, CustomerNoteId, TagId } from './ids.ts'
import type { Together } from './together.ts'

const kim = `customer of ${kims}` as CustomerId
const noteId = 'note' as CustomerNoteId
const vip = 'vip' as TagId

/** Ann talks with Kim, of whom nothing is on a disk. */
function deskInTalk(): RuleDesk {
  const desk = new RuleDesk()
  desk.do({ do: 'addEntry', table: 'tags', id: vip, settings: { name: 'VIP', groupId: null, enabled: true } })
  desk.talking()
  desk.state.customerNotes.noteAbsent(noteId)
  for (const key of ['email:kim@example.org', 'email:kim at home']) desk.state.customerKeys.noteAbsent(key)
  return desk
}

function all(...commands: Together['commands']): Together {
  return { do: 'together', commands }
}

const rename = { do: 'changeCustomer', customerId: kim, name: 'Kim', email: 'kim@example.org' } as const
const note = { do: 'noteCustomer', customerId: kim, noteId, text: 'likes tea' } as const
const tag = { do: 'tagChat', chatId: kims, tagIds: [vip] } as const

test('H-163: verbs that do not touch each other are done in one step, in the order given', () => {
  const desk = deskInTalk()
  const events = desk.do(all(tag, rename, note), agent(ann))
  assert.deepEqual(
    events.map(({ type }) => type),
    ['chat.tagged', 'customer.changed', 'customer.noted'],
  )
  assert.equal(desk.state.customers.require(kim).name, 'Kim')
})

test('H-163: when one is refused nothing is done', () => {
  const desk = deskInTalk()
  const before = desk.state.position
  assert.equal(desk.refusal(all(rename, note, { ...tag, tagIds: ['no-tag' as TagId] }), agent(ann)), 'tag.unknown')
  assert.equal(desk.state.position, before)
  assert.equal(desk.state.customers.require(kim).name, null)
})

test('H-163: the first refusal is the answer, with the wrong values of all', () => {
  const desk = deskInTalk()
  const wrong = all({ ...rename, email: 'kim at home' }, note, { ...tag, tagIds: ['no-tag' as TagId] })
  const result = desk.try(wrong, agent(ann))
  assert.ok(isRefusal(result))
  assert.equal(result.code, 'customer.wrong')
  assert.deepEqual(
    result.problems.map(({ field }) => field),
    ['email', 'tagIds[0]'],
  )
})

test('H-163: a refusal that is not about values is told alone when it comes first', () => {
  const desk = deskInTalk()
  const result = desk.try(all(tag, { ...rename, email: 'kim at home' }), agent(bob))
  assert.ok(isRefusal(result))
  assert.deepEqual([result.code, result.problems], ['chat.not-allowed', []])
})

test('H-163: each verb is there once, and none at all changes nothing', () => {
  const desk = deskInTalk()
  const result = desk.try(all(tag, note, tag), agent(ann))
  assert.ok(isRefusal(result))
  assert.deepEqual(result.problems, [{ field: 'commands[2].do', accepted: 'each verb once' }])
  assert.deepEqual(desk.do(all(), agent(ann)), [])
})
