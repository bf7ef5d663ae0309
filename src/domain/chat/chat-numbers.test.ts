import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann, billing, bob, customer, eve, kims, RuleDesk, support } from '../../../tests/cast.ts'
import type { ChatId, CustomerId } from '../ids.ts'
import type { ChatNumbers } from './chat-numbers.ts'

/** What Kim's chat came to. */
function numbersOf(desk: RuleDesk): ChatNumbers {
  const chat = desk.chat(kims)
  assert.ok('numbers' in chat && chat.numbers)
  return chat.numbers
}

/** A desk whose customers are first asked which queue they want. */
class MenuDesk extends RuleDesk {
  constructor() {
    super()
    const menu = (queueId: typeof support, index: number) =>
      this.do({ do: 'changeQueue', queueId, settings: { menu: { name: queueId, index } } })
    menu(support, 1)
    menu(billing, 2)
  }

  arrive(chatId: ChatId = kims): this {
    this.state.chats.noteAbsent(chatId)
    const customerId = `customer of ${chatId}` as CustomerId
    this.state.customers.noteAbsent(customerId)
    const none = { name: null, email: null, pageUrl: null, locale: null, message: null, queueId: null }
    this.do({ do: 'openChat', chatId, customerId, secretHash: 'secret', ...none })
    return this
  }
}

