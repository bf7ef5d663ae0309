import type { AgentId, Instant, LoginId } from '../ids.ts'

/** An agent signed in to an API; the secret half of the token is kept only as its SHA-256. */
export interface Login {
  readonly id: LoginId
  readonly agentId: AgentId
  readonly secretHash: string
  /** `page` logins travel in a cookie and need the CSRF header; `program` logins are bearer tokens. */
  readonly use: 'page' | 'program'
  readonly startedAt: Instant
  readonly expiresAt: Instant
}

/** How an agent proves who they are: an argon2id hash in PHC form. */
export interface Credential {
  readonly id: AgentId
  readonly passwordHash: string
  readonly changedAt: Instant
}
