import { lacksForKeyOf, mustBeAgent, seenAgent } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { AgentId, ApiKeyId } from '../ids.ts'
import { refuse } from '../refusal.ts'

export interface MakeApiKey {
  readonly do: 'makeApiKey'
  readonly agentId: AgentId
  readonly keyId: ApiKeyId
}

/** An agent gets a key for a program, their own or from who manages them; the one they had is dead from then on. */
export const makeApiKey: Verb<MakeApiKey> = (state, { agentId, keyId }, actor) => {
  const owner = seenAgent(state, actor, agentId)
  const { agent } = mustBeAgent(state, actor)
  const permission = lacksForKeyOf(state, agent.id, owner)
  if (permission) return refuse('not-allowed', 'permission.missing', { permission })
  if (owner.gone) return refuse('conflict', 'agent.gone')
  if (!owner.enabled) return refuse('conflict', 'agent.disabled')
  if (state.apiKeys.get(keyId)) return refuse('conflict', 'api-key.id-used')
  return [{ type: 'apiKey.made', agentId, keyId, madeBy: agent.id }]
}
