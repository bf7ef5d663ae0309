import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, eve, RuleDesk, support } from '../../../tests/cast.ts'
import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { AgentId, AuthorizationId, BusinessUnitId, QueueId, TeamId } from '../ids.ts'
import { defaultQueueSettings, member } from '../queue/queue.ts'
import type { Problem } from '../refusal.ts'
import type { ChangeAgent } from './add-agent.ts'

const fay = 'fay' as AgentId
const north = 'north' as BusinessUnitId
const northern = 'northern' as QueueId
const newcomer = { do: 'addAgent', agentId: fay, name: 'Fay', email: 'fay@example.org', passwordHash: '' } as const

const queuesOf = (desk: RuleDesk, agentId: AgentId) => [...desk.state.queuesOf(agentId)].sort()
const changed = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)

function problems(desk: RuleDesk, command: Partial<ChangeAgent>, by = system as ReturnType<typeof agent>) {
  const result = desk.try({ do: 'changeAgent', agentId: bob, ...command }, by)
  assert.ok(isRefusal(result))
  return result.problems satisfies readonly Problem[]
}

/** Kay's team manages people everywhere; queues only where she is authorized. */
function deskWithUnits(): RuleDesk {
  const desk = new RuleDesk()
  desk.do({ do: 'addEntry', table: 'businessUnits', id: north, settings: { name: 'North', hoursId: null } })
  desk.do({
    do: 'addQueue',
    queueId: northern,
    settings: { ...defaultQueueSettings, name: 'Northern', unitId: north, members: [member(bob)] },
  })
  return desk
}

test('H-160: an agent is made a member of their queues in the step that adds them', () => {
  const desk = new RuleDesk()
  const events = desk.do({ ...newcomer, queues: { ids: [support, billing], receivesChats: false } })
  assert.deepEqual(changed(events), ['agent.added', 'queue.changed', 'queue.changed'])
  assert.deepEqual(queuesOf(desk, fay), [billing, support])
  assert.deepEqual(desk.state.membersOf(support).get(fay), { agentId: fay, priority: 1, receivesChats: false })
})

test('H-160: the queues given are all there are: others are left, and where they are a member nothing changes', () => {
  const own = { agentId: bob, priority: 4, receivesChats: false }
  const desk = new RuleDesk({ members: [member(ann), own] })
  desk.do({ do: 'changeAgent', agentId: bob, queues: { ids: [support, billing], receivesChats: true } })
  assert.deepEqual(desk.state.membersOf(support).get(bob), own)
  assert.deepEqual(desk.state.membersOf(billing).get(bob), member(bob))
  const events = desk.do({ do: 'changeAgent', agentId: bob, queues: { ids: [billing], receivesChats: false } })
  assert.deepEqual(changed(events), ['agent.changed', 'queue.changed'])
  assert.deepEqual(queuesOf(desk, bob), [billing])
  assert.deepEqual([...desk.state.membersOf(support).keys()], [ann])
})

test('H-160: without queues an agent stays where they are', () => {
  const desk = new RuleDesk()
  assert.deepEqual(changed(desk.do({ do: 'changeAgent', agentId: bob, capacity: 9 })), ['agent.changed'])
  assert.deepEqual(queuesOf(desk, bob), [support])
})

test('H-160: unknown and repeated queues are named together with what else is wrong, and nothing changes', () => {
  const desk = new RuleDesk()
  const before = desk.state.position
  const ids = [support, 'no-queue' as QueueId, support]
  const found = problems(desk, { teamId: 'no-team' as TeamId, queues: { ids, receivesChats: true } })
  assert.deepEqual(
    found.map(({ field }) => field),
    ['teamId', 'queues.ids[1]', 'queues.ids[2]'],
  )
  assert.equal(desk.state.position, before)
})

test('H-160: the last who is offered chats of a queue to which others overflow stays in it', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeQueue', queueId: support, settings: { overflows: [{ when: 'closed', toQueueId: billing }] } })
  const result = desk.try({ do: 'changeAgent', agentId: eve, queues: { ids: [], receivesChats: true } }, system)
  assert.ok(isRefusal(result))
  assert.deepEqual(
    result.problems.map(({ field, accepted }) => [field, accepted.startsWith('queue 2 too')]),
    [['queues.ids', true]],
  )
  assert.deepEqual(queuesOf(desk, eve), [billing])
})

test('H-160: whoever puts agents in queues must be allowed to set up each queue that changes', () => {
  const desk = deskWithUnits()
  const toBilling = {
    do: 'changeAgent',
    agentId: bob,
    queues: { ids: [support, billing], receivesChats: true },
  } as const
  const level = { kind: 'all' } as const
  desk.do({
    do: 'addEntry',
    table: 'authorizations',
    id: 'ann-people' as AuthorizationId,
    settings: { agentId: ann, level, role: 'supervisor' },
  })
  desk.do({ do: 'changeRole', role: 'supervisor', permissions: ['agents.see', 'agents.manage'] })
  assert.equal(desk.refusal(toBilling, agent(ann)), 'permission.missing')
  assert.equal(desk.refusal({ ...toBilling, queues: { ids: [support], receivesChats: true } }, agent(ann)), null)
  desk.do({ do: 'changeRole', role: 'supervisor', permissions: ['agents.see', 'agents.manage', 'queues.manage'] })
  assert.equal(desk.refusal(toBilling, agent(ann)), null)
})

