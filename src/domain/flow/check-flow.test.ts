import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flowOf, known, minute } from '../../../tests/support/flow-talk.ts'
import type { QueueId } from '../ids.ts'
import { checkFlow } from './check-flow.ts'
import type { BotNode, Flow, FlowNode, MenuNode } from './flow.ts'

const menu: MenuNode = {
  id: 'menu',
  kind: 'menu',
  text: 'What is it about?',
  choices: [
    { key: '1', label: 'Buying', next: 'ask' },
    { key: '2', label: 'Ärger', next: 'bot' },
    { key: '3', label: 'Again', next: 'menu' },
  ],
  timeoutMs: minute,
  onTimeout: 'end',
  retryText: 'Please choose.',
  maxRetries: 2,
  onRetriesSpent: 'menu',
}
const ask: FlowNode = {
  id: 'ask',
  kind: 'ask',
  text: 'Your name?',
  attribute: 'name',
  timeoutMs: minute,
  onTimeout: 'queue',
  next: 'say',
}
const bot: BotNode = {
  id: 'bot',
  kind: 'bot',
  url: 'https://bot.example/lines',
  timeoutMs: 10_000,
  onFailure: 'say',
  silenceMs: minute,
  onSilence: 'end',
}
const say: FlowNode = { id: 'say', kind: 'say', text: 'Thank you', next: 'queue' }
const queue: FlowNode = { id: 'queue', kind: 'queue' }
const end: FlowNode = { id: 'end', kind: 'end' }
const sound = [menu, ask, bot, say, queue, end] as const

/** The sound flow, with these nodes in the place of those with the same id. */
function soundBut(...changed: FlowNode[]): Flow {
  return flowOf(...sound.map((node) => changed.find(({ id }) => id === node.id) ?? node))
}

function wrongWith(...changed: FlowNode[]): string[] {
  return places(soundBut(...changed))
}

function places(flow: Flow): string[] {
  return checkFlow(flow, '', known).map(({ field }) => field)
}

test('a sound flow has no problem, though a menu may lead back to itself: the customer answers in between', () => {
  assert.deepEqual(wrongWith(), [])
})

test('every problem is named at once, with its place and what is accepted there', () => {
  const flow = { ...flowOf({ ...say, text: ' ', next: 'nowhere' }, queue), name: '' }
  assert.deepEqual(checkFlow(flow, 'flows[1]', known), [
    { field: 'flows[1].name', accepted: '1 to 100 characters, not blank, without control characters' },
    { field: 'flows[1].nodes[0].text', accepted: '1 to 2000 characters, not blank, without control characters' },
    { field: 'flows[1].nodes[0].next', accepted: 'the id of a node of this flow' },
    { field: 'flows[1].nodes[0]', accepted: 'a node from which some way leads to a queue or an end' },
    { field: 'flows[1].nodes[1]', accepted: 'a node that some way from the start leads to' },
  ])
})

test('a flow has from 1 to 500 nodes and begins at one of them', () => {
  assert.deepEqual(places(flowOf()), ['nodes'])
  const many = Array.from({ length: 501 }, (_, index): FlowNode => ({ ...say, id: `${index}`, next: `${index + 1}` }))
  assert.deepEqual(places(flowOf(...many)), ['nodes'])
  assert.deepEqual(places(flowOf(...many.slice(0, 499), { ...end, id: '499' })), [])
  assert.deepEqual(places({ ...flowOf(...sound), startNodeId: 'nowhere' }), ['startNodeId'])
})

test('ids are not blank and not given twice', () => {
  assert.deepEqual(places(flowOf({ ...queue, id: ' ' })), ['nodes[0].id'])
  assert.deepEqual(places(flowOf(queue, queue)), ['nodes[1].id', 'nodes[1]'])
})

test('every way leads to a node', () => {
  const choices = menu.choices.map((choice) => ({ ...choice, next: 'x' }))
  const flow = flowOf(
    { ...menu, choices, onTimeout: 'x', onRetriesSpent: 'x' },
    { ...ask, kind: 'ask', onTimeout: 'x', next: 'x' },
    { ...bot, onFailure: 'x', onSilence: 'x' },
  )
  assert.deepEqual(
    places(flow).filter((place) => place.includes('].')),
    [
      'nodes[0].choices[0].next',
      'nodes[0].choices[1].next',
      'nodes[0].choices[2].next',
      'nodes[0].onTimeout',
      'nodes[0].onRetriesSpent',
      'nodes[1].onTimeout',
      'nodes[1].next',
      'nodes[2].onFailure',
      'nodes[2].onSilence',
    ],
  )
})

test('texts are neither blank nor above 2,000 characters nor with control characters', () => {
  const long = 'x'.repeat(2_001)
  assert.deepEqual(wrongWith({ ...menu, text: '', retryText: '\n' }), ['nodes[0].text', 'nodes[0].retryText'])
  assert.deepEqual(wrongWith({ ...say, text: long }, { ...end, kind: 'end', text: 'a\u0000' }), [
    'nodes[3].text',
    'nodes[5].text',
  ])
  assert.deepEqual(wrongWith({ ...queue, note: '' }), ['nodes[4].note'])
  assert.deepEqual(wrongWith({ ...say, text: 'x'.repeat(2_000), note: 'kept' }), [])
})

