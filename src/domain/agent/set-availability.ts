import { mustAdminister, mustBeAgent } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { AgentId } from '../ids.ts'
import { refuse, refuseValue } from '../refusal.ts'
import type { Availability, AwayReason } from './agent.ts'
import { stopRinging } from './stop-ringing.ts'

export interface SetAvailability {
  readonly do: 'setAvailability'
  readonly agentId: AgentId
  readonly availability: Availability
  /** Only with `away`. */
  readonly awayReason: AwayReason | null
}

/** An agent says whether they take chats, or an administrator says it for them. Available again clears *not responding*. */
export const setAvailability: Verb<SetAvailability> = (state, { agentId, availability, awayReason }, actor) => {
  if (actor.kind !== 'system' && mustBeAgent(state, actor).agent.id !== agentId) mustAdminister(state, actor)
  const agent = state.agents.require(agentId)
  if (!agent.enabled && availability !== 'offline') return refuse('conflict', 'agent.disabled')
  if (awayReason && availability !== 'away')
    return refuseValue('away-reason.not-away', 'awayReason', 'a reason only with availability away')
  const same = agent.availability === availability && agent.awayReason === awayReason
  if (same && !agent.notResponding && agent.lostAt === null) return nothing
  const set = { type: 'agent.availabilitySet', agentId, availability, awayReason, why: 'asked' } as const
  return availability === 'available' ? [set] : [set, ...stopRinging(state, agentId)]
}
