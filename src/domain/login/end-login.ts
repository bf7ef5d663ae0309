import { mustBeAgent } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { LoginId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { loginEnds } from './login-ends.ts'

export interface EndLogin {
  readonly do: 'endLogin'
  readonly loginId: LoginId
}

/** An agent signs out; with the last login of theirs they are offline. */
export const endLogin: Verb<EndLogin> = (state, { loginId }, actor, at) => {
  const { agent } = mustBeAgent(state, actor)
  const login = state.logins.require(loginId)
  if (login.agentId !== agent.id) return refuse('not-found', 'login.not-found')
  return loginEnds(state, login, 'asked', at)
}
