import assert from 'node:assert/strict'
import { test } from 'node:test'
import { billing, RuleDesk, support } from '../../../tests/cast.ts'
import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { QueueId } from '../ids.ts'
import type { MenuEntry } from './queue.ts'

/** The fields that are wrong when the queue gets this entry. */
function wrong(desk: RuleDesk, menu: MenuEntry | null, queueId: QueueId = support): string[] {
  const result = desk.try({ do: 'changeQueue', queueId, settings: { menu } }, system)
  return isRefusal(result) ? result.problems.map(({ field }) => field) : []
}

test('a name in the menu is one line of 1 to 80 characters, not blank, and no command', () => {
  for (const name of ['', '  ', 'x'.repeat(81), 'a\nb', 'a\u0000', '/agent', '/transfer 1'])
    assert.deepEqual(wrong(new RuleDesk(), { name, index: 1 }), ['menu.name'], JSON.stringify(name))
  for (const name of ['x', 'x'.repeat(80), 'Ärger & Lob'])
    assert.deepEqual(wrong(new RuleDesk(), { name, index: 1 }), [])
})

test('an index in the menu is a whole number from 1 to 99', () => {
  for (const index of [0, 100, -1, 1.5, Number.NaN])
    assert.deepEqual(wrong(new RuleDesk(), { name: 'A', index }), ['menu.index'])
  for (const index of [1, 99]) assert.deepEqual(wrong(new RuleDesk(), { name: 'A', index }), [])
})

test('no two queues have the same name or index in the menu, disabled ones included; all wrong values are named at once', () => {
  const desk = new RuleDesk()
  assert.deepEqual(wrong(desk, { name: 'Ärger', index: 2 }, billing), [])
  desk.do({ do: 'changeQueue', queueId: billing, settings: { enabled: false } })
  assert.deepEqual(wrong(desk, { name: ' ARGER', index: 2 }), ['menu.name', 'menu.index'])
  assert.deepEqual(wrong(desk, { name: 'Ärgerlich', index: 3 }), [])
  assert.deepEqual(wrong(desk, { name: 'Ärger', index: 2 }, billing), [], 'its own it may keep')
})

test('an entry that was given up is free for others', () => {
  const desk = new RuleDesk()
  assert.deepEqual(wrong(desk, { name: 'Sales', index: 1 }, billing), [])
  assert.deepEqual(wrong(desk, null, billing), [])
  assert.deepEqual(wrong(desk, { name: 'Sales', index: 1 }), [])
})
