import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann, billing, eve } from '../../../tests/cast.ts'
import { ada, CustomerDesk, chatOf, noteOf } from '../../../tests/customer-desk.ts'
import { isRefusal } from '../decision.ts'
import type { CustomerId } from '../ids.ts'

function withKim() {
  const centre = new CustomerDesk().available(ann, eve) as CustomerDesk
  return { centre, kim: centre.ask(1, { name: 'Kim', email: 'kim@example.org' }) }
}

describe('change customer', () => {
  test('an agent who may see a chat of the customer, and an administrator; for others there is no such customer', () => {
    const { centre, kim } = withKim()
    const change = (name: string) => ({ do: 'changeCustomer', customerId: kim, name }) as const
    assert.equal(centre.refusal(change('A'), agent(ann)), null)
    assert.equal(centre.refusal(change('B'), agent(ada)), null)
    assert.equal(centre.refusal(change('C'), agent(eve)), 'customer.not-found')
    centre.ask(2, { email: 'kim@example.org' }, billing)
    assert.equal(centre.refusal(change('C'), agent(eve)), null)
    const herself = { kind: 'customer', customerId: kim, chatId: chatOf(1), via: 'test' } as const
    assert.equal(centre.refusal(change('D'), herself), 'customer.not-found')
  })

  test('a customer is found by the new address, and no more by the old one', () => {
    const { centre, kim } = withKim()
    centre.do({ do: 'changeCustomer', customerId: kim, email: 'kim@new.example' }, agent(ann))
    assert.equal(centre.ask(2, { email: 'kim@new.example' }), kim)
    assert.notEqual(centre.ask(3, { email: 'kim@example.org' }), kim)
  })

  test('an address by which another customer is found is refused', () => {
    const { centre, kim } = withKim()
    centre.ask(2, { email: 'lee@example.org', phone: '+4930123456' })
    const change = { do: 'changeCustomer', customerId: kim, email: 'LEE@example.org', phone: '+49 30 123456' } as const
    const refused = centre.try(change, agent(ann))
    assert.ok(isRefusal(refused))
    assert.deepEqual([refused.refused, refused.code], ['conflict', 'customer.key-used'])
    assert.deepEqual(
      refused.problems.map(({ field }) => field),
      ['email', 'phone'],
    )
  })

  test('fields are kept by name, taken away with null, and what is not named stays', () => {
    const { centre, kim } = withKim()
    const change = (fields: Record<string, string | null>) =>
      centre.do({ do: 'changeCustomer', customerId: kim, fields }, agent(ann))
    change({ plan: 'gold', city: 'Bonn' })
    change({ plan: null, shoe: '38' })
    assert.deepEqual(centre.customerRow(kim).fields, { city: 'Bonn', shoe: '38' })
    assert.deepEqual(change({ city: 'Bonn' }), [])
  })

  test('every wrong value is named at once', () => {
    const { centre, kim } = withKim()
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, no) => [`field ${no}`, 'x']))
    const fields = { ...many, long: 'x'.repeat(2_001), ['']: 'x' }
    const wrong = { name: 'x'.repeat(101), email: 'none', phone: '1', externalId: ' ', fields }
    const refused = centre.try({ do: 'changeCustomer', customerId: kim, ...wrong }, agent(ann))
    assert.ok(isRefusal(refused))
    assert.deepEqual(
      refused.problems.map(({ field }) => field),
      ['email', 'phone', 'externalId', 'name', 'fields.long', 'fields', 'fields'],
    )
  })

  test('a customer who is not there cannot be changed', () => {
    const { centre } = withKim()
    const change = { do: 'changeCustomer', customerId: 'nobody' as CustomerId, name: 'x' } as const
    assert.equal(centre.refusal(change, agent(ada)), 'customer.not-found')
  })
})

describe('note customer', () => {
  test('who knows the customer writes a note, once', () => {
    const { centre, kim } = withKim()
    const note = { do: 'noteCustomer', customerId: kim, noteId: noteOf(1), text: 'Likes tea' } as const
    const [event] = centre.do(note, agent(ann))
    assert.equal(event?.type, 'customer.noted')
    assert.deepEqual(centre.do(note, agent(ann)), [])
    assert.equal(centre.refusal({ ...note, text: 'Likes coffee' }, agent(ann)), 'customerNote.id-used')
    assert.equal(centre.refusal({ ...note, noteId: noteOf(2) }, agent(eve)), 'customer.not-found')
    const { id, customerId, authorId, text } = centre.state.customerNotes.require(noteOf(1))
    assert.deepEqual([id, customerId, authorId, text], [noteOf(1), kim, ann, 'Likes tea'])
  })

  test('a note is text', () => {
    const { centre, kim } = withKim()
    for (const text of [' ', 'a\u0000', 'x'.repeat(10_001)])
      assert.notEqual(
        centre.refusal({ do: 'noteCustomer', customerId: kim, noteId: noteOf(1), text }, agent(ann)),
        null,
      )
  })
})
