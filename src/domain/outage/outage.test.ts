import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, RuleDesk, support } from '../../../tests/cast.ts'
import type { Instant, OutageId } from '../ids.ts'
import { flagsOf } from './outage.ts'

const id = 'outage' as OutageId
const about = { queueId: support, title: 'Mail', text: '', endsAt: null }

test('a planned outage is upcoming, then active, then over by itself; all of it follows from its times', () => {
  const desk = new RuleDesk()
  const [startsAt, endsAt] = [desk.now + 60_000, desk.now + 120_000] as [Instant, Instant]
  const settings = { ...about, planned: true, startsAt, endsAt }
  desk.do({ do: 'announceOutage', outageId: id, settings })
  const flags = () => {
    const { isScheduled, isUpcoming, isActive } = flagsOf(desk.state.outages.require(id), desk.now as Instant)
    return { isScheduled, isUpcoming, isActive }
  }
  assert.deepEqual(flags(), { isScheduled: true, isUpcoming: true, isActive: false })
  desk.pass(60_000)
  assert.deepEqual(flags(), { isScheduled: true, isUpcoming: false, isActive: true })
  desk.pass(60_000)
  assert.deepEqual(flags(), { isScheduled: true, isUpcoming: false, isActive: false })
  assert.equal(desk.state.outages.require(id).endedBy, 'time')
})

test('an unplanned one is active at once until somebody ends it, once', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'announceOutage', outageId: id, settings: { ...about, planned: false, startsAt: null } })
  desk.pass(86_400_000)
  assert.equal(flagsOf(desk.state.outages.require(id), desk.now as Instant).isActive, true)
  desk.do({ do: 'endOutage', outageId: id })
  assert.deepEqual(desk.do({ do: 'endOutage', outageId: id }), [])
  assert.equal(flagsOf(desk.state.outages.require(id), desk.now as Instant).isActive, false)
})

test('who may not is refused; an end before the start is named', () => {
  const desk = new RuleDesk()
  const settings = { ...about, planned: false, startsAt: null }
  assert.equal(desk.refusal({ do: 'announceOutage', outageId: id, settings }, agent(ann)), 'permission.missing')
  const wrong = desk.try(
    { do: 'announceOutage', outageId: id, settings: { ...settings, endsAt: 1 as Instant } },
    { kind: 'system', via: 'test' },
  )
  assert.ok('problems' in wrong && wrong.problems[0]?.field === 'endsAt')
})
