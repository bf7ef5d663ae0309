import { system } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { Instant, LoginId } from '#domain/ids.ts'
import type { LoginUse } from '#domain/login/login.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Desk } from './desk.ts'
import type { DoorLimits, Limit } from './limits.ts'

export interface SignInParts {
  readonly desk: Desk
  readonly passwords: Passwords
  readonly limits: DoorLimits
}

/** Who somebody says they are, and from where. */
export interface Knock {
  /** An e-mail address or a login name. */
  readonly name: string
  readonly password: string
  /** The network address that asks. */
  readonly address: string
}

/** The login that begins when the password is right: the caller makes its id and its secret, and says how long it lasts. */
export interface NewLogin {
  readonly loginId: LoginId
  readonly secretHash: string
  readonly use: LoginUse
  readonly expiresAt: Instant
}

export interface SignedIn {
  /** As they are once signed in. */
  readonly agent: Agent
  readonly loginId: LoginId
  readonly expiresAt: Instant
}

/**
 * Signs an agent in, for every API alike. Refused `login.too-many` with the wait, or `login.wrong`: after the same time and in
 * the same words whether the name or the password is wrong, or the agent is disabled.
 */
export async function signIn(
  { desk, passwords, limits }: SignInParts,
  { name, password, address }: Knock,
  { loginId, secretHash, use, expiresAt }: NewLogin,
): Promise<SignedIn> {
  takeEach([limits.signIn.perAddress, address], [limits.signIn.perName, name.toLowerCase()])
  const agent = agentNamed(desk.state, name)
  const known = (agent?.enabled && desk.state.credentials.get(agent.id)?.passwordHash) || null
  if (!(await passwords.matches(password, known)) || !agent) throw new Refused(refuse('not-signed-in', 'login.wrong'))
  const command = { do: 'startLogin', loginId, agentId: agent.id, secretHash, use, expiresAt } as const
  const signedIn = await desk.execute(system, command, { answer: (state) => state.agents.require(agent.id) })
  return { agent: signedIn, loginId, expiresAt }
}

/** The agent with that e-mail address or login name: nobody's is another's. */
export function agentNamed(state: DeskState, name: string): Agent | null {
  const wanted = name.toLowerCase()
  for (const agent of state.agents.values())
    if (agent.email.toLowerCase() === wanted || agent.loginName?.toLowerCase() === wanted) return agent
  return null
}

/** Takes one of each limit in turn; refused `login.too-many` by the first that has none left. */
export function takeEach(...wanted: readonly (readonly [limit: Limit, key: string])[]): void {
  for (const [limit, key] of wanted) {
    const wait = limit.take(key)
    if (wait !== null) throw new Refused(refuse('too-many', 'login.too-many', { retryAfterMs: wait }))
  }
}
