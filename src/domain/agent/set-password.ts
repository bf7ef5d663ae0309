import { mustBeAgent } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { LoginId } from '../ids.ts'
import { endLogins } from '../login/login-ends.ts'

export interface SetPassword {
  readonly do: 'setPassword'
  readonly passwordHash: string
  /** The login that asks stays; every other one ends. */
  readonly loginId: LoginId
}

/** An agent sets their own password; the old one was checked before. */
export const setPassword: Verb<SetPassword> = (state, { passwordHash, loginId }, actor) => {
  const { agent } = mustBeAgent(state, actor)
  return [
    { type: 'agent.passwordSet', agentId: agent.id, words: { passwordHash } },
    ...endLogins(state, agent.id, loginId),
  ]
}
