import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann } from '../../../tests/cast.ts'
import { ada, CustomerDesk, certificate, chatOf, noteOf } from '../../../tests/customer-desk.ts'

const told = { name: 'Kim Private', email: 'private@example.org', phone: '+4930777777', externalId: 'private-1' }

function withServed() {
  const centre = new CustomerDesk().available(ann) as CustomerDesk
  const kim = centre.ask(1, told)
  centre.serve(1)
  const rater = { kind: 'customer', customerId: kim, chatId: chatOf(1), via: 'test' } as const
  centre.do({ do: 'rateChat', chatId: chatOf(1), score: 2, comment: 'private comment' }, rater)
  centre.do({ do: 'noteCustomer', customerId: kim, noteId: noteOf(1), text: 'a private note' }, agent(ann))
  centre.do({ do: 'changeCustomer', customerId: kim, fields: { pet: 'private cat' } }, agent(ann))
  const erase = { do: 'eraseCustomer', customerId: kim, certificateId: certificate } as const
  return { centre, kim, erase, rater }
}

const wordsIn = ({ state }: CustomerDesk) =>
  JSON.stringify(
    [state.customers, state.chats, state.customerKeys, state.customerNotes].map((table) => [...table.values()]),
  )

describe('erase customer', () => {
  test('nothing of the person is left in memory', () => {
    const { centre, kim, erase } = withServed()
    assert.match(wordsIn(centre), /private/i)
    centre.do(erase, agent(ada))
    assert.doesNotMatch(wordsIn(centre), /private|777|example\.org\/1/i)
    const { id, no, erasedAt } = centre.customerRow(kim)
    assert.deepEqual([id, no, erasedAt], [kim, 1, centre.now])
  })

  test('those merged into the customer go with them', () => {
    const { centre, kim, erase } = withServed()
    const twin = centre.ask(2, { email: 'other-private@example.org' })
    centre.serve(2)
    centre.do({ do: 'mergeCustomers', fromId: twin, intoId: kim }, agent(ada))
    const [event] = centre.do(erase, agent(ada))
    assert.deepEqual(event?.type === 'customer.erased' && event.customerIds, [kim, twin])
    assert.doesNotMatch(wordsIn(centre), /private/i)
  })

  test('only administrators erase, and only whose chats are all closed', () => {
    const { centre, erase } = withServed()
    assert.equal(centre.refusal(erase, agent(ann)), 'permission.missing')
    centre.ask(2, told)
    assert.equal(centre.refusal(erase, agent(ada)), 'customer.has-open-chats')
    centre.serve(2)
    assert.equal(centre.refusal(erase, agent(ada)), null)
  })

  test('a customer who is merged into another is erased with that one', () => {
    const { centre, kim, erase } = withServed()
    const twin = centre.ask(2, {})
    centre.serve(2)
    centre.do({ do: 'mergeCustomers', fromId: kim, intoId: twin }, agent(ada))
    assert.equal(centre.refusal(erase, agent(ada)), 'customer.merged')
    assert.equal(centre.refusal({ ...erase, customerId: twin }, agent(ada)), null)
    assert.equal(centre.refusal({ do: 'undoMerge', customerId: kim }, agent(ada)), 'customer.erased')
  })

  test('after that nothing can be written about them, and whoever comes with their address is somebody new', () => {
    const { centre, kim, erase, rater } = withServed()
    centre.do(erase, agent(ada))
    const note = { do: 'noteCustomer', customerId: kim, noteId: noteOf(2), text: 'again' } as const
    assert.equal(centre.refusal(erase, agent(ada)), 'customer.erased')
    assert.equal(centre.refusal(note, agent(ada)), 'customer.erased')
    assert.equal(centre.refusal({ do: 'changeCustomer', customerId: kim, name: 'x' }, agent(ada)), 'customer.erased')
    assert.equal(centre.refusal({ do: 'rateChat', chatId: chatOf(1), score: 1, comment: 'x' }, rater), 'chat.erased')
    assert.notEqual(centre.ask(2, told), kim)
  })
})
