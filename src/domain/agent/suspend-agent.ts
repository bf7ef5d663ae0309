import { mustHave, seenAgent } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { AgentId } from '../ids.ts'
import { stopRinging } from './stop-ringing.ts'

export interface SuspendAgent {
  readonly do: 'suspendAgent'
  readonly agentId: AgentId
}

export interface ResumeAgent {
  readonly do: 'resumeAgent'
  readonly agentId: AgentId
}

/** A supervisor takes an agent out of routing for the time being; chats they have stay theirs. */
export const suspendAgent: Verb<SuspendAgent> = (state, { agentId }, actor, at) => {
  const agent = seenAgent(state, actor, agentId)
  mustHave(state, actor, 'agents.setAvailability', state.rights.placeOf(agent))
  return agent.suspended ? nothing : [{ type: 'agent.suspended', agentId }, ...stopRinging(state, agentId, at)]
}

/** The agent is asked again. */
export const resumeAgent: Verb<ResumeAgent> = (state, { agentId }, actor) => {
  const agent = seenAgent(state, actor, agentId)
  mustHave(state, actor, 'agents.setAvailability', state.rights.placeOf(agent))
  return agent.suspended ? [{ type: 'agent.resumed', agentId }] : nothing
}
