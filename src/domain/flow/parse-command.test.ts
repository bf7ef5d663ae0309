import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowTalk, flowOf, minute, sales, support } from '../../../tests/support/flow-talk.ts'
import type { FlowNode } from './flow.ts'
import { type FlowCommand, parseCommand } from './parse-command.ts'

const commands: Record<string, FlowCommand> = {
  '/agent': { command: 'agent', skillName: null },
  ' /AGENT ': { command: 'agent', skillName: null },
  '/agent /German': { command: 'agent', skillName: 'German' },
  '/agent  /{German} ': { command: 'agent', skillName: 'German' },
  '/agent /Swiss German': { command: 'agent', skillName: 'Swiss German' },
  '/exit': { command: 'end' },
  '/end': { command: 'end' },
  '/End\n': { command: 'end' },
  '/transfer 12': { command: 'transfer', queueNo: 12 },
  '/transfer {12}': { command: 'transfer', queueNo: 12 },
}

const ordinary = [
  '',
  '/',
  'agent',
  '//agent',
  '/agents',
  '/agent German',
  '/agent /',
  '/agent /{}',
  '/agent\nplease',
  'an /agent',
  '/end now',
  '/ending',
  '/transfer',
  '/transfer sales',
  '/transfer 0',
  '/transfer -1',
  '/transfer 1.5',
  '/transfer 12345678901',
  '/help',
  `/transfer${' '.repeat(200_000)}1\nplease`,
  `/agent${' '.repeat(200_000)}/tag\nplease`,
]

for (const [line, command] of Object.entries(commands))
  test(`${JSON.stringify(line)} is a command`, () => {
    assert.deepEqual(parseCommand(line), command)
  })

test('every other text is an ordinary line, with an unknown slash word too', () => {
  for (const line of ordinary) assert.equal(parseCommand(line), null, line.slice(0, 30))
})

const ask: FlowNode = {
  id: 'ask',
  kind: 'ask',
  text: 'Your name?',
  attribute: 'name',
  timeoutMs: minute,
  onTimeout: 'agent',
  next: 'agent',
}
const flow = flowOf(
  { id: 'hello', kind: 'say', text: 'Hello', next: 'ask', sets: { queueId: sales, skillIds: ['skill-repairs'] } },
  ask,
  { id: 'agent', kind: 'queue' },
)
const collected = { queueId: sales, tagIds: [], skillIds: ['skill-repairs'], attributes: {} }

test('who asks for an agent on the way keeps what was set so far', () => {
  assert.deepEqual(new FlowTalk(flow).answer('/agent').effects, [{ do: 'toQueue', ...collected }])
  assert.deepEqual(new FlowTalk(flow).answer('/agent /German').effects.at(-1), {
    do: 'toQueue',
    ...collected,
    skillIds: ['skill-repairs', 'skill-german'],
  })
})

test('a skill that does not exist keeps nobody from an agent', () => {
  assert.deepEqual(new FlowTalk(flow).answer('/agent /Klingon').effects, [{ do: 'toQueue', ...collected }])
})

test('a transfer by number wins over the queue set on the way; to no queue it is an ordinary line', () => {
  assert.deepEqual(new FlowTalk(flow).answer('/transfer 2').effects, [
    { do: 'toQueue', ...collected, queueId: support },
  ])
  assert.equal(new FlowTalk(flow).answer('/transfer 99').run.collected.attributes['name'], '/transfer 99')
})

test('who ends it before an agent was asked for is deflected', () => {
  const talk = new FlowTalk(flow).wait(3_000).answer('/exit')
  assert.deepEqual([talk.where, talk.effects], ['deflected', [{ do: 'end', ending: 'deflected' }]])
  assert.deepEqual(talk.run.steps.at(-1), {
    nodeId: 'ask',
    choice: null,
    note: null,
    end: 'command',
    enteredAt: talk.at - 3_000,
    leftAt: talk.at,
  })
})
