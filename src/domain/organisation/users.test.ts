import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ann, RuleDesk, support } from '../../../tests/cast.ts'
import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { AwayReasonId, SkillId, TeamId } from '../ids.ts'
import type { EntryTable } from './entries.ts'

const team = 'team' as TeamId
const french = 'french' as SkillId
const training = 'training' as AwayReasonId

/** A desk with a team, a skill and an away reason that nobody uses yet. */
function desk(): RuleDesk {
  const rules = new RuleDesk()
  rules.do({ do: 'addEntry', table: 'teams', id: team, settings: { name: 'Team', unitId: null } })
  rules.do({ do: 'addEntry', table: 'skills', id: french, settings: { name: 'French' } })
  const settings = { name: 'Training', unitId: null, enabled: true }
  rules.do({ do: 'addEntry', table: 'awayReasons', id: training, settings })
  return rules
}

function usersOf(rules: RuleDesk, table: EntryTable, id: string): unknown {
  const result = rules.try({ do: 'removeEntry', table, id }, system)
  return isRefusal(result) ? result.facts['usedBy'] : []
}

test("an agent's team, skills and away reason cannot be removed while they are theirs", () => {
  const rules = desk()
  rules.do({ do: 'changeAgent', agentId: ann, teamId: team, skills: [{ skillId: french, level: 1 }] })
  rules.do({ do: 'setAvailability', agentId: ann, availability: 'away', awayReason: training })
  assert.deepEqual(usersOf(rules, 'teams', team), ['agent 1'])
  assert.deepEqual(usersOf(rules, 'skills', french), ['agent 1'])
  assert.deepEqual(usersOf(rules, 'awayReasons', training), ['agent 1'])
})

test('what a queue needs cannot be removed, however deep in its settings it stands', () => {
  const rules = desk()
  const relaxations = [{ afterMs: 5_000, needs: [{ skillId: french, weakestLevel: 2 }] }]
  rules.do({ do: 'changeQueue', queueId: support, settings: { relaxations } })
  assert.deepEqual(usersOf(rules, 'skills', french), ['queue 1'])
})

test('what nobody uses can be removed', () => {
  const rules = desk()
  assert.deepEqual(usersOf(rules, 'teams', team), [])
  assert.equal(rules.state.teams.get(team), undefined)
})
