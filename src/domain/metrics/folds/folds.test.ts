import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann, billing, bob, customer, eve, kims, lees, RuleDesk, support } from '../../../../tests/cast.ts'
import type { AgentId, QueueId } from '../../ids.ts'
import { dayTimes } from '../names.ts'
import { sumOf } from '../sum.ts'

/** What stands in the cells of a queue, or of an agent in all queues: counts, and times as `[count, total]`. */
function told(desk: RuleDesk, owner: { readonly queue: QueueId } | { readonly agent: AgentId }) {
  const { cells } = desk.state
  const { counts, times, levels } = sumOf('queue' in owner ? cells.ofQueue(owner.queue) : cells.ofAgent(owner.agent))
  const inWork = Object.entries(times).filter(([name]) => !dayTimes.some((time) => time === name))
  return {
    counts,
    levels,
    times: Object.fromEntries(inWork.map(([name, { count, totalMs }]) => [name, [count, totalMs]])),
  }
}

const inSupport = { queue: support }
const ofAnn = { agent: ann }
const ofBob = { agent: bob }

describe('queued', () => {
  test('a chat is queued once, and not again by a transfer', () => {
    const desk = new RuleDesk().talking()
    desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
    assert.equal(told(desk, inSupport).counts.queuedCount, 1)
    assert.equal(told(desk, { queue: billing }).counts.queuedCount, undefined)
  })
})

describe('offered', () => {
  test('every offer counts for its agent, only the first for the queue', () => {
    const desk = new RuleDesk().available(ann, bob).open(kims)
    desk.do({ do: 'declineOffer', chatId: kims }, agent(ann))
    assert.equal(told(desk, ofAnn).counts.offeredCount, 1)
    assert.equal(told(desk, ofBob).counts.offeredCount, 1)
    assert.equal(told(desk, inSupport).counts.offeredCount, 1)
  })

  test('a transfer that is held out is an offer to its agent', () => {
    const desk = new RuleDesk().talking().available(bob)
    desk.do({ do: 'transferChat', chatId: kims, to: { agentId: bob } }, agent(ann))
    assert.equal(told(desk, ofBob).counts.offeredCount, 1)
  })
})

describe('lapsed', () => {
  test('every lapse is ring on no answer, and the chat counts once', () => {
    const desk = new RuleDesk({ offerMs: 20_000 }).available(ann, bob).open(kims).pass(40_000)
    assert.equal(told(desk, ofAnn).counts.ronaCount, 1)
    assert.equal(told(desk, ofBob).counts.ronaCount, 1)
    assert.equal(told(desk, inSupport).counts.ronaCount, 2)
    assert.equal(told(desk, inSupport).counts.ronaChatCount, 1)
  })

  test('a held-out transfer that lapses counts for who did not take it', () => {
    const desk = new RuleDesk({ offerMs: 20_000 }).talking().available(bob)
    desk.do({ do: 'transferChat', chatId: kims, to: { agentId: bob } }, agent(ann))
    desk.pass(20_000)
    assert.equal(told(desk, ofBob).counts.ronaCount, 1)
    assert.equal(told(desk, inSupport).counts.ronaCount, undefined)
  })
})

describe('declined', () => {
  test('a declined offer and a declined transfer both count', () => {
    const desk = new RuleDesk().available(ann, bob).open(kims)
    desk.do({ do: 'declineOffer', chatId: kims }, agent(ann))
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
    desk.do({ do: 'transferChat', chatId: kims, to: { agentId: ann } }, agent(bob))
    desk.do({ do: 'declineOffer', chatId: kims }, agent(ann))
    assert.equal(told(desk, ofAnn).counts.declinedCount, 2)
    assert.equal(told(desk, ofAnn).counts.ronaCount, undefined)
  })
})

describe('answered', () => {
  test('the first acceptance is answered, with the wait from entering the queue', () => {
    const desk = new RuleDesk().open(kims).pass(7_000).available(ann).pass(3_000)
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
    const { counts, times, levels } = told(desk, inSupport)
    assert.equal(counts.answeredCount, 1)
    assert.deepEqual(times, { queueTime: [1, 10_000], speedOfAnswer: [1, 10_000] })
    assert.equal(levels['20000/5000']?.answeredBefore, 1)
    assert.equal(told(desk, ofAnn).counts.answeredCount, 1)
    assert.equal(told(desk, ofAnn).counts.takenCount, undefined)
  })

  test('a grabbed chat is answered and taken', () => {
    const desk = new RuleDesk().open(kims)
    desk.do({ do: 'setAvailability', agentId: ann, availability: 'busy', awayReason: null }, agent(ann))
    desk.do({ do: 'grabChat', chatId: kims }, agent(ann))
    assert.equal(told(desk, ofAnn).counts.takenCount, 1)
    assert.equal(told(desk, ofAnn).counts.answeredCount, 1)
  })

  test('out of a second queue it is a transfer in, and its wait stands apart', () => {
    const desk = new RuleDesk().talking()
    desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
    desk.pass(4_000).available(eve)
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(eve))
    assert.deepEqual(told(desk, { agent: eve }).counts, { offeredCount: 1, transferredInCount: 1 })
    assert.deepEqual(told(desk, { queue: billing }).times, { transferQueueTime: [1, 4_000] })
    assert.equal(told(desk, { queue: billing }).counts.answeredCount, undefined)
  })

  test('a rule set on the queue judges from then on', () => {
    const serviceLevel = { withinMs: 1_000, formula: 'connect', shortAbandonMs: 0 } as const
    const desk = new RuleDesk({ serviceLevel }).open(kims).pass(1_001).available(ann)
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
    assert.equal(told(desk, inSupport).levels['1000/0']?.answeredAfter, 1)
  })
})

