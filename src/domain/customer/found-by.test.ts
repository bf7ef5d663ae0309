import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ann } from '../../../tests/cast.ts'
import { CustomerDesk, chatOf } from '../../../tests/customer-desk.ts'
import { nameIn } from './customer.ts'
import { phoneOf } from './keys.ts'

const desk = () => new CustomerDesk().available(ann) as CustomerDesk

describe('found by', () => {
  test('the same e-mail, however it is written, is one customer', () => {
    const centre = desk()
    const first = centre.ask(1, { name: 'Kim', email: 'kim@example.org' })
    assert.equal(centre.ask(2, { name: 'Kim', email: ' Kim@Example.ORG ' }), first)
    assert.notEqual(centre.ask(3, { email: 'lee@example.org' }), first)
    assert.notEqual(centre.ask(4), first)
  })

  test('the same phone number, however it is written, is one customer', () => {
    const centre = desk()
    const first = centre.ask(1, { phone: '+49 (30) 123-456' })
    assert.equal(centre.ask(2, { phone: '004930123456' }), first)
    assert.equal(centre.customerRow(first).phone, '+4930123456')
  })

  test('an external id is surer than an e-mail, and an e-mail than a phone number', () => {
    const centre = desk()
    const byId = centre.ask(1, { externalId: 'K-1' })
    const byEmail = centre.ask(2, { email: 'kim@example.org' })
    const byPhone = centre.ask(3, { phone: '+4930123456' })
    assert.equal(new Set([byId, byEmail, byPhone]).size, 3)
    const all = { externalId: 'K-1', email: 'kim@example.org', phone: '+4930123456' }
    assert.equal(centre.ask(4, all), byId)
    assert.equal(centre.ask(5, { ...all, externalId: null }), byEmail)
  })

  test('who only types an address overwrites nothing and is found by nothing new; the chat keeps what was typed', () => {
    const centre = desk()
    const kim = centre.ask(1, { name: 'Kim', email: 'kim@example.org' })
    const before = centre.customerRow(kim)
    assert.equal(centre.ask(2, { name: 'Mallory', email: 'kim@example.org', phone: '+4930999999' }), kim)
    assert.deepEqual(centre.customerRow(kim), before)
    assert.notEqual(centre.ask(3, { phone: '+4930999999' }), kim)
    const stated = { name: 'Mallory', email: 'kim@example.org', phone: '+4930999999' }
    assert.deepEqual(centre.chat(chatOf(2)).stated, stated)
    assert.equal(centre.chat(chatOf(1)).stated, null)
  })

  test('who only types an address does not learn the stored name', () => {
    const centre = desk()
    const kim = centre.ask(1, { name: 'Kim', email: 'kim@example.org' })
    centre.ask(2, { email: 'kim@example.org' })
    assert.equal(nameIn(centre.chat(chatOf(2)), centre.customerRow(kim)), null)
    assert.equal(nameIn(centre.chat(chatOf(1)), centre.customerRow(kim)), 'Kim')
  })

  test('what a signature proves is taken into the profile, but for what another customer is found by', () => {
    const centre = desk()
    const kim = centre.ask(1, { name: 'K', externalId: 'K-1' })
    const lee = centre.ask(2, { email: 'lee@example.org' })
    const proven = { externalId: 'K-1', name: 'Kim', phone: '+4930123456', email: 'lee@example.org', verified: true }
    assert.equal(centre.ask(3, proven), kim)
    const { name, phone, email, verified } = centre.customerRow(kim)
    assert.deepEqual([name, phone, email, verified], ['Kim', '+4930123456', null, true])
    assert.equal(centre.ask(4, { phone: '+4930123456' }), kim)
    assert.equal(centre.ask(5, { email: 'lee@example.org' }), lee)
    assert.equal(centre.chat(chatOf(3)).stated, null)
  })

  test('every wrong way to be found is named at once, and nothing happens', () => {
    const centre = desk()
    const wrong = { email: 'kim', phone: '12', externalId: 'a\u0000' }
    const position = centre.state.position
    assert.throws(() => centre.ask(1, wrong), /customer\.wrong/)
    assert.equal(centre.state.position, position)
  })

  test('a chat’s token opens this chat only, although the customer has others', () => {
    const centre = desk()
    const customerId = centre.ask(1, { email: 'kim@example.org' })
    centre.ask(2, { email: 'kim@example.org' })
    const second = { kind: 'customer', customerId, chatId: chatOf(2), via: 'test' } as const
    assert.equal(centre.refusal({ do: 'closeChat', chatId: chatOf(1) }, second), 'chat.not-found')
    assert.equal(centre.refusal({ do: 'closeChat', chatId: chatOf(2) }, second), null)
  })

  test('no words of the customer are outside `words`', () => {
    const centre = desk()
    const seen: unknown[] = []
    const kim = centre.ask(1, { name: 'Kim', email: 'kim@example.org' })
    seen.push(...centre.do({ do: 'changeCustomer', customerId: kim, phone: '+4930123456', fields: { size: 'Kim' } }))
    assert.equal(seen.length, 1)
    for (const event of seen) {
      const { words, ...fact } = event as { words?: unknown }
      assert.ok(words)
      assert.doesNotMatch(JSON.stringify(fact), /Kim|\+49|kim@|size/)
    }
  })

  test('a phone number is international or none', () => {
    for (const text of ['+49 30 123456', '0049-30-123456', '+49(30)123.456']) assert.equal(phoneOf(text), '+4930123456')
    for (const text of ['030 123456', '+0 1', '+49x30', '', '+1234567890123456']) assert.equal(phoneOf(text), null)
  })
})
