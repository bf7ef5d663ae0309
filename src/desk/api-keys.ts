import { system } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { ApiKeyId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { Ids } from '#ports/ids.ts'
import type { Desk } from './desk.ts'

const keyForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What an `Authorization` header brings as a key: a bearer token; undefined where it brings none. */
export function apiKeyIn(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
}

/** A new key, to be shown once, and the id it is made under. */
export function newApiKey(ids: Ids): { readonly key: string; readonly keyId: ApiKeyId } {
  const key = ids.guid()
  return { key, keyId: keyIdOf(key, ids) }
}

/**
 * The agent whose key it is. Refused `api-key.wrong`, in the same words whether it is no key, was never made, was replaced
 * or removed, or its agent is disabled.
 */
export function agentOfApiKey(state: DeskState, key: string, ids: Ids): Agent {
  const row = keyForm.test(key) ? state.apiKeys.get(keyIdOf(key, ids)) : null
  const agent = row && state.agents.get(row.agentId)
  if (!agent?.enabled) throw new Refused(refuse('not-signed-in', 'api-key.wrong'))
  return agent
}

export interface ApiKeyUseParts {
  readonly desk: Desk
  readonly ids: Ids
  readonly warn: (problem: string, error: unknown) => void
}

/** Notes that a program came with the key. Nobody waits for it, and no call fails because it could not be noted. */
export function noteApiKeyUse({ desk, ids, warn }: ApiKeyUseParts, key: string): void {
  desk
    .execute(system, { do: 'noteApiKeyUse', keyId: keyIdOf(key, ids) }, { answer: () => null })
    .catch((error: unknown) => {
      // A desk that stops, or whose commit failed, says so itself.
      if (!(error instanceof Refused)) warn('the use of an API key could not be noted', error)
    })
}

/** What a key is stored under; it does not tell the key. GUIDs are the same in any case. */
function keyIdOf(key: string, ids: Ids): ApiKeyId {
  return ids.digest(`api-key ${key.toLowerCase()}`) as ApiKeyId
}
