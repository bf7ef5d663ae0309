import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agent, ann, billing, bob, customer, eve, kims, RuleDesk, support } from '../../../tests/cast.ts'
import { isRefusal } from '../decision.ts'
import type { BusinessUnitId, OutageId, TeamId } from '../ids.ts'
import { mayChat, whyMayChat } from './may.ts'

const north = 'north' as BusinessUnitId
const south = 'south' as BusinessUnitId
const northerners = 'northerners' as TeamId
const southerners = 'southerners' as TeamId
const absent = 'absent' as never

/** Ann and Bob work in the north, where Support is and Ann may set up everything; Eve works in the south, where Billing is. */
function twoUnits(): RuleDesk {
  const desk = new RuleDesk()
  for (const id of [north, south])
    desk.do({ do: 'addEntry', table: 'businessUnits', id, settings: { name: id, hoursId: null } })
  desk.do({ do: 'addEntry', table: 'teams', id: northerners, settings: { name: 'Northerners', unitId: north } })
  desk.do({ do: 'addEntry', table: 'teams', id: southerners, settings: { name: 'Southerners', unitId: south } })
  desk.do({ do: 'changeAgent', agentId: ann, teamId: northerners })
  desk.do({ do: 'changeAgent', agentId: bob, teamId: northerners })
  desk.do({ do: 'changeAgent', agentId: eve, teamId: southerners })
  desk.do({ do: 'changeQueue', queueId: support, settings: { unitId: north } })
  desk.do({ do: 'changeQueue', queueId: billing, settings: { unitId: south } })
  const level = { kind: 'unit', unitId: north } as const
  const settings = { agentId: ann, level, role: 'administrator' } as const
  desk.do({ do: 'addEntry', table: 'authorizations', id: 'anns', settings })
  return desk
}

/** The whole answer, which must not tell what is hidden from what is not there. */
function answer(desk: RuleDesk, command: Parameters<RuleDesk['try']>[0], actor = agent(ann)) {
  const result = desk.try(command, actor)
  assert.ok(isRefusal(result), `${command.do} was done`)
  return result
}

describe('what is hidden is answered as what is not there', () => {
  test('an entry of another unit', () => {
    const desk = twoUnits()
    desk.state.teams.noteAbsent(absent)
    for (const id of [southerners, absent])
      assert.equal(desk.refusal({ do: 'removeEntry', table: 'teams', id }, agent(ann)), 'team.not-found')
    const change = (id: string) => answer(desk, { do: 'changeEntry', table: 'teams', id, settings: { name: 'Ours' } })
    assert.deepEqual(change(southerners), change(absent))
  })

  test('an outage of a hidden queue', () => {
    const desk = twoUnits()
    const outageId = 'outage' as OutageId
    const times = { startsAt: null, endsAt: null, planned: false }
    desk.do({ do: 'announceOutage', outageId, settings: { queueId: billing, title: 'Down', text: '', ...times } })
    desk.state.outages.noteAbsent(absent)
    const end = (id: OutageId) => answer(desk, { do: 'endOutage', outageId: id })
    assert.deepEqual(end(outageId), end(absent))
  })

  test('a hidden agent, as member, manager or one who gets a role', () => {
    const desk = twoUnits()
    const put = (agentId: typeof eve) => {
      const members = [{ agentId, priority: 1, receivesChats: true }]
      return answer(desk, { do: 'changeQueue', queueId: support, settings: { members, managerIds: [agentId] } })
    }
    assert.deepEqual(put(eve), put(absent))
    const level = { kind: 'unit', unitId: north } as const
    const authorize = (agentId: typeof eve) =>
      answer(desk, { do: 'addEntry', table: 'authorizations', id: 'new', settings: { agentId, level, role: 'agent' } })
    assert.deepEqual(authorize(eve), authorize(absent))
  })

  test('a hidden queue, as the place where chats overflow', () => {
    const desk = twoUnits()
    const lead = (toQueueId: typeof billing) =>
      answer(desk, {
        do: 'changeQueue',
        queueId: support,
        settings: { overflows: [{ when: 'waited', afterMs: 1_000, toQueueId }] },
      })
    assert.deepEqual(lead(billing), lead(absent))
  })

  test('a team of another unit, on a queue', () => {
    const desk = twoUnits()
    const cover = (teamId: TeamId) =>
      answer(desk, { do: 'changeQueue', queueId: support, settings: { teamIds: [teamId] } })
    assert.deepEqual(cover(southerners), cover(absent))
  })

  test('an agent, to a customer and to one who is disabled', () => {
    const desk = twoUnits().open(kims)
    desk.do({ do: 'changeAgent', agentId: bob, enabled: false })
    desk.state.agents.noteAbsent(absent)
    for (const actor of [customer(kims), agent(bob)]) {
      const suspend = (agentId: typeof eve) => answer(desk, { do: 'suspendAgent', agentId }, actor)
      assert.deepEqual(suspend(eve), suspend(absent))
    }
  })
})

