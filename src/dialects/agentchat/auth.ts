import { createHash, timingSafeEqual } from 'node:crypto'
import type { AgentActor } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { Instant, LoginId } from '#domain/ids.ts'
import type { Login } from '#domain/login/login.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'

/** The agent behind a session token. */
export interface Caller {
  readonly actor: AgentActor
  readonly agent: Agent
  readonly login: Login
}

const tokenForm = /^[0-9a-f]{32}$/i

/** What a token is stored under: its login's id, and what must match; neither tells the token (AC-11). */
export function storedAs(token: string): { readonly loginId: LoginId; readonly secretHash: string } {
  const digest = (what: string) => createHash('sha256').update(`agentchat ${what} ${token.toLowerCase()}`)
  const id = digest('login').digest('hex')
  const loginId = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20, 32)}`
  return { loginId: loginId as LoginId, secretHash: digest('secret').digest('base64url') }
}

/** Who stands behind a token; stops with *not signed in* when nobody does any more (AC-10). */
export function callerOf(state: DeskState, token: unknown, now: Instant): Caller {
  if (typeof token !== 'string' || !tokenForm.test(token)) throw notSignedIn()
  const { loginId, secretHash } = storedAs(token)
  const login = state.logins.find(loginId)
  if (!login || !sameText(login.secretHash, secretHash) || login.expiresAt <= now) throw notSignedIn()
  const agent = state.agents.get(login.agentId)
  if (!agent?.enabled) throw notSignedIn()
  return { actor: { kind: 'agent', agentId: agent.id, via: 'agentchat' }, agent, login }
}

const keyForm = /^agent\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/i

/** Who stands behind a token that a program got from our own API, given as `apikey`; stops like `callerOf` (AC-40). */
export function callerOfKey(state: DeskState, key: unknown, now: Instant): Caller {
  const [, loginId, secret] = (typeof key === 'string' && keyForm.exec(key)) || []
  const login = loginId && secret ? state.logins.find(loginId.toLowerCase()) : null
  if (!login || !secret || login.use !== 'program' || login.expiresAt <= now) throw notSignedIn()
  const secretHash = createHash('sha256').update(secret).digest('base64url')
  const agent = sameText(login.secretHash, secretHash) ? state.agents.get(login.agentId) : null
  if (!agent?.enabled) throw notSignedIn()
  return { actor: { kind: 'agent', agentId: agent.id, via: 'agentchat' }, agent, login }
}

/** What is told to who has no session, or one that ended. */
export function notSignedIn(): Refused {
  return new Refused(refuse('not-signed-in', 'login.needed'))
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
