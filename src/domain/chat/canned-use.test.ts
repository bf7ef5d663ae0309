import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, customer, kims, RuleDesk } from '../../../tests/cast.ts'
import type { Actor } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { CannedResponseId, MessageId } from '../ids.ts'
import { step } from '../step.ts'

const greeting = 'greeting' as CannedResponseId
const regards = 'regards' as CannedResponseId

/** A desk with two canned responses, where Ann talks with Kim. */
function deskWith(): RuleDesk {
  const desk = new RuleDesk({ wrapUpMs: 60_000 }).talking()
  for (const id of [greeting, regards])
    desk.do({ do: 'addEntry', table: 'cannedResponses', id, settings: { name: id, text: `A ${id}.` } })
  return desk
}

function post(id: string, cannedResponseId?: CannedResponseId) {
  const content = { text: `text ${id}`, ...(cannedResponseId && { cannedResponseId }) }
  return { do: 'postMessage', chatId: kims, messageId: id as MessageId, content } as const
}

/** What the chat says of uses, once it has ended. */
function usesAtEnd(desk: RuleDesk) {
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  const chat = desk.chat(kims)
  assert.ok('numbers' in chat && chat.numbers)
  return chat.numbers.cannedResponses
}

test('H-180 the fact of a message says from which canned response it was made; others say nothing of it', () => {
  const desk = deskWith()
  const [made] = desk.do(post('one', greeting), agent(ann))
  const [own] = desk.do(post('two'), agent(ann))
  assert.ok(made?.type === 'chat.messagePosted' && own?.type === 'chat.messagePosted')
  assert.equal(made.cannedResponseId, greeting)
  assert.equal('cannedResponseId' in own, false)
})

test('H-180 a canned response that is not there is refused by name of the field, and so is any of a customer', () => {
  const desk = deskWith()
  const refusal = (actor: Actor, id: CannedResponseId) => {
    const result = step(desk.state, post('one', id), actor, desk.state.at)
    assert.ok(isRefusal(result))
    return [result.refused, result.code, ...result.problems.map(({ field, accepted }) => `${field}: ${accepted}`)]
  }
  const none = 'no such' as CannedResponseId
  const wrong = ['invalid', 'canned-response.unknown']
  assert.deepEqual(refusal(agent(ann), none), [...wrong, 'cannedResponseId: the id of one of the cannedResponses'])
  const refused = [...wrong, 'cannedResponseId: left out by who is no agent']
  assert.deepEqual(refusal(customer(kims), greeting), refused)
  assert.deepEqual(refusal(customer(kims), none), refused, 'a customer does not learn which exist')
})

test('H-181 every message counts once, by canned response, and a repeat not again', () => {
  const desk = deskWith()
  desk.do(post('one', greeting), agent(ann))
  assert.deepEqual(desk.do(post('one', greeting), agent(ann)), [])
  desk.do(post('two', regards), agent(ann))
  desk.do(post('three', greeting), agent(ann))
  desk.do(post('four'), agent(ann))
  assert.deepEqual(usesAtEnd(desk), { [greeting]: 2, [regards]: 1 })
})

test('H-181 uses stay counted when the canned response is removed, and a repeat of the message is still answered', () => {
  const desk = deskWith()
  desk.do(post('one', greeting), agent(ann))
  desk.do({ do: 'removeEntry', table: 'cannedResponses', id: greeting })
  assert.deepEqual(desk.do(post('one', greeting), agent(ann)), [])
  assert.equal(desk.refusal(post('two', greeting), agent(ann)), 'canned-response.unknown')
  assert.deepEqual(usesAtEnd(desk), { [greeting]: 1 })
})

test('a chat in which none was used says nothing of them', () => {
  const desk = deskWith()
  desk.do(post('one'), agent(ann))
  assert.equal(usesAtEnd(desk), undefined)
})
