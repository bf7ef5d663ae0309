import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, RuleDesk, support } from '../../../tests/cast.ts'
import { Random } from '../../../tests/support/random.ts'
import type { ChatId, Instant } from '../ids.ts'
import { estimateWait, minimumSample, paceWindowMs } from './estimate-wait.ts'
import { queueMetrics } from './queues-today.ts'

const minute = 60_000
const estimate = (desk: RuleDesk, ahead: number) => estimateWait(desk.state, support, ahead, desk.now as Instant)

/** Ann takes one chat a minute out of a line that never empties. */
function steadyLine(departures: number): RuleDesk {
  const desk = new RuleDesk({ wrapUpMs: 0, maxWaitMs: 24 * 60 * minute, offerMs: minute })
  for (let no = 0; no <= departures + 2; no++) desk.open(`chat-${no}` as ChatId)
  desk.available(ann)
  for (let no = 0; no <= departures; no++) {
    const chatId = desk.state.load(ann).ringing as ChatId
    desk.do({ do: 'acceptOffer', chatId }, agent(ann))
    desk.do({ do: 'closeChat', chatId }, agent(ann))
    desk.pass(minute - 1)
  }
  return desk
}

test('below the smallest sample it is unknown, and says how many there are', () => {
  const { range, unknown, sampleCount } = estimate(steadyLine(minimumSample - 1), 1)
  assert.deepEqual([range, unknown, sampleCount], [null, 'too-few-departures', minimumSample - 1])
})

test('a perfectly steady queue serves the third in line after three gaps, and nobody can be surprised', () => {
  const { range, unknown } = estimate(steadyLine(10), 2)
  assert.equal(unknown, null)
  assert.deepEqual(range, { fromMs: 3 * (minute - 1), toMs: 3 * (minute - 1) })
})

test('nobody is staffed: unknown, whatever the past was', () => {
  const desk = steadyLine(10)
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'away', awayReason: null }, agent(ann))
  assert.deepEqual([estimate(desk, 1).range, estimate(desk, 1).unknown], [null, 'nobody-staffed'])
})

test('departures of another hour are no pace, and the age of the last one is told', () => {
  const desk = steadyLine(10)
  const before = estimate(desk, 1).ageMs ?? 0
  desk.now += paceWindowMs
  const { range, unknown, ageMs } = estimate(desk, 1)
  assert.deepEqual([range, unknown, ageMs], [null, 'too-few-departures', before + paceWindowMs])
})

test('a standstill makes the promise longer while it lasts', () => {
  const desk = steadyLine(10)
  const moving = estimate(desk, 1).range?.toMs ?? 0
  desk.now += 30 * minute
  const standing = estimate(desk, 1).range?.toMs ?? 0
  assert.ok(standing > 2 * moving, `${moving} then ${standing}`)
})

test('with nobody before them, it is the waits of those who found nobody either', () => {
  const desk = new RuleDesk({ wrapUpMs: 0, offerMs: minute }).available(ann)
  for (let no = 0; no < minimumSample; no++) {
    const chatId = `chat-${no}` as ChatId
    desk.open(chatId).pass(4_000)
    desk.do({ do: 'acceptOffer', chatId }, agent(ann))
    desk.do({ do: 'closeChat', chatId }, agent(ann))
    desk.pass(minute)
  }
  assert.deepEqual(estimate(desk, 0).range, { fromMs: 4_000, toMs: 4_000 })
})

test('in a busy queue of uneven chats about nine of ten are served by the end of the range', () => {
  const random = new Random(11)
  const uneven = (mean: number) => Math.round(-Math.log(1 - random.next()) * mean)
  const desk = new RuleDesk({ wrapUpMs: 0, maxWaitMs: 24 * 60 * minute, offerMs: 10 * minute }).available(ann, bob)
  const due: { readonly at: number; readonly act: () => void }[] = []
  const plan = (ms: number, act: () => void) => {
    due.push({ at: desk.now + ms, act })
    due.sort((one, other) => one.at - other.at)
  }
  const answerAll = () => {
    for (const agentId of [ann, bob]) {
      const chatId = desk.state.load(agentId).ringing
      if (!chatId) continue
      desk.do({ do: 'acceptOffer', chatId }, agent(agentId))
      plan(uneven(4 * minute), () => desk.do({ do: 'closeChat', chatId }, agent(agentId)))
    }
  }
  let opened = 0
  const arrive = () => {
    desk.open(`chat-${opened++}` as ChatId)
    plan(uneven(64_000), arrive)
  }
  arrive()
  while (opened < 1_500) {
    const next = due.shift()
    if (!next) break
    desk.now = next.at
    next.act()
    answerAll()
  }
  const { counts, promiseAccuracy } = queueMetrics(desk.state, [support], 0 as Instant, desk.now as Instant)
  const early = counts.earlyCount / counts.promisedCount
  assert.ok(counts.promisedCount > 1_000, `${counts.promisedCount} promises`)
  assert.ok((promiseAccuracy ?? 0) > 0.8 && (promiseAccuracy ?? 0) < 0.97, `kept ${promiseAccuracy}`)
  assert.ok(early > 0.35 && early < 0.65, `early ${early}`)
})
