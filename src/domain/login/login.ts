import type { AgentId, Instant, LoginId } from '../ids.ts'

/**
 * Through what an agent signed in: `page` logins travel in a cookie and need the CSRF header, `program` logins are bearer
 * tokens, `desktop` is an agent desktop that speaks another product's API.
 */
export type LoginUse = 'page' | 'program' | 'desktop'

/** An agent signed in to an API; the secret half of the token is kept only as its SHA-256. */
export interface Login {
  readonly id: LoginId
  readonly agentId: AgentId
  readonly secretHash: string
  readonly use: LoginUse
  readonly startedAt: Instant
  readonly expiresAt: Instant
}

/** How an agent proves who they are: an argon2id hash in PHC form. */
export interface Credential {
  readonly id: AgentId
  readonly passwordHash: string
  readonly changedAt: Instant
}

/** A code that was mailed to an agent, with which they may set a new password once; kept only as its SHA-256. */
export interface PasswordReset {
  /** One for each agent: a new one takes the place of the old. */
  readonly id: AgentId
  readonly codeHash: string
  readonly expiresAt: Instant
}
