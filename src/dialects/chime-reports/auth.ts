import type { FastifyRequest } from 'fastify'
import { agentOfApiKey, apiKeyIn, noteApiKeyUse } from '#desk/api-keys.ts'
import type { AgentActor } from '#domain/actor.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { ChimeReportsParts } from './chime-reports.ts'

/** Who asks: the agent of the API key, as whom the call is kept in the journal (CR-2). */
export async function callerOf(parts: ChimeReportsParts, { headers }: FastifyRequest): Promise<AgentActor> {
  const key = apiKeyIn(headers.authorization)
  if (key === undefined) throw new Refused(refuse('not-signed-in', 'api-key.needed'))
  const agent = await parts.desk.ask((state) => agentOfApiKey(state, key, parts.ids))
  noteApiKeyUse(parts, key)
  return { kind: 'agent', agentId: agent.id, via: 'chime-reports' }
}
