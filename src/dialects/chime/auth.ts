import type { FastifyRequest } from 'fastify'
import { agentOfApiKey, apiKeyIn, noteApiKeyUse } from '#desk/api-keys.ts'
import type { Actor } from '#domain/actor.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { ChimeParts } from './chime.ts'

/** Through which face it came, as the journal keeps it. */
export const via = 'chime'

/**
 * Who asks for what shows people or what was said: the agent of the API key (CH-11). Without a key nobody, unless the
 * centre is set to the vendor's openness (CH-12); a key that is sent must count even then.
 */
export async function callerOf(parts: ChimeParts, { headers: { authorization } }: FastifyRequest): Promise<Actor> {
  const key = apiKeyIn(authorization)
  if (key === undefined) {
    if (parts.settings.open && authorization === undefined) return { kind: 'system', via }
    throw new Refused(refuse('not-signed-in', 'api-key.needed'))
  }
  const agent = await parts.desk.ask((state) => agentOfApiKey(state, key, parts.ids))
  noteApiKeyUse(parts, key)
  return { kind: 'agent', agentId: agent.id, via }
}