describe('abandoned', () => {
  test('who leaves before anybody accepted is abandoned, short below the threshold', () => {
    const desk = new RuleDesk().open(kims).pass(4_999)
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    desk.open(lees).pass(25_000)
    desk.do({ do: 'closeChat', chatId: lees }, customer(lees))
    const { counts, times, levels } = told(desk, inSupport)
    assert.equal(counts.abandonedCount, 2)
    assert.deepEqual(times, { queueTime: [2, 29_999], abandonTime: [2, 29_999] })
    const { abandonedBefore, abandonedAfter, shortAbandoned } = levels['20000/5000'] ?? {}
    assert.deepEqual([abandonedBefore, abandonedAfter, shortAbandoned], [1, 1, 1])
  })

  test('who leaves while waiting for a second agent is counted apart, not as abandoned', () => {
    const desk = new RuleDesk().talking()
    desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
    desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
    const { counts } = told(desk, { queue: billing })
    assert.deepEqual(counts, { transferredInCount: 1, abandonedAfterTransferCount: 1 })
  })
})

describe('transferred and handled', () => {
  test('to a queue: out of one, into the other, and the first part is handled', () => {
    const desk = new RuleDesk().talking().pass(30_000)
    desk.do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
    assert.equal(told(desk, inSupport).counts.transferredOutCount, 1)
    assert.equal(told(desk, { queue: billing }).counts.transferredInCount, 1)
    const { counts, times } = told(desk, ofAnn)
    assert.deepEqual([counts.transferredCount, counts.handledCount], [1, 1])
    assert.deepEqual(times, { talkTime: [1, 30_000], handleTime: [1, 30_000] })
  })

  test('to an agent: each has their own part, the receiver does the paperwork and handled nothing', () => {
    const desk = new RuleDesk({ wrapUpMs: 60_000 }).talking().pass(30_000).available(bob)
    desk.do({ do: 'transferChat', chatId: kims, to: { agentId: bob } }, agent(ann))
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(bob))
    desk.pass(10_000)
    desk.do({ do: 'closeChat', chatId: kims }, agent(bob))
    desk.pass(60_000)
    assert.deepEqual(told(desk, ofAnn).times, { talkTime: [1, 30_000], handleTime: [1, 30_000] })
    assert.deepEqual(told(desk, ofBob).times, {
      talkTime: [1, 10_000],
      handleTime: [1, 70_000],
      afterCallTime: [1, 60_000],
    })
    assert.deepEqual(told(desk, ofBob).counts, { offeredCount: 1, transferredInCount: 1 })
    const { counts, times } = told(desk, inSupport)
    assert.deepEqual([counts.completedCount, counts.transferredOutCount], [1, undefined])
    assert.deepEqual(
      [times['talkTime'], times['handleTime']],
      [
        [1, 40_000],
        [1, 100_000],
      ],
    )
  })
})

describe('messages', () => {
  test('messages touch no cell before the chat ends', () => {
    const desk = new RuleDesk().talking()
    const before = [...desk.state.intervals.values()]
    desk.say('Hello', customer(kims))
    desk.say('Yes?', agent(ann))
    assert.deepEqual([...desk.state.intervals.values()], before)
  })

  test('the first response is from the first question, later ones from each first unanswered line', () => {
    const desk = new RuleDesk().talking()
    desk.say('Hello', customer(kims))
    desk.pass(2_000).say('Anybody?', customer(kims))
    desk.pass(3_000).say('Yes?', agent(ann))
    desk.say('Really', agent(ann))
    desk.pass(1_000).say('Ah', customer(kims))
    desk.pass(8_000).say('So', agent(ann))
    desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
    const { counts, times } = told(desk, ofAnn)
    assert.equal(counts.messageCount, 3)
    assert.deepEqual(
      [times['firstResponseTime'], times['responseTime']],
      [
        [1, 5_000],
        [2, 13_000],
      ],
    )
    assert.equal(told(desk, inSupport).counts.customerMessageCount, 3)
    assert.deepEqual(told(desk, inSupport).times['responseTime'], [2, 13_000])
  })

  test('an agent who speaks first has no first response time', () => {
    const desk = new RuleDesk().talking()
    desk.say('Welcome', agent(ann))
    desk.say('Hello', customer(kims))
    desk.pass(1_000).say('Yes?', agent(ann))
    desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
    assert.equal(told(desk, ofAnn).times['firstResponseTime'], undefined)
    assert.deepEqual(told(desk, ofAnn).times['responseTime'], [1, 1_000])
  })
})

describe('rated', () => {
  test('a verdict counts by its score, for the queue and the last agent', () => {
    const desk = new RuleDesk().talking()
    desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
    desk.do({ do: 'rateChat', chatId: kims, score: 4, comment: null }, customer(kims))
    assert.equal(told(desk, ofAnn).counts.rating4Count, 1)
    assert.equal(told(desk, inSupport).counts.rating4Count, 1)
  })
})
