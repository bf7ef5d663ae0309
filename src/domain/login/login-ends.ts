import type { Agent } from '../agent/agent.ts'
import { stopRinging } from '../agent/stop-ringing.ts'
import type { EventOf, Fact } from '../events.ts'
import type { AgentId, Instant, LoginId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Login } from './login.ts'

type Why = Extract<EventOf<'agent.availabilitySet'>['why'], 'asked' | 'login-expired'>

/** What follows when one login ends: with the last of theirs the agent is offline, and what rings for them stops. */
export function loginEnds(state: DeskState, { id, agentId }: Login, why: Why, at: Instant): Fact[] {
  const ended: Fact = { type: 'login.ended', loginId: id, agentId }
  return endLogins(state, agentId, id).length > 0 ? [ended] : [ended, ...goesOffline(state, agentId, why, at)]
}

/** What follows when all logins of an agent end at once. */
export function allLoginsEnd(state: DeskState, { id }: Agent, why: Why, at: Instant): Fact[] {
  const ended = endLogins(state, id)
  return ended.length > 0 ? [...ended, ...goesOffline(state, id, why, at)] : []
}

/** Ends the logins of an agent, all but one, and nothing else. */
export function endLogins(state: DeskState, agentId: AgentId, except?: LoginId): Fact[] {
  const facts: Fact[] = []
  for (const login of state.logins.values())
    if (login.agentId === agentId && login.id !== except)
      facts.push({ type: 'login.ended', loginId: login.id, agentId })
  return facts
}

function goesOffline(state: DeskState, agentId: AgentId, why: Why, at: Instant): Fact[] {
  if (state.agents.require(agentId).availability === 'offline') return []
  const offline = { availability: 'offline', awayReason: null, why } as const
  return [{ type: 'agent.availabilitySet', agentId, ...offline }, ...stopRinging(state, agentId, at)]
}
