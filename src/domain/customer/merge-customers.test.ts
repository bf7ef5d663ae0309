import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann, billing, eve } from '../../../tests/cast.ts'
import { ada, CustomerDesk, chatOf, noteOf } from '../../../tests/customer-desk.ts'
import { isRefusal } from '../decision.ts'
import type { CustomerId } from '../ids.ts'
import { idsOf, personOf } from './person.ts'

function withThree() {
  const centre = new CustomerDesk().available(ann, eve) as CustomerDesk
  const [a, b, c] = ['a', 'b', 'c'].map((name, place) => centre.ask(place + 1, { email: `${name}@example.org` }))
  return { centre, a: a as CustomerId, b: b as CustomerId, c: c as CustomerId }
}

describe('merge customers', () => {
  test('who was merged counts as the other, with all that is theirs', () => {
    const { centre, a, b } = withThree()
    centre.do({ do: 'mergeCustomers', fromId: a, intoId: b }, agent(ann))
    assert.equal(personOf(centre.state, a).id, b)
    assert.deepEqual(idsOf(centre.customerRow(b)), [b, a])
    centre.do({ do: 'changeCustomer', customerId: a, name: 'Kim' }, agent(ann))
    assert.equal(centre.customerRow(b).name, 'Kim')
  })

  test('undo puts every row back as it was, and what came since stays with whom it came to', () => {
    const { centre, a, b } = withThree()
    const rows = () => [a, b].map((id) => centre.customerRow(id))
    const before = rows()
    centre.do({ do: 'mergeCustomers', fromId: a, intoId: b }, agent(ann))
    centre.do({ do: 'noteCustomer', customerId: a, noteId: noteOf(1), text: 'of a' }, agent(ann))
    assert.equal(centre.ask(4, { email: 'a@example.org' }), a)
    centre.do({ do: 'undoMerge', customerId: a }, agent(ann))
    assert.deepEqual(rows(), before)
    assert.equal(centre.chat(chatOf(1)).customerId, a)
    assert.equal(centre.state.customerNotes.require(noteOf(1)).customerId, a)
    assert.equal(centre.ask(5, { email: 'a@example.org' }), a)
    assert.equal(centre.ask(6, { email: 'b@example.org' }), b)
  })

  test('several may be merged into one, and each be undone by itself', () => {
    const { centre, a, b, c } = withThree()
    centre.do({ do: 'mergeCustomers', fromId: a, intoId: c }, agent(ann))
    centre.do({ do: 'mergeCustomers', fromId: b, intoId: c }, agent(ann))
    centre.do({ do: 'undoMerge', customerId: a }, agent(ann))
    assert.deepEqual(idsOf(centre.customerRow(c)), [c, b])
  })

  test('chains and cycles are refused, and everything wrong is named', () => {
    const { centre, a, b, c } = withThree()
    centre.do({ do: 'mergeCustomers', fromId: a, intoId: b }, agent(ann))
    const problems = (fromId: CustomerId, intoId: CustomerId) => {
      const refused = centre.try({ do: 'mergeCustomers', fromId, intoId }, agent(ann))
      assert.ok(isRefusal(refused) && refused.code === 'customer.cannot-merge')
      return refused.problems.map(({ field, accepted }) => `${field}: ${accepted}`)
    }
    assert.deepEqual(problems(c, c), ['intoId: another customer than fromId'])
    assert.deepEqual(problems(a, c), ['fromId: a customer that is not merged into another already'])
    assert.deepEqual(problems(b, c), ['fromId: a customer that no other is merged into; undo that first'])
    assert.deepEqual(problems(c, a), ['intoId: a customer that is not merged into another itself'])
    assert.deepEqual(problems(b, a), [
      'fromId: a customer that no other is merged into; undo that first',
      'intoId: a customer that is not merged into fromId itself',
    ])
  })

  test('repeated it changes nothing; undone twice it is refused', () => {
    const { centre, a, b } = withThree()
    const merge = { do: 'mergeCustomers', fromId: a, intoId: b } as const
    centre.do(merge, agent(ann))
    assert.deepEqual(centre.do(merge, agent(ann)), [])
    centre.do({ do: 'undoMerge', customerId: a }, agent(ann))
    assert.equal(centre.refusal({ do: 'undoMerge', customerId: a }, agent(ann)), 'customer.not-merged')
  })

  test('only who knows both may merge them; then who knew one knows the person', () => {
    const { centre, a, b } = withThree()
    const eves = centre.ask(4, {}, billing)
    const merge = { do: 'mergeCustomers', fromId: eves, intoId: a } as const
    assert.equal(centre.refusal(merge, agent(eve)), 'customer.not-found')
    assert.equal(centre.refusal(merge, agent(ann)), 'customer.not-found')
    assert.equal(centre.refusal(merge, agent(ada)), null)
    assert.equal(centre.refusal({ do: 'changeCustomer', customerId: a, name: 'x' }, agent(eve)), null)
    assert.equal(centre.refusal({ do: 'changeCustomer', customerId: b, name: 'x' }, agent(eve)), 'customer.not-found')
  })
})