describe('the numbers of a chat', () => {
  test('a chat from asking to paperwork', () => {
    const desk = new RuleDesk({ wrapUpMs: 60_000 }).open(kims)
    const openedAt = desk.now
    desk.say('Hello', customer(kims))
    desk.pass(4_000).available(ann).pass(1_000)
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
    desk.pass(2_000).say('Yes?', agent(ann))
    desk.do({ do: 'holdChat', chatId: kims }, agent(ann))
    desk.pass(3_000)
    desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
    const closed = {
      queuedAt: openedAt,
      firstQueueId: support,
      waitMs: 5_000,
      transferWaitMs: 0,
      talkMs: 5_000,
      heldMs: 3_000,
      wrapUpMs: 0,
      customerMessageCount: 1,
      agentMessageCount: 1,
      firstResponseMs: 7_000,
      responseCount: 1,
      responseMs: 7_000,
      transferCount: 0,
      consultCount: 0,
      offerCount: 1,
      lapsedCount: 0,
      declinedCount: 0,
      estimateMs: null,
    }
    assert.deepEqual(numbersOf(desk), closed)
    desk.pass(9_000)
    desk.do({ do: 'finishWrapUp', chatId: kims }, agent(ann))
    assert.deepEqual(numbersOf(desk), { ...closed, wrapUpMs: 9_000 })
    assert.equal(desk.chat(kims).tally, undefined)
  })

  test('through two queues and three agents it is still one chat, of the queue it came in by', () => {
    const desk = new RuleDesk().talking().pass(10_000).available(bob)
    desk.do({ do: 'holdChat', chatId: kims }, agent(ann))
    desk.pass(1_000)
    desk.do({ do: 'transferChat', chatId: kims, to: { agentId: bob } }, agent(ann))
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
    desk.pass(5_000)
    desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(bob))
    desk.pass(2_000).available(eve)
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(eve))
    desk.pass(3_000)
    desk.do({ do: 'closeChat', chatId: kims }, agent(eve))
    const { firstQueueId, waitMs, transferWaitMs, talkMs, heldMs, transferCount, offerCount } = numbersOf(desk)
    assert.equal(firstQueueId, support)
    assert.deepEqual({ waitMs, transferWaitMs }, { waitMs: 0, transferWaitMs: 2_000 })
    assert.deepEqual({ talkMs, heldMs }, { talkMs: 19_000, heldMs: 1_000 })
    assert.deepEqual({ transferCount, offerCount }, { transferCount: 2, offerCount: 3 })
  })

  test('who rang in vain and who said no are counted by agent, a held-out transfer too', () => {
    const desk = new RuleDesk({ offerMs: 20_000, strategy: 'broadcast' }).available(ann, bob).open(kims)
    desk.do({ do: 'declineOffer', chatId: kims }, agent(ann))
    desk.pass(20_000).available(bob).pass(60_000).available(ann)
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
    desk.available(bob)
    desk.do({ do: 'bringIn', chatId: kims, agentId: bob, purpose: 'consult' }, agent(ann))
    desk.do({ do: 'declineOffer', chatId: kims }, agent(bob))
    desk.do({ do: 'bringIn', chatId: kims, agentId: bob, purpose: 'consult' }, agent(ann))
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
    desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
    const { offerCount, lapsedCount, declinedCount, consultCount } = numbersOf(desk)
    const offers = [...desk.state.intervals.values()].reduce(
      (sum, { agentId, counts }) => sum + (agentId ? (counts.offeredCount ?? 0) : 0),
      0,
    )
    assert.equal(offerCount, offers)
    assert.ok(lapsedCount >= 1)
    assert.deepEqual({ declinedCount, consultCount }, { declinedCount: 2, consultCount: 1 })
  })

  test('whom a flow led waits from the queue on, and came in by the queue it led to', () => {
    const desk = new MenuDesk().arrive().pass(30_000)
    desk.say('2', customer(kims))
    const queuedAt = desk.now
    desk.pass(5_000)
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    const numbers = numbersOf(desk)
    assert.equal(numbers.queuedAt, queuedAt)
    assert.notEqual(desk.chat(kims).openedAt, queuedAt)
    assert.deepEqual([numbers.firstQueueId, numbers.waitMs, numbers.customerMessageCount], [billing, 5_000, 1])
  })

  test('who left before asking for an agent never waited', () => {
    const desk = new MenuDesk().arrive().pass(5_000)
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    const { queuedAt, waitMs, firstQueueId } = numbersOf(desk)
    assert.deepEqual([queuedAt, waitMs, firstQueueId], [null, null, desk.chat(kims).queueId])
  })

  test('a chat whose queue sent it on came in by the first one', () => {
    const overflows = [{ when: 'waited', afterMs: 10_000, toQueueId: billing } as const]
    const desk = new RuleDesk()
    desk.do({ do: 'changeQueue', queueId: support, settings: { overflows } })
    desk.open(kims).pass(15_000)
    assert.equal(desk.chat(kims).queueId, billing)
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    assert.deepEqual([numbersOf(desk).firstQueueId, numbersOf(desk).waitMs], [support, 15_000])
  })

  test('talk of an agent who was lost counts, though the customer left before another came', () => {
    const desk = new RuleDesk().talking()
    const talksSince = desk.now
    desk.do({ do: 'noteAgentPresence', agentId: ann, present: true })
    desk.pass(8_000)
    desk.do({ do: 'noteAgentPresence', agentId: ann, present: false })
    while (desk.chat(kims).phase === 'active') desk.pass(1_000)
    const talkMs = desk.now - talksSince
    desk.pass(3_000)
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    const numbers = numbersOf(desk)
    assert.deepEqual([numbers.talkMs, numbers.transferWaitMs, numbers.transferCount], [talkMs, 3_000, 0])
  })

  test('what was promised is kept', () => {
    const desk = new RuleDesk().open(kims)
    const chat = desk.chat(kims)
    desk.state.chats.put({ ...chat, tally: { promise: { fromMs: 1_000, toMs: 2_000 } } })
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    assert.deepEqual(numbersOf(desk).estimateMs, { fromMs: 1_000, toMs: 2_000 })
  })

  test('a chat that was open before numbers were kept has none', () => {
    const desk = new RuleDesk({ wrapUpMs: 60_000 }).talking()
    desk.state.chats.put({ ...desk.chat(kims), tally: { parts: 1, isOlder: true } })
    desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
    desk.available(eve).do({ do: 'acceptOffer', chatId: kims }, agent(eve))
    desk.do({ do: 'closeChat', chatId: kims }, agent(eve))
    desk.pass(60_000)
    const chat = desk.chat(kims)
    assert.equal(chat.phase === 'closed' && chat.numbers, null)
  })
})
