import { mustBeSystem } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, Instant, LoginId } from '../ids.ts'
import { refuse } from '../refusal.ts'

export interface StartLogin {
  readonly do: 'startLogin'
  readonly loginId: LoginId
  readonly agentId: AgentId
  readonly secretHash: string
  readonly use: 'page' | 'program'
  readonly expiresAt: Instant
}

/** An agent proved who they are. Signing in to the console as a member of a queue makes an offline agent available. */
export const startLogin: Verb<StartLogin> = (state, { loginId, agentId, secretHash, use, expiresAt }, actor, at) => {
  mustBeSystem(actor)
  const agent = state.agents.require(agentId)
  if (!agent.enabled) return refuse('not-signed-in', 'login.wrong')
  const facts: Fact[] = []
  for (const login of state.logins.values())
    if (login.agentId === agentId && login.expiresAt <= at)
      facts.push({ type: 'login.ended', loginId: login.id, agentId })
  facts.push({ type: 'login.started', loginId, agentId, use, expiresAt, words: { secretHash } })
  if (use === 'page' && agent.availability === 'offline' && state.queuesOf(agentId).size > 0)
    facts.push({ type: 'agent.availabilitySet', agentId, availability: 'available', awayReason: null, why: 'asked' })
  return facts
}
