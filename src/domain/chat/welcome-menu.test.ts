import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ann, customer, kims, lees, RuleDesk } from '../../../tests/cast.ts'
import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { DeskEvent } from '../events.ts'
import { menuFlowId } from '../flow/menu-flow.ts'
import type { ChatId, CustomerId, FlowId, HoursId, QueueId, TagId } from '../ids.ts'
import { defaultQueueSettings, member, type QueueSettings } from '../queue/queue.ts'

const [sales, returns, press] = ['sales', 'returns', 'press'] as QueueId[] as [QueueId, QueueId, QueueId]
const salesTag = 'tag of sales' as TagId
const hour = 3_600_000

/** The cast's desk with three queues in the menu; the cast's own are in none. */
class MenuDesk extends RuleDesk {
  constructor(...queues: readonly [QueueId, QueueSettings['menu']][]) {
    super()
    this.do({ do: 'addEntry', table: 'tags', id: salesTag, settings: { name: 'Sales', groupId: null, enabled: true } })
    for (const [queueId, menu] of queues) {
      const autoTagIds = queueId === sales ? [salesTag] : []
      const settings = { ...defaultQueueSettings, name: `The ${queueId}`, members: [member(ann)], autoTagIds, menu }
      this.do({ do: 'addQueue', queueId, settings })
    }
  }

  /** Somebody comes without naming a queue; what they are told. */
  arrive(chatId: ChatId = kims, flowId: FlowId | null = null): string[] {
    this.state.chats.noteAbsent(chatId)
    const customerId = `customer of ${chatId}` as CustomerId
    this.state.customers.noteAbsent(customerId)
    const none = { name: null, email: null, pageUrl: null, locale: null, message: null, queueId: null }
    return told(this.do({ do: 'openChat', chatId, customerId, secretHash: 'secret', ...none, flowId }))
  }

  answer(text: string, chatId: ChatId = kims): string[] {
    return told(this.say(text, customer(chatId), `${this.now++} ${text}`, chatId))
  }

  takeOff(...queueIds: QueueId[]): void {
    for (const queueId of queueIds) this.do({ do: 'changeQueue', queueId, settings: { enabled: false } })
  }

  whereIs(chatId: ChatId = kims): [string, string] {
    const { phase, queueId } = this.chat(chatId)
    return [phase, queueId]
  }
}

/** What is said to the customer by these events. */
function told(events: readonly DeskEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'chat.said' ? [event.words?.text ?? ''] : []))
}

const three = () =>
  new MenuDesk(
    [sales, { name: 'Sales', index: 2 }],
    [returns, { name: 'Rückgabe', index: 10 }],
    [press, { name: 'Press', index: 1 }],
  )

test('who names no queue is asked, in order of the index, and waits for nobody yet', () => {
  const desk = three()
  assert.deepEqual(desk.arrive(), [
    'How can we help you? Please choose by typing a number.\n1 Press\n2 Sales\n10 Rückgabe',
  ])
  assert.equal(desk.chat(kims).phase, 'welcome')
})

test('who names a queue is not asked', () => {
  const desk = three()
  desk.open(kims)
  assert.deepEqual(desk.whereIs(), ['queued', 'support'])
})

test('a queue is chosen by its number or by its name, in any case and without accents', () => {
  for (const answer of ['10', ' rückgabe ', 'RUCKGABE']) {
    const desk = three()
    desk.arrive()
    desk.answer(answer)
    assert.deepEqual(desk.whereIs(), ['queued', returns], answer)
  }
})

test('a chat gets the tags of the chosen queue, and its steps say what was chosen', () => {
  const desk = three()
  desk.arrive()
  desk.answer('2')
  assert.deepEqual(desk.chat(kims).tagIds, [salesTag])
  const steps = desk.chat(kims).flowSteps?.map(({ nodeId, choice, end }) => [nodeId, choice, end])
  assert.deepEqual(steps, [
    ['menu', '2', 'chosen'],
    [`queue ${desk.state.queues.require(sales).no}`, null, 'passed'],
  ])
})

test("menu texts are the centre's, with variables filled", () => {
  const desk = three()
  const texts = { WelcomeMenu: '@Model.BotName asks:', WelcomeMenuRetry: 'Once more:' }
  desk.do({ do: 'changeCentre', settings: { name: 'Example Ltd', texts } })
  assert.deepEqual(desk.arrive(), ['Example Ltd asks:\n1 Press\n2 Sales\n10 Rückgabe'])
  assert.deepEqual(desk.answer('3'), ['Once more:\n1 Press\n2 Sales\n10 Rückgabe'])
})

test('after three wrong answers that were asked again the fourth leads to the first of the menu', () => {
  const desk = three()
  desk.arrive()
  for (let retry = 1; retry <= 3; retry++) {
    assert.deepEqual(desk.answer('9'), ['Please type one of these numbers.\n1 Press\n2 Sales\n10 Rückgabe'])
    assert.equal(desk.chat(kims).phase, 'welcome')
  }
  assert.deepEqual(desk.answer('9'), [])
  assert.deepEqual(desk.whereIs(), ['queued', press])
})

test('who chooses nothing for a day is let go without a word', () => {
  const desk = three()
  desk.arrive()
  const before = desk.chat(kims).lastSeq
  desk.pass(24 * hour - 1)
  assert.equal(desk.chat(kims).phase, 'welcome')
  desk.pass(1)
  const chat = desk.chat(kims)
  assert.deepEqual([chat.phase, 'ending' in chat && chat.ending], ['closed', 'deflected'])
  assert.equal(chat.lastSeq, before + 1, 'only the notice that it ended')
})

