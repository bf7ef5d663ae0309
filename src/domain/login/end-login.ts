import { mustBeAgent } from '../access/may.ts'
import { stopRinging } from '../agent/stop-ringing.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { LoginId } from '../ids.ts'
import { refuse } from '../refusal.ts'

export interface EndLogin {
  readonly do: 'endLogin'
  readonly loginId: LoginId
}

/** An agent signs out; with the last login of theirs they are offline. */
export const endLogin: Verb<EndLogin> = (state, { loginId }, actor, at) => {
  const { agent } = mustBeAgent(state, actor)
  const login = state.logins.require(loginId)
  if (login.agentId !== agent.id) return refuse('not-found', 'login.not-found')
  const facts: Fact[] = [{ type: 'login.ended', loginId, agentId: agent.id }]
  for (const other of state.logins.values()) if (other.agentId === agent.id && other.id !== loginId) return facts
  if (agent.availability !== 'offline') {
    const offline = { availability: 'offline', awayReason: null, why: 'asked' } as const
    facts.push({ type: 'agent.availabilitySet', agentId: agent.id, ...offline }, ...stopRinging(state, agent.id, at))
  }
  return facts
}
