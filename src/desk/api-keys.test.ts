import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { randomIds } from '#adapters/ids-random/random-ids.ts'
import type { AgentId } from '#domain/ids.ts'
import { Refused } from '#domain/refusal.ts'
import { agent, ann, bob, RuleDesk } from '../../tests/cast.ts'
import { agentOfApiKey, newApiKey } from './api-keys.ts'

function make(desk: RuleDesk, agentId: AgentId): string {
  const { key, keyId } = newApiKey(randomIds)
  desk.do({ do: 'makeApiKey', agentId, keyId }, agent(agentId))
  return key
}

/** Whose key it is, or what is said about it. */
function told(desk: RuleDesk, key: string): unknown {
  try {
    return agentOfApiKey(desk.state, key, randomIds).id
  } catch (error) {
    assert.ok(error instanceof Refused)
    return error.refusal
  }
}

const wrong = { refused: 'not-signed-in', code: 'api-key.wrong', facts: {}, problems: [] }

describe('who stands behind an API key', () => {
  test('its agent, in whichever case it is written', () => {
    const desk = new RuleDesk()
    const [anns, bobs] = [make(desk, ann), make(desk, bob)]
    assert.deepEqual([told(desk, anns), told(desk, bobs), told(desk, anns.toUpperCase())], [ann, bob, ann])
  })

  test('nobody, in the same words, when it is none, unknown, replaced, removed, or its agent is disabled or gone', () => {
    const desk = new RuleDesk()
    const replaced = make(desk, ann)
    const current = make(desk, ann)
    const bobs = make(desk, bob)
    const stored = [...desk.state.apiKeys.values()].map(({ id }) => id)
    const never = newApiKey(randomIds).key
    const bare = current.replaceAll('-', '')
    for (const key of ['', 'x', never, replaced, ...stored, bare, `{${current}}`, ` ${current}`, `${current}\n`])
      assert.deepEqual(told(desk, key), wrong, key)
    assert.equal(told(desk, current), ann)
    desk.do({ do: 'changeAgent', agentId: ann, enabled: false })
    assert.deepEqual(told(desk, current), wrong)
    desk.do({ do: 'changeAgent', agentId: ann, enabled: true })
    assert.equal(told(desk, current), ann)
    desk.do({ do: 'removeApiKey', agentId: ann }, agent(ann))
    desk.do({ do: 'changeAgent', agentId: bob, gone: true })
    for (const key of [current, bobs]) assert.deepEqual(told(desk, key), wrong)
  })

  test('what is stored does not tell the key', () => {
    const { key, keyId } = newApiKey(randomIds)
    assert.match(keyId, /^[A-Za-z0-9_-]{43}$/)
    for (const part of key.split('-')) assert.ok(!keyId.includes(part))
  })
})
