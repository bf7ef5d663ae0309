import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { system } from '#domain/actor.ts'
import { agent, ann, billing, bob, customer, eve, kims, RuleDesk, support } from '../../../tests/cast.ts'
import type { AgentId, ApiKeyId, BusinessUnitId, Instant, QueueId, TeamId } from '../ids.ts'

const minute = 60_000
const key = (name: string) => name as ApiKeyId
const make = (agentId: AgentId, keyId: string) => ({ do: 'makeApiKey', agentId, keyId: key(keyId) }) as const
const remove = (agentId: AgentId) => ({ do: 'removeApiKey', agentId }) as const
const use = (keyId: string) => ({ do: 'noteApiKeyUse', keyId: key(keyId) }) as const
const chief = 'chief' as AgentId
const lead = 'lead' as AgentId

/** Ann, Bob and Eve; an administrator; and Lead, who manages the people of the team in which Bob is. */
class KeyDesk extends RuleDesk {
  constructor() {
    super()
    for (const [agentId, role] of [
      [chief, 'admin'],
      [lead, 'agent'],
    ] as const)
      this.do({ do: 'addAgent', agentId, name: agentId, email: `${agentId}@example.org`, passwordHash: '', role })
    const teamId = 'night' as TeamId
    this.do({ do: 'addEntry', table: 'teams', id: teamId, settings: { name: 'Night', unitId: null } })
    this.do({ do: 'changeAgent', agentId: bob, teamId })
    this.do({ do: 'changeRole', role: 'team-lead', permissions: ['agents.manage'] })
    const settings = { agentId: lead, role: 'team-lead', level: { kind: 'team', teamId } } as const
    this.do({ do: 'addEntry', table: 'authorizations', id: 'leads', settings })
  }

  get keys() {
    return [...this.state.apiKeys.values()].map(({ id, agentId, madeBy }) => [id, agentId, madeBy])
  }
}

