import { type Decision, nothing } from '../decision.ts'
import type { AgentId, Instant, LoginId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { loginEnds } from './login-ends.ts'

/** What time does to a login: it ends. */
export function loginDue(state: DeskState, loginId: LoginId, at: Instant): Decision {
  const login = state.logins.get(loginId)
  return login && login.expiresAt <= at ? loginEnds(state, login, 'login-expired', at) : nothing
}

/** What time does to a password's reset: its code is of no use any more. */
export function passwordResetDue(state: DeskState, agentId: AgentId, at: Instant): Decision {
  const reset = state.passwordResets.get(agentId)
  return reset && reset.expiresAt <= at ? [{ type: 'agent.passwordResetExpired', agentId }] : nothing
}
