import { mustBeAgent, mustHave, seenAgent } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import { isRefusal, nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, AwayReasonId } from '../ids.ts'
import { type Refusal, refuse, refuseValue } from '../refusal.ts'
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

/** Code, field and what is accepted. */
export const reasonOnlyWhenAway = [
  'away-reason.not-away',
  'awayReason',
  'a reason only with availability away',
] as const

/** An agent says whether they take chats, or a supervisor says it for them. Available again clears *not responding*. */
export const setAvailability: Verb<SetAvailability> = (state, { agentId, availability, awayReason }, actor, at) => {
  const agent = seenAgent(state, actor, agentId)
  mustSetAvailability(state, actor, agent)
  const facts = availabilitySet(state, agent, { availability, awayReason })
  if (isRefusal(facts) || facts.length === 0 || availability === 'available') return facts
  return [...facts, ...stopRinging(state, agentId, at)]
}

/** Who may say it for this agent: they themselves, and supervisors where the agent stands. */
export function mustSetAvailability(state: DeskState, actor: Actor, agent: Agent): void {
  if (actor.kind !== 'system' && mustBeAgent(state, actor).agent.id !== agent.id)
    mustHave(state, actor, 'agents.setAvailability', state.rights.placeOf(agent))
}

/** What follows for the agent alone, as they stand or as another verb is about to make them; a chat that rings is not stopped here. */
export function availabilitySet(
  state: DeskState,
  agent: Agent,
  { availability, awayReason }: Pick<SetAvailability, 'availability' | 'awayReason'>,
): readonly Fact[] | Refusal {
  if (!agent.enabled && availability !== 'offline') return refuse('conflict', 'agent.disabled')
  if (awayReason && availability !== 'away') return refuseValue(...reasonOnlyWhenAway)
  if (awayReason && !canChoose(state, agent, awayReason))
    return refuseValue(
      'away-reason.unknown',
      'awayReason',
      `${builtInAwayReasons.join(', ')} or the id of an enabled reason of the agent's unit`,
    )
  const same = agent.availability === availability && agent.awayReason === awayReason
  if (same && !agent.notResponding && agent.lostAt === null) return nothing
  return [{ type: 'agent.availabilitySet', agentId: agent.id, availability, awayReason, why: 'asked' }]
}

function canChoose(state: DeskState, agent: Agent, reasonId: AwayReasonId): boolean {
  if (builtInAwayReasons.some((name) => name === reasonId)) return true
  const reason = state.awayReasons.get(reasonId)
  return !!reason?.enabled && (reason.unitId === null || reason.unitId === state.rights.unitOf(agent))
}
