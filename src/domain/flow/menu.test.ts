import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowTalk, flowOf, known, minute, sales, support } from '../../../tests/support/flow-talk.ts'
import { checkFlow } from './check-flow.ts'
import type { FlowNode, MenuNode } from './flow.ts'
import { menuAsText } from './menu-as-text.ts'

const hello: FlowNode = { id: 'hello', kind: 'say', text: 'Hello', next: 'menu', sets: { tagIds: ['tag-new'] } }
const menu: MenuNode = {
  id: 'menu',
  note: 'first menu',
  kind: 'menu',
  text: 'What is it about?',
  choices: [
    { key: '1', label: 'Buying', next: 'agent', sets: { queueId: sales, attributes: { topic: 'buying' } } },
    { key: '2', label: 'Ärger', next: 'agent', sets: { queueId: support, tagIds: ['tag-bill', 'tag-new'] } },
    { key: '3', label: '1', next: 'number' },
    { key: 'x', label: 'Nothing', next: 'bye' },
  ],
  timeoutMs: 2 * minute,
  onTimeout: 'bye',
  retryText: 'Please choose one of these.',
  maxRetries: 2,
  onRetriesSpent: 'agent',
}
const number: FlowNode = {
  id: 'number',
  kind: 'ask',
  text: 'Your number?',
  attribute: 'number',
  timeoutMs: minute,
  onTimeout: 'agent',
  next: 'thanks',
}
const thanks: FlowNode = { id: 'thanks', kind: 'say', text: 'Thank you', next: 'agent' }
const agent: FlowNode = { id: 'agent', kind: 'queue' }
const bye: FlowNode = { id: 'bye', kind: 'end', text: 'Goodbye' }
const welcome = flowOf(hello, menu, number, thanks, agent, bye)
const nobody = { queueId: null, tagIds: ['tag-new'], skillIds: [], attributes: {} }

test('the flow of these examples can be saved', () => {
  assert.deepEqual(checkFlow(welcome, 'flow', known), [])
})

test('what needs no answer is said at once, up to the first node that waits', () => {
  const talk = new FlowTalk(welcome)
  assert.deepEqual(talk.effects, [
    { do: 'say', text: 'Hello' },
    { do: 'set', sets: { tagIds: ['tag-new'] } },
    { do: 'say', text: 'What is it about?', choices: menu.choices.map(({ key, label }) => ({ key, label })) },
  ])
  assert.deepEqual([talk.where, talk.due], ['menu', talk.at + 2 * minute])
})

test('a choice sets what it says and goes on; the queue set on the way is the one that is asked', () => {
  const talk = new FlowTalk(welcome).wait(5_000).answer('1')
  assert.deepEqual(talk.effects, [
    { do: 'set', sets: { queueId: sales, attributes: { topic: 'buying' } } },
    { do: 'toQueue', queueId: sales, tagIds: ['tag-new'], skillIds: [], attributes: { topic: 'buying' } },
  ])
  assert.deepEqual([talk.where, talk.due], ['queued', null])
})

test('of two queues set on the way the later one is asked', () => {
  const earlier = new FlowTalk(
    flowOf({ ...hello, kind: 'say', sets: { queueId: support } }, menu, number, thanks, agent, bye),
  )
  assert.equal(earlier.run.collected.queueId, support)
  assert.equal(earlier.answer('1').run.collected.queueId, sales)
})

test('tags add up without repeating, and a queue node that names its queue wins over the one set on the way', () => {
  const talk = new FlowTalk(flowOf(hello, menu, number, thanks, { ...agent, kind: 'queue', queueId: sales }, bye))
  assert.deepEqual(talk.answer('2').effects.at(-1), {
    do: 'toQueue',
    queueId: sales,
    tagIds: ['tag-new', 'tag-bill'],
    skillIds: [],
    attributes: {},
  })
})

test('an answer is matched by key, then by label, without regard to case, accents and surrounding blanks', () => {
  for (const line of ['2', ' 2 ', '２', 'ärger', 'ARGER', '\u00a0A\u0308rger\n'])
    assert.equal(new FlowTalk(welcome).answer(line).run.collected.queueId, support, line)
  assert.equal(new FlowTalk(welcome).answer('1').run.collected.queueId, sales, 'the key 1, not the label 1')
  assert.equal(new FlowTalk(welcome).answer('12').where, 'menu')
  const street = flowOf({ ...menu, choices: [{ key: 'a', label: 'Straße', next: 'agent' }] }, agent, bye)
  assert.equal(new FlowTalk(street).answer('STRASSE').where, 'queued')
})

test('a wrong answer is asked again with the whole time, and the retries spent lead on', () => {
  const talk = new FlowTalk(welcome).wait(minute).answer('what?')
  assert.deepEqual(talk.said, ['Please choose one of these.'])
  assert.deepEqual([talk.where, talk.due], ['menu', talk.at + 2 * minute])
  talk.wait(minute).answer('  ')
  assert.deepEqual(talk.said, ['Please choose one of these.'], 'a blank line is a wrong answer too')
  assert.deepEqual(talk.answer('no').effects, [{ do: 'toQueue', ...nobody }])
  assert.deepEqual(
    talk.run.steps.map(({ nodeId, end }) => [nodeId, end]),
    [
      ['hello', 'passed'],
      ['menu', 'retries-spent'],
      ['agent', 'passed'],
    ],
  )
})

