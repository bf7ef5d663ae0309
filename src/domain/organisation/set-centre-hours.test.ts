import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, RuleDesk, support } from '../../../tests/cast.ts'
import type { Permission } from '../access/permission.ts'
import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { Hours } from '../hours/hours.ts'
import type { HoursId } from '../ids.ts'
import type { SetCentreHours } from './set-centre-hours.ts'

const own = 'own' as HoursId
const closed: Hours['week'] = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const mondays: Hours['week'] = { ...closed, 1: [{ from: '09:00', to: '17:00' }] }
const set: SetCentreHours = { do: 'setCentreHours', hoursId: own, week: mondays }
const named = { zone: 'Europe/Berlin', week: closed, exceptions: [{ on: '--12-25', name: 'Christmas', spans: [] }] }

function allow(desk: RuleDesk, ...permissions: Permission[]): void {
  desk.do({ do: 'changeRole', role: 'supervisor', permissions })
  const settings = { agentId: ann, level: { kind: 'all' }, role: 'supervisor' } as const
  if (desk.state.authorizations.size === 0) desk.do({ do: 'addEntry', table: 'authorizations', id: 'ann', settings })
}

test('H-164: a centre without hours gets its own in one step, in its zone', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeCentre', settings: { zone: 'Asia/Tokyo' } })
  desk.do({ do: 'setCentreHours', hoursId: own, week: closed })
  const { name, zone, week, exceptions } = desk.state.hours.require(own)
  assert.deepEqual(
    { name, zone, week, exceptions },
    { name: 'Working hours', zone: 'Asia/Tokyo', week: closed, exceptions: [] },
  )
  assert.equal(desk.state.settings.hoursId, own)
  assert.equal(desk.state.queues.require(support).open, false)
})

test('H-164: the hours a centre has get another week and keep name, zone and exceptions', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'addEntry', table: 'hours', id: 'first', settings: { name: 'Ours', ...named } })
  desk.do({ do: 'changeCentre', settings: { hoursId: 'first' as HoursId } })
  const events = desk.do(set)
  assert.deepEqual(
    events.map(({ type }) => type),
    ['entry.changed'],
  )
  const { name, zone, week, exceptions } = desk.state.hours.require('first')
  assert.deepEqual({ name, zone, week, exceptions }, { name: 'Ours', ...named, week: mondays })
  assert.equal(desk.state.hours.get(own), undefined)
})

test("the hours a centre has move to the centre's zone when that is asked, with name and exceptions as they are", () => {
  const desk = new RuleDesk()
  desk.do({ do: 'addEntry', table: 'hours', id: 'first', settings: { name: 'Ours', ...named } })
  desk.do({ do: 'changeCentre', settings: { hoursId: 'first' as HoursId, zone: 'Asia/Tokyo' } })
  desk.do({ ...set, zone: 'centre' })
  const { name, zone, week, exceptions } = desk.state.hours.require('first')
  assert.deepEqual({ name, zone, week, exceptions }, { name: 'Ours', ...named, zone: 'Asia/Tokyo', week: mondays })
})

test('H-164: new hours get the first name that is free', () => {
  const desk = new RuleDesk()
  for (const name of ['working hours', 'Working hours 2'])
    desk.do({ do: 'addEntry', table: 'hours', id: name, settings: { name, ...named } })
  desk.do(set)
  assert.equal(desk.state.hours.require(own).name, 'Working hours 3')
})

test('H-164: everything wrong with the week is named with its place, and an id is used once', () => {
  const desk = new RuleDesk()
  const result = desk.try(
    { ...set, week: { ...closed, 1: [{ from: '9', to: '10:00' }], 2: [{ from: '1', to: '2:00' }] } },
    system,
  )
  assert.ok(isRefusal(result))
  assert.deepEqual(
    [result.code, result.problems.map(({ field }) => field)],
    ['hours.wrong', ['week.1[0].from', 'week.2[0].from', 'week.2[0].to']],
  )
  desk.do({ do: 'addEntry', table: 'hours', id: own, settings: { name: 'Other', ...named } })
  assert.equal(desk.refusal(set, system), 'hours.id-used')
})

test('H-164: hours are for who sets up queues; giving the centre its first is for who runs it too', () => {
  const desk = new RuleDesk()
  allow(desk, 'organisation.manage')
  assert.equal(desk.refusal(set, agent(ann)), 'permission.missing')
  allow(desk, 'queues.manage')
  assert.equal(desk.refusal(set, agent(ann)), 'permission.missing')
  allow(desk, 'queues.manage', 'organisation.manage')
  assert.equal(desk.refusal(set, agent(ann)), null)
  allow(desk, 'queues.manage')
  assert.equal(desk.refusal(set, agent(ann)), null)
})
