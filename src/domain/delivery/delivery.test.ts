import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, kims } from '../../../tests/cast.ts'
import { ada, certificate } from '../../../tests/customer-desk.ts'
import { kimsPhone, leesPhone, MessageDesk, messageChat } from '../../../tests/message-desk.ts'
import { type Instant, later, type MessageId } from '../ids.ts'
import type { DeliveryMark } from './delivery.ts'
import { retryAt } from './retry-at.ts'

const system = { kind: 'system', via: 'test' } as const

function confirm(desk: MessageDesk, id: string, mark: DeliveryMark, channel = 'sms') {
  return desk.do({ do: 'confirmDelivery', deliveryId: id as MessageId, channel, mark })
}

test('what an agent or a queue says goes out; what the customer says, and notices, do not', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  desk.do({
    do: 'changeQueue',
    queueId: desk.chat(messageChat(1)).queueId,
    settings: { texts: { ExpertConnected: 'Hi' } },
  })
  desk.answer(1, 'Hello')
  const lines = [...desk.state.deliveries.values()].map(({ phone, channel, state, seq }) => [
    phone,
    channel,
    state,
    seq,
  ])
  // 1 is the customer's, 2 the notice that Ann is there.
  assert.deepEqual(lines, [
    [kimsPhone, 'sms', 'pending', 3],
    [kimsPhone, 'sms', 'pending', 4],
  ])
})

test('nothing goes out of a chat of the widget', () => {
  const desk = new MessageDesk()
  desk.available(ann).open(kims)
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  desk.say('Hello', agent(ann))
  assert.equal(desk.state.deliveries.size, 0)
})

test('a line that was taken is sent, one that was not is tried again at its time, or given up', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const { id } = desk.answer(1)
  desk.failed(id, desk.now + 1_000)
  const waits = desk.delivery(id)
  assert.deepEqual([waits.state, waits.attempts, waits.nextAt, waits.error], ['pending', 1, desk.now + 1_000, 'busy'])
  desk.sent(id)
  const sent = desk.delivery(id)
  assert.deepEqual([sent.state, sent.nextAt, sent.sentAt, sent.error], ['sent', null, desk.now, null])
  assert.deepEqual(desk.failed(id, null), [])
  const other = desk.answer(1)
  desk.failed(other.id, null)
  assert.deepEqual([desk.delivery(other.id).state, desk.delivery(other.id).nextAt], ['failed', null])
})

test('why a try failed is in the row, and not in the journal', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const [event] = desk.failed(desk.answer(1).id, null)
  assert.ok(event?.type === 'delivery.failed')
  const { words, ...fact } = event
  assert.deepEqual(words, { reason: 'busy' })
  assert.ok(!JSON.stringify(fact).includes('busy'))
})

test('receipts mark the chat for the customer up to the line, in any order, and never back', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const [first, second] = [desk.answer(1), desk.answer(1)]
  desk.sent(first.id)
  confirm(desk, first.id, 'delivered')
  const marks = () => desk.chat(messageChat(1)).marks.customer
  assert.deepEqual(marks(), { delivered: first.seq, read: 1 })
  confirm(desk, second.id, 'read')
  assert.deepEqual(marks(), { delivered: second.seq, read: second.seq })
  assert.deepEqual([desk.delivery(second.id).state, desk.delivery(second.id).nextAt], ['read', null])
  assert.deepEqual(confirm(desk, second.id, 'delivered'), [])
  confirm(desk, first.id, 'read')
  assert.deepEqual(marks(), { delivered: second.seq, read: second.seq })
})

test('a channel confirms only its own lines', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const deliveryId = desk.answer(1).id
  const foreign = { do: 'confirmDelivery', deliveryId, channel: 'whatsapp', mark: 'read' } as const
  assert.equal(desk.refusal(foreign, system), 'delivery.not-found')
  assert.equal(desk.refusal({ ...foreign, deliveryId: 'none' as MessageId }, system), 'delivery.not-found')
  assert.equal(desk.refusal({ ...foreign, channel: 'sms' }, agent(ada)), 'desk-only')
})

test('who manages the organisation sends a line anew that did not arrive', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const deliveryId = desk.answer(1).id
  desk.failed(deliveryId, null)
  desk.now += 1_000
  assert.equal(desk.refusal({ do: 'replayDelivery', deliveryId }, agent(ann)), 'permission.missing')
  assert.equal(desk.refusal({ do: 'replayDelivery', deliveryId }, system), 'agents-only')
  desk.do({ do: 'replayDelivery', deliveryId }, agent(ada))
  const { state, attempts, nextAt, since } = desk.delivery(deliveryId)
  assert.deepEqual([state, attempts, nextAt, since], ['pending', 0, desk.now, desk.now])
  confirm(desk, deliveryId, 'delivered')
  assert.equal(desk.refusal({ do: 'replayDelivery', deliveryId }, agent(ada)), 'delivery.arrived')
})

test('a line may not have the id of a line that went out in another chat', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  desk.receive(2, { phone: leesPhone })
  desk.answer(1, 'Hello')
  desk.do({ do: 'grabChat', chatId: messageChat(2) }, agent(ann))
  const again = {
    do: 'postMessage',
    chatId: messageChat(2),
    messageId: 'Hello' as MessageId,
    content: { text: 'x' },
  } as const
  assert.equal(desk.refusal(again, agent(ann)), 'message.id-used')
})

test("an erased person's numbers go from what was sent, and what was still to be sent is dropped", () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const [sent, failed, pending] = [desk.answer(1), desk.answer(1), desk.answer(1)]
  desk.sent(sent.id)
  desk.failed(failed.id, null)
  desk.do({ do: 'closeChat', chatId: messageChat(1) }, agent(ann))
  const { customerId } = desk.chat(messageChat(1))
  desk.do({ do: 'eraseCustomer', customerId, certificateId: certificate }, agent(ada))
  assert.equal(desk.chat(messageChat(1)).address, null)
  for (const { id } of [sent, failed])
    assert.deepEqual([desk.delivery(id).phone, desk.delivery(id).error], [null, null])
  assert.equal(desk.state.deliveries.find(pending.id), null)
  assert.deepEqual(desk.sent(pending.id), [])
  assert.equal(desk.refusal({ do: 'replayDelivery', deliveryId: failed.id }, agent(ada)), 'delivery.erased')
  desk.receive(2)
  assert.notEqual(desk.chat(messageChat(2)).customerId, customerId)
})

test('tries come after 1 s, 5 s, 30 s, 2 min, 10 min and 30 min, then every hour, for a day', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const added = desk.answer(1)
  const pauses: number[] = []
  let at = added.since
  for (let attempts = 0; ; attempts++) {
    const next = retryAt({ ...added, attempts }, at, null)
    if (next === null) break
    pauses.push((next - at) / 1_000)
    at = next
  }
  assert.deepEqual(pauses, [1, 5, 30, 120, 600, 1_800, ...Array.from({ length: 23 }, () => 3_600)])
  assert.ok(at - added.since <= 86_400_000)
})

test('a provider that asks to wait longer is obeyed, within the day', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const added = desk.answer(1)
  const now = added.since as Instant
  assert.equal(retryAt(added, now, 90_000), later(now, 90_000))
  assert.equal(retryAt(added, now, 10), later(now, 1_000))
  assert.equal(retryAt(added, now, 2 * 86_400_000), null)
})