test('H-160: a queue that one may not see cannot be named, and its member is not taken out by leaving it out', () => {
  const desk = deskWithUnits()
  desk.do({ do: 'changeRole', role: 'supervisor', permissions: ['agents.see', 'agents.manage', 'queues.manage'] })
  desk.do({
    do: 'addEntry',
    table: 'authorizations',
    id: 'ann-people' as AuthorizationId,
    settings: { agentId: ann, level: { kind: 'all' }, role: 'supervisor' },
  })
  const asked = problems(desk, { queues: { ids: [northern], receivesChats: true } }, agent(ann))
  assert.deepEqual(
    asked.map(({ field }) => field),
    ['queues.ids[0]'],
  )
  desk.do({ do: 'changeRole', role: 'supervisor', permissions: ['agents.see', 'agents.manage', 'queues.manage'] })
  desk.do({ do: 'changeAgent', agentId: bob, queues: { ids: [support], receivesChats: true } }, agent(ann))
  assert.deepEqual(queuesOf(desk, bob), [northern, support])
  desk.do({ do: 'changeAgent', agentId: bob, queues: { ids: [support], receivesChats: true } })
  assert.deepEqual(queuesOf(desk, bob), [support])
})

test('H-161: an agent is enabled and set available in one step', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeAgent', agentId: bob, enabled: false })
  const on = { do: 'changeAgent', agentId: bob, enabled: true, availability: 'available' } as const
  assert.deepEqual(changed(desk.do(on)), ['agent.changed', 'agent.availabilitySet'])
  assert.equal(desk.state.agents.require(bob).availability, 'available')
})

test('H-161: who is disabled in this step cannot be set available in it, and may be set offline', () => {
  const desk = new RuleDesk().available(bob)
  const off = { do: 'changeAgent', agentId: bob, enabled: false } as const
  assert.equal(desk.refusal({ ...off, availability: 'available' }, system), 'agent.disabled')
  assert.deepEqual(changed(desk.do({ ...off, availability: 'offline' })), ['agent.changed', 'agent.availabilitySet'])
})

test('H-161: the reason of the unit an agent is moved to can be chosen in the same step', () => {
  const desk = deskWithUnits()
  const team = 'northerners' as TeamId
  desk.do({ do: 'addEntry', table: 'teams', id: team, settings: { name: 'Northerners', unitId: north } })
  const sauna = { name: 'Sauna', unitId: north, enabled: true }
  desk.do({ do: 'addEntry', table: 'awayReasons', id: 'sauna', settings: sauna })
  const away = { do: 'changeAgent', agentId: bob, availability: 'away', awayReason: 'sauna' } as unknown as ChangeAgent
  assert.equal(desk.refusal(away, system), 'away-reason.unknown')
  desk.do({ ...away, teamId: team })
  assert.equal(desk.state.agents.require(bob).awayReason, 'sauna')
})

test('H-161: a reason is given only together with availability away', () => {
  const desk = new RuleDesk().available(bob)
  for (const availability of [{}, { availability: 'busy' }] as const)
    assert.deepEqual(problems(desk, { ...availability, awayReason: 'lunch', teamId: 'no-team' as TeamId }), [
      { field: 'teamId', accepted: 'the id of one of the teams' },
      { field: 'awayReason', accepted: 'a reason only with availability away' },
    ])
})

test('H-161: whoever may change an agent but not say whether they take chats says nothing of it', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeRole', role: 'supervisor', permissions: ['agents.see', 'agents.manage'] })
  const settings = { agentId: ann, level: { kind: 'all' }, role: 'supervisor' } as const
  desk.do({ do: 'addEntry', table: 'authorizations', id: 'ann-people', settings })
  const available = { do: 'changeAgent', agentId: bob, availability: 'available' } as const
  assert.equal(desk.refusal(available, agent(ann)), 'permission.missing')
  assert.equal(desk.refusal({ ...available, agentId: ann }, agent(ann)), null)
})

test('H-161: a chat stops ringing once for an agent who goes away and is given less room', () => {
  const desk = new RuleDesk().available(bob).open('kims-chat' as never)
  const events = desk.do({ do: 'changeAgent', agentId: bob, availability: 'away', capacity: 0 })
  assert.deepEqual(changed(events).filter((type) => type === 'chat.offerWithdrawn').length, 1)
})

test('H-162: an agent is told of what they chose, each thing once, and of nothing from the start', () => {
  const desk = new RuleDesk()
  assert.deepEqual(desk.state.agents.require(bob).notifications, [])
  desk.do({ do: 'changeAgent', agentId: bob, notifications: ['unassigned-chats-waiting'] })
  assert.deepEqual(desk.state.agents.require(bob).notifications, ['unassigned-chats-waiting'])
  const twice = ['unassigned-chats-waiting', 'unassigned-chats-waiting'] as const
  assert.deepEqual(
    problems(desk, { notifications: twice }).map(({ field }) => field),
    ['notifications'],
  )
})