test('who changes a queue may leave those in it whom they do not see', () => {
  const desk = twoUnits()
  desk.do({ do: 'changeQueue', queueId: support, settings: { managerIds: [eve] } })
  desk.do({ do: 'changeQueue', queueId: support, settings: { managerIds: [eve, bob] } }, agent(ann))
  assert.deepEqual(desk.state.queues.get(support)?.managerIds, [eve, bob])
})

test('what is in use only by what one does not see stays, and its users are not named', () => {
  const desk = twoUnits()
  desk.do({ do: 'changeQueue', queueId: billing, settings: { overflows: [{ when: 'closed', toQueueId: support }] } })
  const refusal = answer(desk, { do: 'removeQueue', queueId: support })
  assert.deepEqual([refusal.code, refusal.facts], ['queue.in-use', { usedBy: [] }])
  const disabled = answer(desk, { do: 'changeQueue', queueId: support, settings: { enabled: false } })
  assert.doesNotMatch(JSON.stringify(disabled.problems), /queue \d/)
})

test('a role that does not show chats allows nothing with them', () => {
  const desk = twoUnits().open(kims, billing)
  const settings = { agentId: bob, level: { kind: 'all' }, role: 'qa-monitor' } as const
  desk.do({ do: 'addEntry', table: 'authorizations', id: 'bobs', settings })
  desk.do({ do: 'changeRole', role: 'qa-monitor', permissions: ['chats.annotate'] })
  const resolve = { do: 'setResolved', chatId: kims, resolved: true } as const
  assert.equal(desk.refusal(resolve, agent(bob)), 'chat.not-found')
  desk.do({ do: 'changeRole', role: 'qa-monitor', permissions: ['chats.see', 'chats.annotate'] })
  assert.equal(desk.refusal(resolve, agent(bob)), null)
})

test('who may see what happened still sees nothing of a chat that does not exist for them', () => {
  const desk = twoUnits().open(kims, billing)
  const settings = { agentId: bob, level: { kind: 'all' }, role: 'qa-monitor' } as const
  desk.do({ do: 'addEntry', table: 'authorizations', id: 'bobs', settings })
  desk.do({ do: 'changeRole', role: 'qa-monitor', permissions: ['audit.see'] })
  assert.equal(mayChat(desk.state, bob, 'audit', desk.chat(kims)), false)
  assert.equal(whyMayChat(desk.state, agent(bob), 'audit', desk.chat(kims)), null)
  desk.do({ do: 'changeRole', role: 'qa-monitor', permissions: ['audit.see', 'chats.see'] })
  assert.equal(mayChat(desk.state, bob, 'audit', desk.chat(kims)), true)
})

test("who works in another unit's queue knows the dispositions of its chats", () => {
  const desk = twoUnits()
  const refunds = { name: 'Refund', unitId: south, parentId: null, enabled: true }
  desk.do({ do: 'addEntry', table: 'dispositions', id: 'refund', settings: refunds })
  const remove = { do: 'removeEntry', table: 'dispositions', id: 'refund' } as const
  assert.equal(desk.refusal(remove, agent(bob)), 'disposition.not-found')
  desk.do({
    do: 'changeQueue',
    queueId: billing,
    settings: { members: [{ agentId: bob, priority: 1, receivesChats: true }] },
  })
  assert.equal(desk.refusal(remove, agent(bob)), 'permission.missing')
})
