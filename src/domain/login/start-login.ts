import { mustBeSystem } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, Instant, LoginId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { LoginUse } from './login.ts'

export interface StartLogin {
  readonly do: 'startLogin'
  readonly loginId: LoginId
  readonly agentId: AgentId
  readonly secretHash: string
  readonly use: LoginUse
  readonly expiresAt: Instant
}

/** An agent proved who they are. Signing in to a desktop as a member of a queue makes an offline agent available. */
export const startLogin: Verb<StartLogin> = (state, { loginId, agentId, secretHash, use, expiresAt }, actor) => {
  mustBeSystem(actor)
  const agent = state.agents.require(agentId)
  if (!agent.enabled) return refuse('not-signed-in', 'login.wrong')
  const started: Fact = { type: 'login.started', loginId, agentId, use, expiresAt, words: { secretHash } }
  if (use === 'program' || agent.availability !== 'offline' || state.queuesOf(agentId).size === 0) return [started]
  const available = { availability: 'available', awayReason: null, why: 'asked' } as const
  return [started, { type: 'agent.availabilitySet', agentId, ...available }]
}
