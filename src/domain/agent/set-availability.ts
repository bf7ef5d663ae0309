import { mustBeAgent, mustHave, seenAgent } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { AgentId, AwayReasonId } from '../ids.ts'
import { refuse, refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { type Agent, type Availability, builtInAwayReasons } from './agent.ts'
import { stopRinging } from './stop-ringing.ts'

export interface SetAvailability {
  readonly do: 'setAvailability'
  readonly agentId: AgentId
  readonly availability: Availability
  /** Only with `away`. */
  readonly awayReason: AwayReasonId | null
}

/** An agent says whether they take chats, or a supervisor says it for them. Available again clears *not responding*. */
export const setAvailability: Verb<SetAvailability> = (state, { agentId, availability, awayReason }, actor, at) => {
  const agent = seenAgent(state, actor, agentId)
  if (actor.kind !== 'system' && mustBeAgent(state, actor).agent.id !== agentId)
    mustHave(state, actor, 'agents.setAvailability', state.rights.placeOf(agent))
  if (!agent.enabled && availability !== 'offline') return refuse('conflict', 'agent.disabled')
  if (awayReason && availability !== 'away')
    return refuseValue('away-reason.not-away', 'awayReason', 'a reason only with availability away')
  if (awayReason && !canChoose(state, agent, awayReason))
    return refuseValue(
      'away-reason.unknown',
      'awayReason',
      `${builtInAwayReasons.join(', ')} or the id of an enabled reason of the agent's unit`,
    )
  const same = agent.availability === availability && agent.awayReason === awayReason
  if (same && !agent.notResponding && agent.lostAt === null) return nothing
  const set = { type: 'agent.availabilitySet', agentId, availability, awayReason, why: 'asked' } as const
  return availability === 'available' ? [set] : [set, ...stopRinging(state, agentId, at)]
}

function canChoose(state: DeskState, agent: Agent, reasonId: AwayReasonId): boolean {
  if (builtInAwayReasons.some((name) => name === reasonId)) return true
  const reason = state.awayReasons.get(reasonId)
  return !!reason?.enabled && (reason.unitId === null || reason.unitId === state.rights.unitOf(agent))
}
