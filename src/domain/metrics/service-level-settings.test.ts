import assert from 'node:assert/strict'
import { test } from 'node:test'
import { billing, RuleDesk, support } from '../../../tests/cast.ts'
import { system } from '../actor.ts'
import type { Command } from '../commands.ts'
import { isRefusal } from '../decision.ts'
import { ruleOf } from './fold.ts'

const wrong = { withinMs: 0, shortAbandonMs: 1.5, formula: 'connect' } as const
const fieldsRefused = (desk: RuleDesk, command: Command) => {
  const result = desk.try(command, system)
  return isRefusal(result) ? result.problems.map(({ field }) => field) : []
}

test('a service level that cannot be is refused on the centre and on a queue, every wrong value at once', () => {
  const desk = new RuleDesk()
  const fields = ['serviceLevel.withinMs', 'serviceLevel.shortAbandonMs']
  assert.deepEqual(fieldsRefused(desk, { do: 'changeCentre', settings: { serviceLevel: wrong } }), fields)
  const change = (serviceLevel: typeof wrong | null) =>
    ({ do: 'changeQueue', queueId: support, settings: { serviceLevel } }) as const
  assert.deepEqual(fieldsRefused(desk, change(wrong)), fields)
  assert.deepEqual(fieldsRefused(desk, change(null)), [])
})

test('a queue with a service level of its own is judged by it, others by that of the centre', () => {
  const desk = new RuleDesk()
  const serviceLevel = { withinMs: 5_000, shortAbandonMs: 0, formula: 'connect' } as const
  desk.do({ do: 'changeQueue', queueId: support, settings: { serviceLevel } })
  assert.deepEqual(ruleOf(desk.state, support), serviceLevel)
  assert.deepEqual(ruleOf(desk.state, billing), desk.state.settings.serviceLevel)
})
