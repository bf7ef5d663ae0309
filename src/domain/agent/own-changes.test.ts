import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, RuleDesk, support } from '../../../tests/cast.ts'
import { isRefusal } from '../decision.ts'
import type { ChangeAgent } from './add-agent.ts'

const notifications = ['unassigned-chats-waiting'] as const

function asTheyAre(desk: RuleDesk): ChangeAgent {
  const { name, email, phone, role, enabled, skills } = desk.state.agents.require(bob)
  const queues = { ids: [support], receivesChats: false }
  return { do: 'changeAgent', agentId: bob, name, email, phone, role, enabled, skills, queues }
}

test('H-167: an agent says of themselves whether they take chats and of what they are told, the rest as it is', () => {
  const desk = new RuleDesk()
  const before = desk.state.agents.require(bob)
  const facts = desk.do({ ...asTheyAre(desk), availability: 'away', awayReason: 'break', notifications }, agent(bob))
  assert.deepEqual(
    facts.map(({ type }) => type),
    ['agent.changed', 'agent.availabilitySet'],
  )
  const { availability, awayReason, availabilitySince } = desk.state.agents.require(bob)
  assert.deepEqual([availability, awayReason], ['away', 'break'])
  assert.deepEqual(desk.state.agents.require(bob), {
    ...before,
    ...{ availability, awayReason, availabilitySince, notifications },
  })
})

test('H-167: what an agent says of themselves and is not theirs to say is named, all of it, and nothing changes', () => {
  const desk = new RuleDesk()
  const before = desk.state.position
  const more = { name: 'Robert', role: 'admin', capacity: 9, passwordHash: 'mine' } as const
  const queues = { ids: [support, billing], receivesChats: true }
  const refusal = desk.try({ ...asTheyAre(desk), ...more, queues, availability: 'busy' }, agent(bob))
  assert.ok(isRefusal(refusal))
  assert.deepEqual([refusal.refused, refusal.code], ['not-allowed', 'permission.missing'])
  assert.deepEqual(refusal.problems.map(({ field }) => field).sort(), [
    'capacity',
    'name',
    'password',
    'queues.ids',
    'role',
  ])
  assert.equal(desk.state.position, before)
})

test('H-167: leaving one of one’s queues is a change of them too', () => {
  const desk = new RuleDesk()
  const refusal = desk.try({ ...asTheyAre(desk), queues: { ids: [], receivesChats: true } }, agent(bob))
  assert.ok(isRefusal(refusal))
  assert.deepEqual(
    refusal.problems.map(({ field }) => field),
    ['queues.ids'],
  )
})

test('H-167: of a colleague one says nothing, not even what is', () => {
  const desk = new RuleDesk()
  assert.equal(desk.refusal(asTheyAre(desk), agent(ann)), 'permission.missing')
  assert.equal(desk.refusal({ do: 'changeAgent', agentId: bob, notifications }, agent(ann)), 'permission.missing')
})
