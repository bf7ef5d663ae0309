import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, customer, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { DeskEvent } from '../events.ts'
import type { ChatId, CustomerId } from '../ids.ts'

type Texts = Readonly<Record<string, string>>

const told = (events: readonly DeskEvent[]) =>
  events.flatMap((event) => (event.type === 'chat.said' ? [event.words?.text ?? ''] : []))

function deskWith(queueTexts: Texts, centreTexts: Texts = {}): RuleDesk {
  const desk = new RuleDesk({ texts: queueTexts, wrapUpMs: 0 })
  desk.do({ do: 'changeCentre', settings: { texts: centreTexts } })
  return desk
}

/** Kim, by default, asks in Support; what is said to them. */
function comes(
  desk: RuleDesk,
  chatId: ChatId = kims,
  name: string | null = null,
  email: string | null = null,
): string[] {
  desk.state.chats.noteAbsent(chatId)
  const customerId = `customer of ${chatId}` as CustomerId
  if (!desk.state.customers.get(customerId)) desk.state.customers.noteAbsent(customerId)
  if (email && !desk.state.customerKeys.get(`email:${email}`)) desk.state.customerKeys.noteAbsent(`email:${email}`)
  const none = { pageUrl: null, locale: null, message: null }
  const asks = { chatId, customerId, queueId: support, secretHash: 'secret', name, email, ...none } as const
  return told(desk.do({ do: 'openChat', ...asks }))
}

/** What is said to somebody who comes first, and to one who came before. */
function welcomes(queueTexts: Texts, centreTexts: Texts = {}): string[] {
  const desk = deskWith(queueTexts, centreTexts)
  const first = comes(desk, kims, 'Kim', 'kim@example.org')
  desk.pass(1)
  return [first.join(), comes(desk, lees, 'Kim', 'kim@example.org').join()]
}

test('new and returning customers are welcomed each in their own way', () => {
  assert.deepEqual(welcomes({ WelcomeNew: 'new', WelcomeReturning: 'again', WelcomeMessage: 'any' }), ['new', 'again'])
})

test('where one of the two has no text the general welcome is said', () => {
  assert.deepEqual(welcomes({ WelcomeNew: 'new', WelcomeMessage: 'any' }), ['new', 'any'])
  assert.deepEqual(welcomes({ WelcomeReturning: 'again', WelcomeMessage: 'any' }), ['any', 'again'])
  assert.deepEqual(welcomes({ WelcomeReturning: 'again' }), ['', 'again'])
  assert.deepEqual(welcomes({ WelcomeMessage: 'any' }), ['any', 'any'])
})

test("the centre's text is said where the queue has none of that name; an empty one of the queue says nothing", () => {
  assert.deepEqual(welcomes({ WelcomeNew: 'ours' }, { WelcomeNew: 'all', WelcomeReturning: 'again' }), [
    'ours',
    'again',
  ])
  assert.deepEqual(welcomes({ WelcomeNew: '' }, { WelcomeNew: 'all', WelcomeMessage: 'any' }), ['', 'any'])
})

test('the place in line is the one on coming in, also when the chat is offered to somebody at once', () => {
  const texts = { WelcomeMessage: 'Number #POSITIONINQUEUE# in #DEPARTMENTNAME#' }
  const desk = deskWith(texts)
  assert.deepEqual(comes(desk, kims), ['Number 1 in Support'])
  assert.deepEqual(comes(desk, lees), ['Number 2 in Support'])
  const staffed = deskWith(texts).available(ann, bob)
  assert.deepEqual(comes(staffed, kims), ['Number 1 in Support'])
  assert.equal(staffed.chat(kims).phase, 'offered')
})

test('what looks like a variable in a name is said as it is', () => {
  const name = '#POSITIONINQUEUE# @Model.QueueName'
  const desk = deskWith({ WelcomeNew: 'Hello #CUSTOMERNAME#, number #POSITIONINQUEUE#' })
  assert.deepEqual(comes(desk, kims, name), [`Hello ${name}, number 1`])
})

test("whoever types somebody's address is called as they call themselves, not by the stored name", () => {
  const desk = deskWith({ WelcomeMessage: 'Hello #CUSTOMERNAME#' })
  assert.deepEqual(comes(desk, kims, 'Kim', 'kim@example.org'), ['Hello Kim'])
  assert.deepEqual(comes(desk, lees, 'Mallory', 'kim@example.org'), ['Hello Mallory'])
})

test('an agent who closes the chat has the customer told so, after the notice and in the chat that has ended', () => {
  const desk = deskWith({ ChatClosed: '#DEPARTMENTNAME#: @Model.ExpertFullName closed this chat' }).talking()
  const events = desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  const lines = events.filter(({ type }) => type === 'chat.ended' || type === 'chat.said')
  assert.deepEqual(
    lines.map((event) => [event.type, 'seq' in event && event.seq]),
    [
      ['chat.ended', desk.chat(kims).lastSeq - 1],
      ['chat.said', desk.chat(kims).lastSeq],
    ],
  )
  assert.deepEqual(told(events), ['Support: ann closed this chat'])
  assert.equal(desk.chat(kims).phase, 'closed')
})

test('so also while the agent has paperwork time left', () => {
  const desk = deskWith({}, { ChatClosed: 'Bye' })
  desk.do({ do: 'changeQueue', queueId: support, settings: { wrapUpMs: 60_000 } })
  desk.talking()
  assert.deepEqual(told(desk.do({ do: 'closeChat', chatId: kims }, agent(ann))), ['Bye'])
  assert.equal(desk.chat(kims).phase, 'wrapUp')
})

test('nothing of the kind is said when the customer or time ends the chat', () => {
  const desk = deskWith({ ChatClosed: 'Bye' }).talking()
  assert.deepEqual(told(desk.do({ do: 'closeChat', chatId: kims }, customer(kims))), [])
  const waiting = deskWith({ ChatClosed: 'Bye', NoExpertAvailable: 'Nobody' }).open(lees)
  const before = waiting.chat(lees).lastSeq
  waiting.pass(3_600_000)
  assert.equal(waiting.chat(lees).phase, 'closed')
  assert.equal(waiting.chat(lees).lastSeq, before + 2, 'the notice and NoExpertAvailable')
})

test('who gave no name is called by their number, or not at all', () => {
  const desk = deskWith({ WelcomeNew: 'Hello #CUSTOMERNAME#!' })
  assert.deepEqual(comes(desk, kims), ['Hello !'])
  const phone = '+27821234567'
  desk.state.chats.noteAbsent(lees)
  for (const id of [`phone:${phone}`]) desk.state.customerKeys.noteAbsent(id)
  const customerId = 'lee' as CustomerId
  desk.state.customers.noteAbsent(customerId)
  const none = { name: null, email: null, pageUrl: null, locale: null, message: null }
  const asks = { chatId: lees, customerId, queueId: support, secretHash: 's', phone, ...none } as const
  assert.deepEqual(told(desk.do({ do: 'openChat', ...asks })), [`Hello ${phone}!`])
})
