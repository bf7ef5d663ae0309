import { mustBeAgent } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Instant, LoginId } from '../ids.ts'
import { refuse } from '../refusal.ts'

export interface ExtendLogin {
  readonly do: 'extendLogin'
  readonly loginId: LoginId
  readonly expiresAt: Instant
}

/** Less is not worth a line in the journal: programs that ask often extend with each question. */
const leastMs = 60_000

/** A login that is used lasts longer; never shorter, and what is over stays over. */
export const extendLogin: Verb<ExtendLogin> = (state, { loginId, expiresAt }, actor, at) => {
  const { agent } = mustBeAgent(state, actor)
  const login = state.logins.require(loginId)
  if (login.agentId !== agent.id || login.expiresAt <= at) return refuse('not-found', 'login.not-found')
  if (expiresAt < login.expiresAt + leastMs) return nothing
  return [{ type: 'login.extended', loginId, agentId: agent.id, expiresAt }]
}
