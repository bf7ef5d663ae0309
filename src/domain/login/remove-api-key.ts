import { lacksForKeyOf, mustBeAgent, seenAgent } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { AgentId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { apiKeyOf } from './api-key.ts'

export interface RemoveApiKey {
  readonly do: 'removeApiKey'
  readonly agentId: AgentId
}

/** An agent's key is dead from now on. Who has none loses none: asked twice, nothing more happens. */
export const removeApiKey: Verb<RemoveApiKey> = (state, { agentId }, actor) => {
  const owner = seenAgent(state, actor, agentId)
  const { agent } = mustBeAgent(state, actor)
  const permission = lacksForKeyOf(state, agent.id, owner)
  if (permission) return refuse('not-allowed', 'permission.missing', { permission })
  const key = apiKeyOf(state, agentId)
  return key ? [{ type: 'apiKey.removed', agentId, keyId: key.id }] : nothing
}
