import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowTalk, flowOf, known, minute, sales, support } from '../../../tests/support/flow-talk.ts'
import { checkFlow } from './check-flow.ts'
import type { BotNode, FlowNode } from './flow.ts'

const url = 'https://bot.example/lines'
const bot: BotNode = {
  id: 'bot',
  kind: 'bot',
  url,
  timeoutMs: 10_000,
  onFailure: 'sorry',
  silenceMs: 5 * minute,
  onSilence: 'bye',
}
const sorry: FlowNode = { id: 'sorry', kind: 'say', text: 'A person will help you.', next: 'agent' }
const agent: FlowNode = { id: 'agent', kind: 'queue', queueId: support }
const bye: FlowNode = { id: 'bye', kind: 'end' }
const withBot = flowOf(bot, sorry, agent, bye)
const toQueue = { do: 'toQueue', queueId: null, tagIds: [], skillIds: [], attributes: {} }
const deflected = { do: 'end', ending: 'deflected' }

test('the flow of these examples can be saved', () => {
  assert.deepEqual(checkFlow(withBot, 'flow', known), [])
})

test('a bot is asked when the customer arrives and for every line, and its answers are said in order', () => {
  const talk = new FlowTalk(withBot)
  assert.deepEqual(talk.effects, [{ do: 'askBot', askNo: 1, url, timeoutMs: 10_000, line: null }])
  talk.wait(1_000).botAnswers('Hello', ' ', 'I am a bot')
  assert.deepEqual(talk.said, ['Hello', 'I am a bot'])
  assert.deepEqual([talk.where, talk.due], ['bot', talk.at + 5 * minute])
  talk.answer(' My bill ')
  assert.deepEqual(talk.effects, [{ do: 'askBot', askNo: 2, url, timeoutMs: 10_000, line: 'My bill' }])
  assert.equal(talk.due, talk.at + 10_000)
})

test('a bot is asked one thing at a time: what is typed meanwhile is the next question', () => {
  const talk = new FlowTalk(withBot).answer('My bill').answer('of March')
  assert.deepEqual(talk.effects, [])
  talk.botAnswers('Hello')
  assert.deepEqual(talk.effects, [
    { do: 'say', text: 'Hello' },
    { do: 'askBot', askNo: 2, url, timeoutMs: 10_000, line: 'My bill\nof March' },
  ])
  assert.deepEqual(talk.botAnswers().effects, [])
  assert.equal(talk.due, talk.at + 5 * minute)
})

test('of very many lines typed meanwhile the newest are kept', () => {
  const talk = new FlowTalk(withBot)
  for (let no = 1; no <= 25; no++) talk.answer(`line ${no}`)
  const asked = talk.botAnswers().effects[0]
  assert.ok(asked?.do === 'askBot')
  assert.deepEqual(
    asked.line?.split('\n'),
    Array.from({ length: 20 }, (_, index) => `line ${index + 6}`),
  )
})

test('a bot hands over by a command, after all it had to say', () => {
  const talk = new FlowTalk(withBot).wait(1_000).botAnswers('One moment.\n/agent /German', 'Goodbye from me.', '/end')
  assert.deepEqual(talk.effects, [
    { do: 'say', text: 'One moment.' },
    { do: 'say', text: 'Goodbye from me.' },
    { do: 'set', sets: { skillIds: ['skill-german'] } },
    { ...toQueue, skillIds: ['skill-german'] },
  ])
  assert.deepEqual(talk.run.steps, [
    { nodeId: 'bot', choice: null, note: null, end: 'command', enteredAt: talk.at - 1_000, leftAt: talk.at },
  ])
})

test('a bot can end the chat and send it to a queue by number', () => {
  assert.deepEqual(new FlowTalk(withBot).botAnswers('Solved', '/exit').effects, [
    { do: 'say', text: 'Solved' },
    deflected,
  ])
  assert.deepEqual(new FlowTalk(withBot).botAnswers('/transfer 1').effects, [{ ...toQueue, queueId: sales }])
})

test('a bot that names a queue that does not exist has failed', () => {
  const talk = new FlowTalk(withBot).botAnswers('Come along', '/transfer 99')
  assert.deepEqual(talk.said, ['Come along', 'A person will help you.'])
  assert.deepEqual(talk.effects.at(-1), { ...toQueue, queueId: support })
})

test('a bot that fails or takes too long makes way for a person', () => {
  const failing = new FlowTalk(withBot).botFails()
  const slow = new FlowTalk(withBot).wait(9_999)
  assert.equal(slow.where, 'bot')
  for (const talk of [failing, slow.wait(1)]) {
    assert.deepEqual(talk.effects, [
      { do: 'say', text: 'A person will help you.' },
      { ...toQueue, queueId: support },
    ])
    assert.equal(talk.run.steps[0]?.end, 'bot-failed')
  }
})

test('an answer or a failure that belongs to no open question changes nothing', () => {
  const second: BotNode = { ...bot, id: 'second', onFailure: 'agent' }
  const talk = new FlowTalk(flowOf({ ...bot, onFailure: 'second' }, second, agent, bye)).botFails()
  assert.equal(talk.where, 'second')
  assert.deepEqual(talk.botAnswersTo(1, 'Too late', '/end').effects, [])
  assert.deepEqual(talk.botFails(1).effects, [])
  assert.deepEqual(talk.botAnswersTo(2, 'Hello').said, ['Hello'])
  assert.deepEqual(talk.botFails(2).effects, [], 'answered already')
  assert.equal(talk.where, 'second')
  talk.answer('/end')
  assert.deepEqual(talk.botAnswersTo(2, 'Hello').effects, [])
})

test('a customer who is silent at the bot is not kept for ever', () => {
  const talk = new FlowTalk(withBot).botAnswers('Hello').wait(5 * minute)
  assert.deepEqual(talk.effects, [deflected])
  assert.equal(talk.run.steps[0]?.end, 'timed-out')
})

test('the customer reaches a person or the end from the bot, even while it thinks', () => {
  assert.deepEqual(new FlowTalk(withBot).answer('/agent').effects, [toQueue])
  assert.deepEqual(new FlowTalk(withBot).answer('/end').effects, [deflected])
  assert.deepEqual(new FlowTalk(withBot).botAnswers().answer('/Transfer 2').effects, [{ ...toQueue, queueId: support }])
})
