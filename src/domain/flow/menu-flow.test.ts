import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RuleDesk } from '../../../tests/cast.ts'
import type { QueueId } from '../ids.ts'
import { defaultQueueSettings, type MenuEntry } from '../queue/queue.ts'
import { checkFlow } from './check-flow.ts'
import type { MenuNode } from './flow.ts'
import { flowOf, hasMenu, menuFlow, menuFlowId } from './menu-flow.ts'

const known = (desk: RuleDesk) => ({
  queueIds: new Set([...desk.state.queues.values()].map(({ id }) => id)),
  tagIds: new Set<string>(),
  skillIds: new Set<string>(),
})

function deskWith(...entries: (MenuEntry & { readonly enabled?: boolean })[]): RuleDesk {
  const desk = new RuleDesk()
  for (const [at, { enabled = true, ...menu }] of entries.entries()) {
    const queueId = `queue-${at}` as QueueId
    desk.do({ do: 'addQueue', queueId, settings: { ...defaultQueueSettings, name: `Queue ${at}`, enabled, menu } })
  }
  return desk
}

const menuNode = (desk: RuleDesk) => menuFlow(desk.state).nodes.find(({ kind }) => kind === 'menu') as MenuNode
const startOf = (desk: RuleDesk) => {
  const { nodes, startNodeId } = menuFlow(desk.state)
  return nodes.find(({ id }) => id === startNodeId)
}

test('the menu offers the enabled queues that have an entry, in order of their index', () => {
  const desk = deskWith(
    { name: 'Support', index: 20 },
    { name: 'Gone', index: 1, enabled: false },
    { name: 'Sales', index: 3 },
  )
  assert.deepEqual(
    menuNode(desk).choices.map(({ key, label }) => [key, label]),
    [
      ['3', 'Sales'],
      ['20', 'Support'],
    ],
  )
  assert.equal(startOf(desk)?.kind, 'menu')
})

test('with two to ninety-nine entries it is a flow as one may be stored', () => {
  for (const count of [2, 99]) {
    const desk = deskWith(
      ...Array.from({ length: count }, (_, at) => ({ name: `Entry ${at}`.padEnd(80, '.'), index: at + 1 })),
    )
    assert.equal(menuNode(desk).choices.length, count)
    assert.deepEqual(checkFlow(menuFlow(desk.state), '', known(desk)), [])
  }
})

test('it stays one with any texts that the centre accepts', () => {
  const desk = deskWith({ name: 'Sales', index: 1 }, { name: 'Support', index: 2 })
  for (const text of ['x'.repeat(2_000), '']) {
    desk.do({ do: 'changeCentre', settings: { texts: { WelcomeMenu: text, WelcomeMenuRetry: text } } })
    assert.deepEqual(checkFlow(menuFlow(desk.state), '', known(desk)), [])
    if (text) assert.deepEqual([menuNode(desk).text, menuNode(desk).retryText], [text, text])
  }
})

test('a single entry is not asked for, and without any the desk chooses the queue', () => {
  const one = deskWith({ name: 'Sales', index: 7 })
  const start = startOf(one)
  assert.deepEqual(start?.kind === 'queue' && start.queueId, 'queue-0')
  assert.equal(menuNode(one).choices.length, 1, 'who stands in it can still choose')
  const none = deskWith()
  assert.deepEqual(startOf(none), { id: 'queue', kind: 'queue' })
  assert.deepEqual([hasMenu(one.state), hasMenu(none.state)], [true, false])
})

test('its id means it and no stored flow', () => {
  const desk = deskWith({ name: 'Sales', index: 1 }, { name: 'Support', index: 2 })
  assert.equal(flowOf(desk.state, menuFlowId)?.id, menuFlowId)
  assert.equal(flowOf(desk.state, 'another'), null)
  const { name, startNodeId, nodes } = menuFlow(desk.state)
  const settings = { name, startNodeId, nodes }
  const add = (id: string) =>
    desk.refusal({ do: 'addEntry', table: 'flows', id, settings }, { kind: 'system', via: 'test' })
  assert.equal(add(menuFlowId), 'flow.id-used')
  assert.equal(add('another'), null)
  assert.equal(flowOf(desk.state, 'another')?.id, 'another')
  const change = { do: 'changeCentre', settings: { welcomeFlowId: menuFlowId } } as const
  assert.equal(desk.refusal(change, { kind: 'system', via: 'test' }), 'centre.wrong')
})
