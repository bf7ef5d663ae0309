import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann, billing, bob, customer, kims, RuleDesk, support } from '../../../tests/cast.ts'
import { type Behind, namesIn } from './behind.ts'
import { slotMs } from './cell.ts'

const [supportNo, billingNo, annNo, bobNo] = [1, 2, 1, 2]

/** What was noted since it was last asked, as `owner: names`. */
function noted(desk: RuleDesk): string[] {
  return desk.state.takeBehind().map(({ queueNo, agentNo, chatNo, names }) => {
    assert.equal(chatNo, 1)
    return `${agentNo === null ? `queue ${queueNo}` : `agent ${agentNo} in ${queueNo}`}: ${names.join(' ')}`
  })
}

describe('the chats behind numbers', () => {
  test('a chat is noted behind everything that it counts as, once for each owner and fact', () => {
    const desk = new RuleDesk({ wrapUpMs: 60_000 })
    assert.deepEqual(
      [desk.state.queues.require(support).no, desk.state.queues.require(billing).no],
      [supportNo, billingNo],
    )
    assert.deepEqual([desk.state.agents.require(ann).no, desk.state.agents.require(bob).no], [annNo, bobNo])
    desk.available(ann)
    assert.deepEqual(noted(desk), [])
    desk.open(kims)
    assert.deepEqual(noted(desk), ['queue 1: queuedCount', 'agent 1 in 1: offeredCount', 'queue 1: offeredCount'])
    desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
    assert.deepEqual(noted(desk), ['agent 1 in 1: answeredCount', 'queue 1: answeredCount queueTime speedOfAnswer'])
    desk.pass(10_000).do({ do: 'transferChat', chatId: kims, to: { queueId: billing } }, agent(ann))
    assert.deepEqual(noted(desk), [
      'agent 1 in 1: transferredCount handledCount talkTime handleTime',
      'queue 1: transferredOutCount talkTime handleTime',
      'queue 2: transferredInCount',
    ])
  })

  test('messages note nothing, and at the end the chat is behind them once', () => {
    const desk = new RuleDesk({ wrapUpMs: 60_000 }).talking()
    noted(desk)
    desk.say('Hello', customer(kims))
    desk.say('Still there?', customer(kims))
    desk.pass(2_000).say('Yes', agent(ann))
    desk.say('How can I help?', agent(ann))
    assert.deepEqual(noted(desk), [])
    desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
    assert.deepEqual(noted(desk), [
      'agent 1 in 1: handledCount talkTime messageCount responseTime firstResponseTime',
      'queue 1: completedCount talkTime customerMessageCount agentMessageCount responseTime firstResponseTime',
    ])
  })

  test('what happens often is noted as often, each in its own slot', () => {
    const desk = new RuleDesk({ offerMs: slotMs }).available(ann, bob).open(kims)
    const first = desk.state.takeBehind()
    desk.pass(slotMs * 2)
    const later = desk.state.takeBehind()
    const lapses = later.filter(
      ({ queueNo, agentNo, names }) => queueNo === supportNo && agentNo === null && names.includes('ronaCount'),
    )
    assert.equal(lapses.length, 2)
    assert.deepEqual(
      lapses.map(({ names }) => names.filter((name) => name === 'ronaChatCount').length),
      [1, 0],
    )
    const slots = (behind: readonly Behind[]) => [...new Set(behind.map(({ slotAt }) => slotAt % slotMs))]
    assert.deepEqual(slots([...first, ...later]), [0])
    assert.equal((lapses[1]?.slotAt ?? 0) - (lapses[0]?.slotAt ?? 0), slotMs)
  })

  test('time that no chat brings has no chat behind it', () => {
    const desk = new RuleDesk().available(ann).pass(slotMs)
    const before = desk.state.intervals.size
    desk.do({ do: 'setAvailability', agentId: ann, availability: 'busy', awayReason: null })
    assert.ok(desk.state.intervals.size > before)
    assert.deepEqual(noted(desk), [])
  })

  test('what was taken never grows, also when it was empty', () => {
    const desk = new RuleDesk()
    const empty = desk.state.takeBehind()
    desk.open(kims)
    const taken = desk.state.takeBehind()
    const { length } = taken
    desk.available(ann)
    assert.deepEqual([empty.length, taken.length], [0, length])
    assert.ok(length > 0)
    assert.ok(desk.state.takeBehind().length > 0)
  })

  test('a sum of nothing is under no name', () => {
    const key = { queueId: support, agentId: null, channel: 'chat' } as const
    const none = { count: 0, totalMs: 900_000, longestMs: 0 }
    assert.deepEqual(namesIn({ key, amounts: { messageCount: 0 }, spreads: { talkTime: none } }), [])
    assert.deepEqual(
      namesIn({ key, counts: ['ronaCount', 'ronaCount'], amounts: { messageCount: 9 }, times: { holdTime: 0 } }),
      ['ronaCount', 'ronaCount', 'messageCount', 'holdTime'],
    )
  })
})
