import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, RuleDesk } from '../../../tests/cast.ts'
import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { RecipientId } from '../ids.ts'
import type { Problem } from '../refusal.ts'
import type { AddEntry } from './change-entries.ts'

const zakes = 'zakes' as RecipientId
const person = { name: 'Zakes Mthini', email: 'zakes@example.org' }
const addZakes: AddEntry = { do: 'addEntry', table: 'recipients', id: zakes, settings: person }
const weekly = {
  recipientId: zakes,
  reportNo: 1,
  groupings: ['week'],
  days: [1, 5],
  time: '16:30',
  ownerId: ann,
} as const

function problemsWith(
  settings: Partial<Extract<AddEntry, { table: 'reportSchedules' }>['settings']>,
): readonly Problem[] {
  const desk = new RuleDesk()
  desk.do(addZakes)
  const result = desk.try(
    { do: 'addEntry', table: 'reportSchedules', id: 'r', settings: { ...weekly, ...settings } },
    system,
  )
  return isRefusal(result) ? result.problems : []
}

test('H-101: who gets reports is kept in the row and never in the journal', () => {
  const desk = new RuleDesk()
  const [added] = desk.do(addZakes)
  assert.equal(desk.state.recipients.require(zakes).email, person.email)
  assert.ok(added?.type === 'entry.added')
  assert.deepEqual(added.settings, {})
  desk.do({ do: 'changeEntry', table: 'recipients', id: zakes, settings: { name: 'Z. Mthini' } })
  assert.deepEqual(
    [desk.state.recipients.require(zakes)].map(({ name, email }) => ({ name, email })),
    [{ name: 'Z. Mthini', email: person.email }],
  )
})

test('H-101: two recipients may share a name but not an address', () => {
  const desk = new RuleDesk()
  desk.do(addZakes)
  desk.do({ do: 'addEntry', table: 'recipients', id: 'other', settings: { ...person, email: 'z@example.org' } })
  const again = desk.try(
    {
      do: 'addEntry',
      table: 'recipients',
      id: 'third',
      settings: { name: 'Z', email: 'ZAKES@example.org' },
    },
    system,
  )
  assert.ok(isRefusal(again))
  assert.deepEqual(again.problems, [{ field: 'email', accepted: 'an address that no other recipient has' }])
})

test('H-102: a schedule needs a recipient, days, a grouping and a time, and every wrong one is told', () => {
  assert.deepEqual(problemsWith({}), [])
  const wrong = problemsWith({ recipientId: 'nobody' as RecipientId, days: [], groupings: [], time: '4pm' })
  assert.deepEqual(
    wrong.map(({ field }) => field),
    ['recipientId', 'days', 'groupings', 'time'],
  )
  assert.deepEqual(problemsWith({ days: [0, 8] }).length, 1)
  assert.deepEqual(problemsWith({ days: [1, 1] }).length, 1)
})

test('H-102: a recipient with a schedule cannot be removed, and it says what uses them', () => {
  const desk = new RuleDesk()
  desk.do(addZakes)
  desk.do({ do: 'addEntry', table: 'reportSchedules', id: 'weekly', settings: weekly })
  const refused = desk.try({ do: 'removeEntry', table: 'recipients', id: zakes }, system)
  assert.ok(isRefusal(refused))
  assert.deepEqual(refused.facts, { usedBy: ['report schedule 1'] })
})

test('H-101: recipients and schedules exist only for who may manage reports', () => {
  const desk = new RuleDesk()
  desk.do(addZakes)
  const refused = desk.try({ do: 'changeEntry', table: 'recipients', id: zakes, settings: { name: 'B' } }, agent(bob))
  assert.ok(isRefusal(refused))
  assert.equal(refused.code, 'recipient.not-found')
})
