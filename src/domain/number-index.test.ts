import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, kims, lees, RuleDesk } from '../../tests/cast.ts'
import type { ChatId, CustomerId } from './ids.ts'
import { NumberIndex } from './number-index.ts'
import { MissingRow } from './table.ts'

const kim = `customer of ${kims}` as CustomerId

/** Kim's chat is over, and on a disk only. */
function deskWithEvicted(): RuleDesk {
  const desk = new RuleDesk({ wrapUpMs: 0 }).talking()
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  desk.state.customers.takeChanges()
  desk.state.evictChat(desk.state.chats.require(kims))
  return desk
}

test('chats and customers in memory are found by their number without a question', () => {
  const desk = new RuleDesk().talking()
  assert.deepEqual([desk.state.chatIdOf(1), desk.state.customerIdOf(1)], [kims, kim])
})

test('what left memory is asked for by its number, and found as soon as it was answered', () => {
  const { state } = deskWithEvicted()
  const missing = (table: string) => (error: unknown) =>
    error instanceof MissingRow && error.table === table && error.id === '1'
  assert.throws(() => state.chatIdOf(1), missing('chatNos'))
  assert.throws(() => state.customerIdOf(1), missing('customerNos'))
  state.chatNos.note(1, kims)
  state.customerNos.note(1, null)
  assert.deepEqual([state.chatIdOf(1), state.customerIdOf(1)], [kims, null])
})

test('a number that was not given yet is nobody’s, until it is given', () => {
  const desk = new RuleDesk().talking()
  for (const no of [2, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(desk.state.chatIdOf(no), null)
  desk.open(lees)
  assert.equal(desk.state.chatIdOf(2), lees)
})

test('an answer that comes late does not hide what is in memory, nor does it outlive it', () => {
  const desk = deskWithEvicted()
  const { state } = desk
  const again = { ...new RuleDesk().talking().state.chats.require(kims), phase: 'closed' } as never
  state.chats.restore(again)
  state.chatNos.note(1, null)
  assert.equal(state.chatIdOf(1), kims)
  state.evictChat(again)
  assert.throws(() => state.chatIdOf(1), MissingRow)
})

test('whoever guesses numbers does not fill the memory: the oldest answers go', () => {
  const numbers = new NumberIndex<ChatId>('chatNos', () => 5_000)
  for (let no = 1; no <= 1_001; no++) numbers.note(no, null)
  assert.throws(() => numbers.find(1), MissingRow)
  assert.equal(numbers.find(2), null)
})
