import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { system } from '#domain/actor.ts'
import { agent, ann, bob, kims, RuleDesk } from '../../../tests/cast.ts'
import { type AgentId, type Instant, type LoginId, later } from '../ids.ts'
import type { LoginUse } from './login.ts'

const first = 'first' as LoginId
const second = 'second' as LoginId
const hour = 3_600_000

function signIn(desk: RuleDesk, loginId: LoginId, agentId: AgentId, use: LoginUse = 'program', lastsMs = hour) {
  const expiresAt = later(desk.now as Instant, lastsMs)
  return desk.do({ do: 'startLogin', loginId, agentId, secretHash: 'hash', use, expiresAt })
}

const availabilityOf = (desk: RuleDesk, agentId: AgentId) => desk.state.agents.require(agentId).availability

describe('a login begins', () => {
  for (const use of ['page', 'desktop'] as const)
    test(`on a ${use}: an offline member of a queue is available`, () => {
      const desk = new RuleDesk()
      const facts = signIn(desk, first, ann, use)
      assert.deepEqual(
        facts.map(({ type }) => type),
        ['login.started', 'agent.availabilitySet'],
      )
      assert.equal(availabilityOf(desk, ann), 'available')
    })

  test('of a program: nobody becomes available by it', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann)
    assert.equal(availabilityOf(desk, ann), 'offline')
  })
})

describe('a login is used', () => {
  const extend = (expiresAt: number) =>
    ({ do: 'extendLogin', loginId: first, expiresAt: expiresAt as Instant }) as const

  test('it lasts longer, and time ends it at its new end', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann, 'page')
    const began = desk.now
    desk.do(extend(began + 2 * hour), agent(ann))
    desk.pass(2 * hour - 1)
    assert.ok(desk.state.logins.get(first))
    desk.pass(1)
    assert.equal(desk.state.logins.get(first), undefined)
  })

  test('less than a minute more, or an earlier end, is nothing', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann)
    for (const more of [59_999, 0, -hour]) assert.deepEqual(desk.do(extend(desk.now + hour + more), agent(ann)), [])
    assert.equal(desk.do(extend(desk.now + hour + 60_000), agent(ann)).length, 1)
  })

  test('another’s, an expired and an unknown one are refused alike', () => {
    const desk = new RuleDesk()
    const to = extend(desk.now + 9 * hour)
    desk.state.logins.noteAbsent(first)
    assert.equal(desk.refusal(to, agent(ann)), 'login.not-found')
    signIn(desk, first, ann)
    assert.equal(desk.refusal(to, agent(bob)), 'login.not-found')
    // Its end has come and time has not been told yet.
    desk.now += hour
    assert.equal(desk.refusal(to, agent(ann)), 'login.not-found')
    assert.equal(desk.refusal(to, system), 'agents-only')
  })
})

describe('a login’s time is over', () => {
  test('with the last one its agent is offline, and what rings for them goes back', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann, 'page')
    desk.pass(hour - 1_000).open(kims)
    assert.equal(desk.chat(kims).phase, 'offered')
    desk.now += 1_000
    const facts = desk.do({ do: 'passTime' })
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['login.ended', 'agent.availabilitySet', 'chat.offerWithdrawn'],
    )
    assert.ok(facts.some((fact) => fact.type === 'agent.availabilitySet' && fact.why === 'login-expired'))
    assert.equal(desk.chat(kims).phase, 'queued')
  })

  test('while another goes on, its agent stays as they are', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann, 'page')
    signIn(desk, second, ann, 'program', 2 * hour)
    desk.pass(hour)
    assert.equal(desk.state.logins.get(first), undefined)
    assert.equal(availabilityOf(desk, ann), 'available')
    desk.pass(hour)
    assert.equal(availabilityOf(desk, ann), 'offline')
  })

  test('two at the same instant: the agent goes offline once', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann, 'page')
    signIn(desk, second, ann)
    desk.now += hour
    const facts = [...desk.do({ do: 'passTime' }), ...desk.do({ do: 'passTime' }), ...desk.do({ do: 'passTime' })]
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['login.ended', 'login.ended', 'agent.availabilitySet'],
    )
  })

  test('an agent who is offline already is told nothing twice', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann)
    desk.now += hour
    assert.deepEqual(
      desk.do({ do: 'passTime' }).map(({ type }) => type),
      ['login.ended'],
    )
  })

  test('of a disabled agent nothing is left to end', () => {
    const desk = new RuleDesk()
    signIn(desk, first, ann, 'page')
    desk.do({ do: 'changeAgent', agentId: ann, enabled: false })
    assert.equal(desk.state.logins.size, 0)
    assert.equal(desk.state.deadlines.has(`login:${first}`), false)
  })
})
