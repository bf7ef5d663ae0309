import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { system } from '#domain/actor.ts'
import { agent, ann, bob, kims, RuleDesk } from '../../../tests/cast.ts'
import { type AgentId, type Instant, type LoginId, later } from '../ids.ts'

const minutes = 60_000

function ask(desk: RuleDesk, agentId: AgentId, codeHash = 'hash of code') {
  return desk.do({ do: 'askPasswordReset', agentId, codeHash, expiresAt: later(desk.now as Instant, 30 * minutes) })
}

const use = (codeHash = 'hash of code') => ({ do: 'resetPassword', codeHash, passwordHash: 'new' }) as const

/** The code with which a reset is refused, or null. */
const refusalOf = (desk: RuleDesk, codeHash?: string) => desk.refusal(use(codeHash), system)

describe('a password is reset', () => {
  test('the code sets it, once', () => {
    const desk = new RuleDesk()
    ask(desk, ann)
    desk.do(use())
    assert.equal(desk.state.credentials.require(ann).passwordHash, 'new')
    assert.equal(refusalOf(desk), 'password.code-wrong')
  })

  test('all logins of the agent end, they are offline, and what rings for them goes back', () => {
    const desk = new RuleDesk()
    const expiresAt = later(desk.now as Instant, 60 * minutes)
    for (const [loginId, agentId] of [
      ['one', ann],
      ['two', ann],
      ['bobs', bob],
    ] as const)
      desk.do({ do: 'startLogin', loginId: loginId as LoginId, agentId, secretHash: '', use: 'program', expiresAt })
    desk.available(ann).open(kims)
    ask(desk, ann)
    const facts = desk.do(use())
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['agent.passwordSet', 'login.ended', 'login.ended', 'agent.availabilitySet', 'chat.offerWithdrawn'],
    )
    assert.deepEqual(
      [...desk.state.logins.values()].map(({ id }) => id),
      ['bobs'],
    )
  })

  test('after 30 minutes the code is of no use, and then it is gone', () => {
    const desk = new RuleDesk()
    ask(desk, ann)
    desk.now += 30 * minutes
    assert.equal(refusalOf(desk), 'password.code-wrong')
    assert.deepEqual(
      desk.do({ do: 'passTime' }).map(({ type }) => type),
      ['agent.passwordResetExpired'],
    )
    assert.equal(desk.state.passwordResets.size, 0)
  })

  test('a new code takes the place of the old, and lasts from then', () => {
    const desk = new RuleDesk()
    ask(desk, ann, 'old')
    desk.pass(20 * minutes)
    ask(desk, ann, 'new')
    assert.equal(refusalOf(desk, 'old'), 'password.code-wrong')
    desk.pass(20 * minutes)
    assert.equal(refusalOf(desk, 'new'), null)
  })

  test('another’s code stays', () => {
    const desk = new RuleDesk()
    ask(desk, ann, 'anns')
    ask(desk, bob, 'bobs')
    desk.do(use('anns'))
    assert.equal(refusalOf(desk, 'bobs'), null)
  })

  test('a code nobody was sent is refused at its field, like one that is over', () => {
    const desk = new RuleDesk()
    ask(desk, ann)
    const refusal = desk.try(use('hash of another'), system)
    assert.ok('refused' in refusal)
    assert.equal(refusal.refused, 'invalid')
    assert.deepEqual(
      refusal.problems.map(({ field }) => field),
      ['code'],
    )
  })

  test('another address, another password or being disabled voids the code', () => {
    const login = 'anns' as LoginId
    for (const [command, actor] of [
      [{ do: 'changeAgent', agentId: ann, email: 'ann@example.net' }, undefined],
      [{ do: 'changeAgent', agentId: ann, enabled: false }, undefined],
      [{ do: 'changeAgent', agentId: ann, passwordHash: 'given' }, undefined],
      [{ do: 'setPassword', passwordHash: 'own', loginId: login }, agent(ann)],
    ] as const) {
      const desk = new RuleDesk()
      ask(desk, ann)
      desk.do(command, actor)
      assert.equal(desk.state.passwordResets.size, 0, JSON.stringify(command))
      assert.equal(refusalOf(desk), 'password.code-wrong')
    }
  })

  test('a change that leaves the address as it is leaves the code', () => {
    const desk = new RuleDesk()
    ask(desk, ann)
    desk.do({ do: 'changeAgent', agentId: ann, email: 'ann@example.org', name: 'Anna' })
    assert.equal(refusalOf(desk), null)
  })

  test('for nobody and for a disabled agent it cannot be asked', () => {
    const desk = new RuleDesk()

    const asked = (agentId: AgentId) =>
      ({ do: 'askPasswordReset', agentId, codeHash: 'x', expiresAt: desk.now as Instant }) as const
    desk.state.agents.noteAbsent('nobody')
    assert.equal(desk.refusal(asked('nobody' as AgentId), system), 'agent.not-found')
    desk.do({ do: 'changeAgent', agentId: ann, enabled: false })
    assert.equal(desk.refusal(asked(ann), system), 'agent.not-found')
  })

  test('only the desk itself asks for and uses codes', () => {
    const desk = new RuleDesk()
    ask(desk, ann)
    assert.equal(desk.refusal(use(), agent(ann)), 'desk-only')
    const expiresAt = desk.now as Instant
    const asked = { do: 'askPasswordReset', agentId: ann, codeHash: 'x', expiresAt } as const
    assert.equal(desk.refusal(asked, agent(ann)), 'desk-only')
  })

  test('the codes of a journal are nowhere but in `words`', () => {
    const desk = new RuleDesk()
    const events = [...ask(desk, ann), ...desk.do(use())]
    for (const { words: _, ...kept } of events as { words?: object }[])
      assert.doesNotMatch(JSON.stringify(kept), /hash of code|new/)
  })
})
