import { mustBeSystem } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { AgentId } from '../ids.ts'

export interface NoteAgentPresence {
  readonly do: 'noteAgentPresence'
  readonly agentId: AgentId
  readonly present: boolean
}

/** The agent's last live connection broke, or the first one came (back). */
export const noteAgentPresence: Verb<NoteAgentPresence> = (state, { agentId, present }, actor) => {
  mustBeSystem(actor)
  const agent = state.agents.require(agentId)
  if (agent.live === present) return nothing
  return [present ? { type: 'agent.connected', agentId } : { type: 'agent.connectionLost', agentId }]
}