describe('API keys', () => {
  test('an agent makes their own; a new one takes the place of the old in the same step', () => {
    const desk = new KeyDesk()
    desk.do(make(ann, 'one'), agent(ann))
    desk.do(make(bob, 'bobs'), agent(bob))
    desk.now += 5
    const facts = desk.do(make(ann, 'two'), agent(ann))
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['apiKey.made'],
    )
    assert.deepEqual(desk.keys, [
      ['bobs', bob, bob],
      ['two', ann, ann],
    ])
    const { madeAt, lastUsedAt } = desk.state.apiKeys.require('two')
    assert.deepEqual([madeAt, lastUsedAt], [desk.now, null])
  })

  test('another’s makes and removes who may set their password, and nobody else', () => {
    const desk = new KeyDesk()
    for (const [maker, owner, refusal] of [
      [chief, ann, null],
      [chief, chief, null],
      [lead, bob, null],
      [lead, ann, 'permission.missing'],
      [lead, chief, 'permission.missing'],
      [ann, bob, 'permission.missing'],
      [bob, lead, 'permission.missing'],
    ] as const) {
      const what = `${maker} for ${owner}`
      assert.equal(desk.refusal(make(owner, `by ${maker}`), agent(maker)), refusal, what)
      assert.equal(desk.refusal(remove(owner), agent(maker)), refusal, what)
      const password = { do: 'changeAgent', agentId: owner, passwordHash: 'x' } as const
      if (maker !== owner) assert.equal(desk.refusal(password, agent(maker)) === null, refusal === null, what)
    }
  })

  test('who manages people everywhere, but does not run the centre, has no key of those who do', () => {
    const desk = new KeyDesk()
    const settings = { agentId: eve, role: 'team-lead', level: { kind: 'all' } } as const
    desk.do({ do: 'addEntry', table: 'authorizations', id: 'eves', settings })
    assert.equal(desk.refusal(make(ann, 'one'), agent(eve)), null)
    const refusal = desk.try(make(chief, 'two'), agent(eve))
    assert.ok('refused' in refusal)
    assert.deepEqual([refusal.code, refusal.facts], ['permission.missing', { permission: 'organisation.manage' }])
    assert.equal(desk.refusal(remove(chief), agent(eve)), 'permission.missing')
  })

  test('whom one does not see is nobody', () => {
    const desk = new KeyDesk()
    const unitId = 'south' as BusinessUnitId
    desk.do({ do: 'addEntry', table: 'businessUnits', id: unitId, settings: { name: 'South', hoursId: null } })
    desk.do({ do: 'addEntry', table: 'teams', id: 'far', settings: { name: 'Far', unitId } })
    desk.do({ do: 'changeAgent', agentId: eve, teamId: 'far' as TeamId })
    for (const command of [make(eve, 'one'), remove(eve)])
      assert.equal(desk.refusal(command, agent(lead)), 'agent.not-found')
  })

  test('only agents make keys, and only the desk notes their use', () => {
    const desk = new KeyDesk().open(kims) as KeyDesk
    for (const actor of [system, customer(kims)])
      for (const command of [make(ann, 'one'), remove(ann)]) assert.equal(desk.refusal(command, actor), 'agents-only')
    assert.equal(desk.refusal(use('one'), agent(chief)), 'desk-only')
  })

  test('an id that is taken is not taken over', () => {
    const desk = new KeyDesk()
    desk.do(make(ann, 'one'), agent(ann))
    assert.equal(desk.refusal(make(bob, 'one'), agent(bob)), 'api-key.id-used')
    assert.deepEqual(desk.keys, [['one', ann, ann]])
  })

  test('one is removed once, and asking again changes nothing', () => {
    const desk = new KeyDesk()
    desk.do(make(ann, 'one'), agent(ann))
    assert.deepEqual(
      desk.do(remove(ann), agent(ann)).map(({ type }) => type),
      ['apiKey.removed'],
    )
    assert.deepEqual(desk.do(remove(ann), agent(ann)), [])
    assert.equal(desk.state.apiKeys.size, 0)
  })

  test('who is disabled keeps the key and gets none; who is gone has none', () => {
    const desk = new KeyDesk()
    desk.do(make(ann, 'one'), agent(ann))
    desk.do({ do: 'changeAgent', agentId: ann, enabled: false })
    assert.deepEqual(desk.keys, [['one', ann, ann]])
    assert.equal(desk.refusal(make(ann, 'two'), agent(chief)), 'agent.disabled')
    const facts = desk.do({ do: 'changeAgent', agentId: ann, gone: true })
    assert.ok(facts.some(({ type }) => type === 'apiKey.removed'))
    assert.deepEqual(desk.keys, [])
    assert.equal(desk.refusal(make(ann, 'two'), agent(chief)), 'agent.gone')
  })

  test('another password leaves the key', () => {
    const desk = new KeyDesk()
    desk.do(make(ann, 'one'), agent(ann))
    desk.do({ do: 'changeAgent', agentId: ann, passwordHash: 'new' }, agent(chief))
    assert.deepEqual(desk.keys, [['one', ann, ann]])
  })

  test('its use is noted once a minute, and not where there is none', () => {
    const desk = new KeyDesk()
    desk.do(make(ann, 'one'), agent(ann))
    const used = () => desk.do(use('one')).length
    const first = desk.now
    assert.equal(used(), 1)
    desk.now = first + minute - 1
    assert.equal(used(), 0)
    assert.equal(desk.state.apiKeys.require('one').lastUsedAt, first)
    desk.now = first + minute
    assert.equal(used(), 1)
    assert.equal(desk.state.apiKeys.require('one').lastUsedAt, desk.now)
    desk.do(make(ann, 'two'), agent(ann))
    assert.equal(used(), 0)
    assert.equal(desk.state.apiKeys.require('two').lastUsedAt, null)
  })

  test('a report that was read stands in the journal with who read it and through which API', () => {
    const desk = new KeyDesk()
    const day = { report: 'agents', from: 0 as Instant, to: 1 as Instant, zone: 'UTC' }
    const reads = (queueIds: readonly QueueId[] | null, reader = ann) =>
      desk.do({ do: 'noteReport', ...day, queueIds }, { kind: 'agent', agentId: reader, via: 'chime-reports' })
    const [fact] = reads([support, billing])
    const { position: _, at: __, ...kept } = fact as { position: number; at: number }
    const by = { kind: 'agent', agentId: ann, via: 'chime-reports' }
    assert.deepEqual(kept, { type: 'report.read', agentId: ann, queueIds: [support, billing], ...day, by })
    assert.equal(reads(null, chief).length, 1)
    assert.equal(desk.refusal({ do: 'noteReport', ...day, queueIds: null }, system), 'agents-only')
  })

  test('what one does not see one does not read', () => {
    const desk = new KeyDesk()
    const unitId = 'south' as BusinessUnitId
    desk.do({ do: 'addEntry', table: 'businessUnits', id: unitId, settings: { name: 'South', hoursId: null } })
    desk.do({ do: 'changeQueue', queueId: billing, settings: { unitId } })
    const day = { report: 'agents', from: 0 as Instant, to: 1 as Instant, zone: 'UTC' }
    const asked = { do: 'noteReport', ...day, queueIds: [support, billing] } as const
    assert.equal(desk.refusal(asked, agent(ann)), 'queue.not-found')
    assert.equal(desk.refusal(asked, agent(chief)), null)
  })
})