test('a menu has from 1 to 99 choices that can be told apart when typed', () => {
  const choice = (key: string, label: string) => ({ key, label, next: 'ask' })
  const many = Array.from({ length: 99 }, (_, index) => choice(`${index}`, `Choice ${index}`))
  const withChoices = (...choices: MenuNode['choices'][number][]) =>
    wrongWith({ ...menu, choices, onRetriesSpent: 'bot', onTimeout: 'ask' })

  assert.deepEqual(withChoices(...many), [])
  assert.deepEqual(withChoices(...many, choice('99', 'One more')), ['nodes[0].choices'])
  assert.deepEqual(withChoices(), ['nodes[0].choices'])
  assert.deepEqual(withChoices(choice('a', 'Ärger'), choice(' A', 'arger ')), [
    'nodes[0].choices[1].key',
    'nodes[0].choices[1].label',
  ])
  assert.deepEqual(withChoices(choice('', '/agent')), ['nodes[0].choices[0].key', 'nodes[0].choices[0].label'])
  assert.deepEqual(withChoices(choice('1', '2'), choice('2', '1')), [], 'keys come before labels')
})

test('durations are whole milliseconds from a second to a day, retries a small whole number', () => {
  for (const timeoutMs of [999, 86_400_001, 1_000.5, Number.NaN, Number.POSITIVE_INFINITY])
    assert.deepEqual(
      wrongWith(
        { ...menu, timeoutMs },
        { ...ask, kind: 'ask', timeoutMs },
        { ...bot, timeoutMs, silenceMs: timeoutMs },
      ),
      ['nodes[0].timeoutMs', 'nodes[1].timeoutMs', 'nodes[2].timeoutMs', 'nodes[2].silenceMs'],
    )
  assert.deepEqual(wrongWith({ ...menu, timeoutMs: 1_000 }, { ...bot, timeoutMs: 86_400_000 }), [])
  for (const maxRetries of [-1, 11, 0.5]) assert.deepEqual(wrongWith({ ...menu, maxRetries }), ['nodes[0].maxRetries'])
})

test('a bot is called by http or https', () => {
  for (const url of ['', 'bot.example', 'ftp://bot.example', 'javascript:alert(1)', 'https://', 'http:bot.example'])
    assert.deepEqual(wrongWith({ ...bot, url }), ['nodes[2].url'], url)
  assert.deepEqual(wrongWith({ ...bot, url: 'http://localhost:8080/lines?bot=1' }), [])
})

test('queues, tags and skills exist, attributes have names and values', () => {
  const nowhere = 'nowhere' as QueueId
  const sets = {
    queueId: nowhere,
    tagIds: ['tag-new', 'no-tag'],
    skillIds: ['no-skill'],
    attributes: { '': 'x', empty: '', topic: 'bill' },
  }
  const inSets = ['queueId', 'tagIds[1]', 'skillIds[0]', 'attributes[""]', 'attributes["empty"]']
  const choices = menu.choices.map((choice, index) => (index === 1 ? { ...choice, sets } : choice))
  assert.deepEqual(
    wrongWith({ ...menu, choices }, { ...say, kind: 'say', sets }, { ...queue, kind: 'queue', queueId: nowhere }),
    [
      ...inSets.map((field) => `nodes[0].choices[1].sets.${field}`),
      ...inSets.map((field) => `nodes[3].sets.${field}`),
      'nodes[4].queueId',
    ],
  )
})

test('a node that nothing leads to is named, and one from which no end can be reached', () => {
  const apart: FlowNode = { ...say, id: 'apart' }
  assert.deepEqual(places(flowOf(...sound, apart)), ['nodes[6]'])
  const forth: FlowNode = { ...say, id: 'forth', next: 'back' }
  const back: FlowNode = { ...say, id: 'back', next: 'forth' }
  assert.deepEqual(places(flowOf(forth, back)), ['nodes[1].next', 'nodes[0]', 'nodes[1]'])
})

test('no way leads in a circle without an answer: not by saying, not by time, not by a bot that is down', () => {
  const circle = 'a node from which no way leads back here unless the customer answers in between'
  const found = (...changed: FlowNode[]) => checkFlow(soundBut(...changed), '', known)
  assert.deepEqual(found({ ...menu, onTimeout: 'menu' }), [{ field: 'nodes[0].onTimeout', accepted: circle }])
  assert.deepEqual(found({ ...bot, onFailure: 'bot' }), [{ field: 'nodes[2].onFailure', accepted: circle }])
  assert.deepEqual(found({ ...bot, onSilence: 'bot' }), [{ field: 'nodes[2].onSilence', accepted: circle }])
  assert.deepEqual(found({ ...say, kind: 'say', next: 'bot' }, { ...menu, onRetriesSpent: 'queue' }), [
    { field: 'nodes[3].next', accepted: circle },
  ])
  assert.deepEqual(found({ ...say, kind: 'say', next: 'menu' }), [], 'from the menu on, an answer is needed')
})