test('with one queue in the menu nobody is asked', () => {
  const desk = new MenuDesk([sales, { name: 'Sales', index: 4 }], [press, null])
  assert.deepEqual(desk.arrive(), [])
  assert.deepEqual(desk.whereIs(), ['queued', sales])
  assert.deepEqual(desk.chat(kims).tagIds, [salesTag])
})

test('with none, or none enabled, a chat goes to the queue with the lowest number', () => {
  const none = new MenuDesk([sales, null])
  none.arrive()
  assert.deepEqual(none.whereIs(), ['queued', 'support'])
  assert.equal(none.chat(kims).flowSteps, null, 'and through no flow')
  const disabled = three()
  disabled.takeOff(sales, returns, press)
  disabled.arrive()
  assert.deepEqual(disabled.whereIs(), ['queued', 'support'])
})

test('whoever asks for the menu by its id gets it, or else the queue with the lowest number', () => {
  const desk = three()
  assert.equal(desk.arrive(kims, menuFlowId).length, 1)
  desk.takeOff(sales, returns, press)
  desk.arrive(lees, menuFlowId)
  assert.deepEqual(desk.whereIs(lees), ['queued', 'support'])
})

test("the centre's own flow comes before the menu", () => {
  const desk = three()
  const nodes = [{ id: 'q', kind: 'queue', queueId: returns } as const]
  const flowId = 'own' as FlowId
  desk.do({ do: 'addEntry', table: 'flows', id: flowId, settings: { name: 'Own', startNodeId: 'q', nodes } })
  desk.do({ do: 'changeCentre', settings: { welcomeFlowId: flowId } })
  desk.arrive()
  assert.deepEqual(desk.whereIs(), ['queued', returns])
})

test('a queue that was disabled meanwhile is no answer any more; what is left is offered again', () => {
  const desk = three()
  desk.arrive()
  desk.takeOff(sales)
  assert.deepEqual(desk.answer('2'), ['Please type one of these numbers.\n1 Press\n10 Rückgabe'])
  desk.answer('10')
  assert.deepEqual(desk.whereIs(), ['queued', returns])
})

test('an index that was given to another queue meanwhile leads there', () => {
  const desk = three()
  desk.arrive()
  desk.do({ do: 'changeQueue', queueId: sales, settings: { menu: null } })
  desk.do({ do: 'changeQueue', queueId: returns, settings: { menu: { name: 'Returns', index: 2 } } })
  desk.answer('2')
  assert.deepEqual(desk.whereIs(), ['queued', returns])
})

test('when one is left, any answer leads there', () => {
  for (const answer of ['1', '2', 'hello']) {
    const desk = three()
    desk.arrive()
    desk.takeOff(sales, returns)
    desk.answer(answer)
    assert.deepEqual(desk.whereIs(), ['queued', press], answer)
  }
})

test('when none is left, any answer leads to the queue with the lowest number', () => {
  const desk = three()
  desk.arrive()
  desk.takeOff(sales, returns, press)
  desk.answer('1')
  assert.deepEqual(desk.whereIs(), ['queued', 'support'])
})

test('and to the next when that one was disabled as well', () => {
  const desk = three()
  desk.arrive()
  desk.takeOff(sales, returns, press, 'support' as QueueId)
  desk.answer('hello')
  assert.deepEqual(desk.whereIs(), ['queued', 'billing'])
})

test('who stands in the menu while queues change is let go at the same instant as before', () => {
  const desk = three()
  desk.arrive()
  desk.takeOff(sales, returns, press)
  desk.pass(24 * hour)
  assert.equal(desk.chat(kims).phase, 'closed')
})

test('texts of no known name, and menu texts that a flow could not say, are refused for the centre as for a queue', () => {
  const desk = three()
  const texts = {
    WelcomeNew: 'a',
    WelcomeMessage: 'b',
    toString: 'c',
    Welcome: 'd',
    WelcomeMenu: ' ',
    WelcomeMenuRetry: '',
  }
  const fields = ['texts.toString', 'texts.Welcome', 'texts.WelcomeMenu']
  for (const command of [
    { do: 'changeCentre', settings: { texts } },
    { do: 'changeQueue', queueId: sales, settings: { texts } },
  ] as const) {
    const result = desk.try(command, system)
    assert.deepEqual(isRefusal(result) && result.problems.map(({ field }) => field), fields)
  }
})

test('a chosen queue that is closed ends the chat in that queue, with its own words and in its own numbers', () => {
  const desk = three()
  desk.do({
    do: 'addEntry',
    table: 'hours',
    id: 'never',
    settings: { name: 'Never', zone: 'UTC', week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, exceptions: [] },
  })
  const texts = { SystemOffline: 'The workshop is closed' }
  desk.do({ do: 'changeQueue', queueId: returns, settings: { hoursId: 'never' as HoursId, texts } })
  desk.arrive()
  assert.deepEqual(desk.answer('10'), ['The workshop is closed'])
  assert.deepEqual(desk.whereIs(), ['closed', returns])
  const counted = [...desk.state.intervals.values()].filter(({ counts }) => counts.afterHoursCount)
  assert.deepEqual(
    counted.map(({ queueId, counts }) => [queueId, counts.afterHoursCount]),
    [[returns, 1]],
  )
})
