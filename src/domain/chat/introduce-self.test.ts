import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann } from '../../../tests/cast.ts'
import { CustomerDesk, chatOf } from '../../../tests/customer-desk.ts'
import type { Actor } from '../actor.ts'
import { isRefusal } from '../decision.ts'

const desk = () => new CustomerDesk().available(ann) as CustomerDesk
const nothing = { name: null, email: null, attributes: {} }

/** The page of a chat says something. */
function says(centre: CustomerDesk, no: number, said: Partial<typeof nothing> | object) {
  return centre.do({ do: 'introduceSelf', chatId: chatOf(no), ...nothing, ...said }, customerOf(centre, no))
}

function customerOf(centre: CustomerDesk, no: number): Actor {
  return { kind: 'customer', customerId: centre.chat(chatOf(no)).customerId, chatId: chatOf(no), via: 'test' }
}

test('who was nobody gets a name and an address by which they are found again', () => {
  const centre = desk()
  const kim = centre.ask(1)
  says(centre, 1, { name: ' Kim ', email: 'kim@example.org', attributes: { platform: 'Linux' } })
  const { name, email } = centre.customerRow(kim)
  assert.deepEqual([name, email, centre.chat(chatOf(1)).attributes], ['Kim', 'kim@example.org', { platform: 'Linux' }])
  assert.equal(centre.ask(2, { email: 'kim@example.org' }), kim)
  assert.deepEqual(says(centre, 1, { name: 'Kim', attributes: { platform: 'Linux' } }), [], 'a repeat changes nothing')
})

test('what stands in the profile stays, and what was said instead is noted on the chat', () => {
  const centre = desk()
  const kim = centre.ask(1, { name: 'Kim', email: 'kim@example.org' })
  says(centre, 1, { name: 'Mallory', email: 'mallory@example.org' })
  assert.deepEqual([centre.customerRow(kim).name, centre.customerRow(kim).email], ['Kim', 'kim@example.org'])
  assert.deepEqual(centre.chat(chatOf(1)).attributes, { name: 'Mallory', email: 'mallory@example.org' })
})

test('an address of another customer stays theirs, however it is written', () => {
  const centre = desk()
  const kim = centre.ask(1, { email: 'kim@example.org' })
  const other = centre.ask(2)
  says(centre, 2, { name: 'Lee', email: 'KIM@example.org' })
  assert.equal(centre.customerRow(other).email, null)
  assert.equal(centre.customerRow(other).name, 'Lee')
  assert.deepEqual(centre.chat(chatOf(2)).attributes, { email: 'KIM@example.org' })
  assert.equal(centre.ask(3, { email: 'kim@example.org' }), kim)
})

test('a chat that only typed a known address fills no gap of that profile, and a proven one takes nothing unproven', () => {
  const centre = desk()
  const kim = centre.ask(1, { email: 'kim@example.org' })
  centre.ask(2, { email: 'kim@example.org' })
  says(centre, 2, { name: 'Mallory' })
  assert.equal(centre.customerRow(kim).name, null)
  const lee = centre.ask(3, { externalId: 'L-1', verified: true })
  says(centre, 3, { name: 'Mallory', email: 'm@example.org' })
  assert.deepEqual([centre.customerRow(lee).name, centre.customerRow(lee).email], [null, null])
})

test('only the customer of the chat may, and only while it goes on; every wrong value is named', () => {
  const centre = desk()
  centre.ask(1)
  const command = { do: 'introduceSelf', chatId: chatOf(1), ...nothing, name: 'Kim' } as const
  assert.equal(centre.refusal(command, agent(ann)), 'chat.not-allowed')
  centre.ask(2)
  assert.equal(centre.refusal(command, customerOf(centre, 2)), 'chat.not-found')
  const wrong = { name: 'K'.repeat(101), email: 'kim', attributes: { '': 'x', ok: ' ' } }
  const refused = centre.try({ ...command, ...wrong }, customerOf(centre, 1))
  assert.ok(isRefusal(refused))
  assert.deepEqual(
    refused.problems.map(({ field }) => field),
    ['name', 'email', 'attributes.', 'attributes.ok'],
  )
  centre.serve(1)
  assert.equal(centre.refusal(command, customerOf(centre, 1)), 'chat.ended')
})

test('no words of the customer are outside `words`', () => {
  const centre = desk()
  centre.ask(1)
  const events = says(centre, 1, { name: 'Kim', email: 'kim@example.org', attributes: { location: 'Kiel' } })
  assert.equal(events.length, 2)
  for (const { ...event } of events as unknown as Record<string, unknown>[]) {
    delete event['words']
    assert.doesNotMatch(JSON.stringify(event), /Kim|kim@|Kiel/)
  }
})
