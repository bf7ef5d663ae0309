import { mustBeSystem } from '../access/may.ts'
import type { Agent } from '../agent/agent.ts'
import type { Verb } from '../decision.ts'
import type { AgentId, Instant } from '../ids.ts'
import { refuse, refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { allLoginsEnd } from './login-ends.ts'

export interface AskPasswordReset {
  readonly do: 'askPasswordReset'
  readonly agentId: AgentId
  readonly codeHash: string
  readonly expiresAt: Instant
}

export interface ResetPassword {
  readonly do: 'resetPassword'
  readonly codeHash: string
  readonly passwordHash: string
}

/** Somebody says they are this agent and forgot the password: a code goes to the agent's address, and any earlier one is void. */
export const askPasswordReset: Verb<AskPasswordReset> = (state, { agentId, codeHash, expiresAt }, actor) => {
  mustBeSystem(actor)
  if (!state.agents.require(agentId).enabled) return refuse('not-found', 'agent.not-found')
  return [{ type: 'agent.passwordResetAsked', agentId, expiresAt, words: { codeHash } }]
}

/** Whoever has the code sets the password, once; whoever is signed in with the old one is signed out. */
export const resetPassword: Verb<ResetPassword> = (state, { codeHash, passwordHash }, actor, at) => {
  mustBeSystem(actor)
  const agent = agentOfCode(state, codeHash, at)
  if (!agent) return codeWrong
  const { id: agentId } = agent
  return [{ type: 'agent.passwordSet', agentId, words: { passwordHash } }, ...allLoginsEnd(state, agent, 'asked', at)]
}

/** Whose password a code may set at that instant; null when nobody's. */
export function agentOfCode(state: DeskState, codeHash: string, at: Instant): Agent | null {
  for (const reset of state.passwordResets.values()) {
    if (reset.codeHash !== codeHash || reset.expiresAt <= at) continue
    const agent = state.agents.get(reset.id)
    if (agent?.enabled) return agent
  }
  return null
}

/** One answer for a code that never was, is over, was used or was replaced. */
export const codeWrong = refuseValue('password.code-wrong', 'code', 'the code of the latest mail, within 30 minutes')