test('a menu without retries gives up at the first wrong answer', () => {
  const talk = new FlowTalk(flowOf({ ...menu, maxRetries: 0 }, number, thanks, agent, bye))
  assert.equal(talk.answer('what?').where, 'queued')
})

test('a time-out leads on when it is due, not a millisecond before, and once', () => {
  const talk = new FlowTalk(welcome).wait(2 * minute - 1)
  assert.deepEqual([talk.where, talk.effects], ['menu', []])
  talk.wait(1)
  assert.deepEqual(talk.effects, [
    { do: 'say', text: 'Goodbye' },
    { do: 'end', ending: 'deflected' },
  ])
  const { run } = talk
  talk.wait(minute)
  assert.deepEqual([talk.run, talk.effects], [run, []])
})

test('a free answer becomes an attribute without its surrounding blanks; a blank one is waited for', () => {
  const talk = new FlowTalk(welcome).answer('3')
  assert.deepEqual(talk.said, ['Your number?'])
  talk.wait(1_000).answer(' \n')
  assert.deepEqual([talk.where, talk.effects, talk.due], ['number', [], talk.at - 1_000 + minute])
  talk.answer('  1 ')
  assert.deepEqual(talk.effects, [
    { do: 'set', sets: { attributes: { number: '1' } } },
    { do: 'say', text: 'Thank you' },
    { do: 'toQueue', ...nobody, attributes: { number: '1' } },
  ])
})

test('a free answer that does not come leaves no attribute', () => {
  assert.deepEqual(new FlowTalk(welcome).answer('3').wait(minute).effects, [{ do: 'toQueue', ...nobody }])
})

test('each step tells the choice, the note and its times, without gap or overlap', () => {
  const talk = new FlowTalk(welcome)
  const begun = talk.at
  talk.wait(5_000).answer('3').wait(7_000).answer('42')
  const [first, second] = [begun + 5_000, begun + 12_000]
  const step = { choice: null, note: null, end: 'passed' }
  assert.deepEqual(talk.run.steps, [
    { ...step, nodeId: 'hello', enteredAt: begun, leftAt: begun },
    { nodeId: 'menu', choice: '3', note: 'first menu', end: 'chosen', enteredAt: begun, leftAt: first },
    { ...step, nodeId: 'number', end: 'answered', enteredAt: first, leftAt: second },
    { ...step, nodeId: 'thanks', enteredAt: second, leftAt: second },
    { ...step, nodeId: 'agent', enteredAt: second, leftAt: second },
  ])
})

test('a run keeps its flow and version, and is the same after it was stored as JSON', () => {
  const talk = new FlowTalk(welcome)
  talk.run = JSON.parse(JSON.stringify(talk.run))
  talk.answer('2')
  assert.deepEqual([talk.run.flowId, talk.run.flowVersion], ['flow-1', 3])
  assert.deepEqual(talk.run, new FlowTalk(welcome).answer('2').run)
})

test('a run that is over hears nothing more', () => {
  const talk = new FlowTalk(welcome).answer('x')
  const { run } = talk
  for (const line of ['1', '/agent', '/end']) assert.deepEqual(talk.answer(line).effects, [])
  assert.equal(talk.run, run)
})

test('where there are no buttons, a menu is its text and a row for each choice', () => {
  const [first, , asked] = new FlowTalk(welcome).effects
  assert.ok(first?.do === 'say' && asked?.do === 'say')
  assert.equal(menuAsText(asked), 'What is it about?\n1 Buying\n2 Ärger\n3 1\nx Nothing')
  assert.equal(menuAsText(first), 'Hello')
})

test('in a flow that was never checked, a lost node or an endless circle leads to an agent', () => {
  const lost = new FlowTalk(flowOf({ ...menu, onTimeout: 'nowhere' }))
  assert.equal(lost.wait(2 * minute).where, 'queued')

  const circle = new FlowTalk(flowOf(hello, { id: 'menu', kind: 'say', text: 'Round', next: 'hello' }))
  assert.equal(circle.where, 'queued')
  assert.deepEqual(circle.said, ['Hello', 'Round'], 'nothing is said twice on the way')

  const talk = new FlowTalk(welcome)
  for (const flow of [flowOf(agent), flowOf({ ...hello, id: 'menu' })]) {
    const edited = new FlowTalk(flow)
    edited.run = talk.run
    assert.equal(edited.due, talk.at)
    assert.deepEqual(edited.answer('1').effects, [{ do: 'toQueue', ...nobody }])
    edited.run = talk.run
    assert.equal(edited.wait(1).run.steps.at(-1)?.end, 'lost')
  }
})
