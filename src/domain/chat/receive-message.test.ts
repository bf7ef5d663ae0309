import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeskEvent } from '#domain/events.ts'
import { agent, ann, support } from '../../../tests/cast.ts'
import { ada } from '../../../tests/customer-desk.ts'
import { kimsPhone, leesPhone, MessageDesk, messageChat, plan } from '../../../tests/message-desk.ts'
import type { FlowId } from '../ids.ts'

const types = (events: readonly DeskEvent[]) => events.map(({ type }) => type)
const seqs = (events: readonly DeskEvent[]) => events.flatMap((event) => ('seq' in event ? [event.seq] : []))

test('the first message of a number opens a chat in the first queue, for a verified customer', () => {
  const desk = new MessageDesk()
  desk.receive(1, { name: 'Kim' })
  const chat = desk.chat(messageChat(1))
  assert.deepEqual(
    [chat.phase, chat.queueId, chat.channel, chat.address, chat.lastSeq],
    ['queued', support, 'message', { channel: 'sms', phone: kimsPhone }, 1],
  )
  const { name, phone, verified } = desk.customerRow(chat.customerId)
  assert.deepEqual([name, phone, verified], ['Kim', kimsPhone, true])
})

test('further messages go to the open chat of that number and channel', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  assert.deepEqual(types(desk.receive(2)), ['chat.messagePosted'])
  assert.equal(desk.chat(messageChat(1)).lastSeq, 2)
  desk.receive(3, { channel: 'whatsapp' })
  desk.receive(4, { phone: leesPhone })
  assert.equal(desk.chat(messageChat(3)).customerId, desk.chat(messageChat(1)).customerId)
  assert.notEqual(desk.chat(messageChat(4)).customerId, desk.chat(messageChat(1)).customerId)
})

test('after the chat is over the next message opens another, of the same customer', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  desk.answer(1)
  desk.do({ do: 'closeChat', chatId: messageChat(1) }, agent(ann))
  desk.receive(2)
  assert.equal(desk.chat(messageChat(2)).phase, 'offered')
  assert.equal(desk.chat(messageChat(2)).customerId, desk.chat(messageChat(1)).customerId)
})

test('the same message again changes nothing, neither the one that opened the chat nor a later one', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  assert.deepEqual(desk.receive(1), [])
  desk.receive(2, { attachment: plan })
  assert.deepEqual(desk.receive(2, { attachment: plan }), [])
  desk.answer(1)
  desk.do({ do: 'closeChat', chatId: messageChat(1) }, agent(ann))
  assert.deepEqual(desk.receive(1), [])
})

test('text and file are two lines, the text first', () => {
  const desk = new MessageDesk()
  const opening = desk.receive(1, { attachment: plan })
  assert.deepEqual(types(opening).slice(0, 5), [
    'customer.added',
    'chat.welcomed',
    'attachment.stored',
    'chat.messagePosted',
    'chat.messagePosted',
  ])
  assert.deepEqual(seqs(opening), [1, 2])
  const more = desk.receive(2, { attachment: { ...plan, attachmentId: 'more' as typeof plan.attachmentId } })
  assert.deepEqual(types(more), ['attachment.stored', 'chat.messagePosted', 'chat.messagePosted'])
  assert.deepEqual(seqs(more), [3, 4])
})

test('a file alone is the message itself', () => {
  const desk = new MessageDesk()
  desk.receive(1, { text: null, attachment: plan })
  assert.deepEqual([...desk.state.usedMessageIds(messageChat(1)).keys()], ['message-1'])
})

test('nothing at all, a blank text, a number that is none, and anybody but the desk are refused', () => {
  const desk = new MessageDesk()
  assert.equal(desk.refusal(desk.message(1, { text: null }), { kind: 'system', via: 'test' }), 'message.empty')
  assert.equal(desk.refusal(desk.message(1, { text: ' ' }), { kind: 'system', via: 'test' }), 'message.blank')
  assert.equal(desk.refusal(desk.message(1, { phone: '082' }), { kind: 'system', via: 'test' }), 'customer.wrong')
  assert.equal(desk.refusal(desk.message(1), agent(ada)), 'desk-only')
})

test('a full queue yields a chat that ends and says so, and no refusal', () => {
  const desk = new MessageDesk()
  desk.do({ do: 'changeQueue', queueId: support, settings: { lengthLimit: 1, texts: { NoExpertAvailable: 'Full.' } } })
  desk.receive(1)
  desk.receive(2, { phone: leesPhone })
  const chat = desk.chat(messageChat(2))
  assert.deepEqual([chat.phase, 'ending' in chat && chat.ending], ['closed', 'abandoned'])
  assert.deepEqual(
    [...desk.state.deliveries.values()].map(({ phone }) => phone),
    [leesPhone],
  )
})

test('a name is taken where we know none, and never in place of one we know', () => {
  const desk = new MessageDesk()
  desk.receive(1)
  const { customerId } = desk.chat(messageChat(1))
  desk.answer(1)
  desk.do({ do: 'closeChat', chatId: messageChat(1) }, agent(ann))
  desk.receive(2, { name: 'Kim' })
  assert.equal(desk.customerRow(customerId).name, 'Kim')
  desk.answer(2)
  desk.do({ do: 'closeChat', chatId: messageChat(2) }, agent(ann))
  desk.receive(3, { name: 'xX_kim_Xx' })
  assert.equal(desk.customerRow(customerId).name, 'Kim')
})

test("the centre's welcome flow leads the customer, and text with a file is one answer to it", () => {
  const desk = new MessageDesk()
  const id = 'flow' as FlowId
  const ask = { id: 'ask', kind: 'ask', text: 'Which order?', attribute: 'order', next: 'people' } as const
  const waits = { timeoutMs: 60_000, onTimeout: 'people' }
  const nodes = [
    { ...ask, ...waits },
    { id: 'people', kind: 'queue' },
  ] as const
  desk.do({ do: 'addEntry', table: 'flows', id, settings: { name: 'Hello', startNodeId: 'ask', nodes } })
  desk.do({ do: 'changeCentre', settings: { welcomeFlowId: id } })
  desk.receive(1)
  assert.equal(desk.chat(messageChat(1)).phase, 'welcome')
  const answer = desk.receive(2, { text: '4711', attachment: plan })
  const chat = desk.chat(messageChat(1))
  assert.deepEqual([chat.phase, chat.attributes], ['queued', { order: '4711' }])
  assert.deepEqual(seqs(answer), [3, 4])
})
