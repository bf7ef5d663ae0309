import { type AgentId, type ChatId, type Instant, later } from '../ids.ts'

export const roles = ['admin', 'agent'] as const
export type Role = (typeof roles)[number]

export const availabilities = ['available', 'busy', 'away', 'offline'] as const
/** What an agent sets; what they do just now (`inChat`, `wrapUp`, …) is derived and never stored. */
export type Availability = (typeof availabilities)[number]

export const awayReasons = ['lunch', 'meeting', 'break'] as const
export type AwayReason = (typeof awayReasons)[number]

/** A person who answers. */
export interface Agent {
  readonly id: AgentId
  readonly no: number
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly enabled: boolean
  /** How many chats at once: active, in wrap-up, and held out in an offer. */
  readonly capacity: number
  readonly availability: Availability
  readonly awayReason: AwayReason | null
  readonly availabilitySince: Instant
  /** Let an offer lapse (RONA): gets no offer until they set themselves available again. */
  readonly notResponding: boolean
  /** Has a live connection now. Programs may work without one, so false alone says nothing. */
  readonly live: boolean
  /** The last live connection broke then; null while connected, and for agents who never connected live. */
  readonly lostAt: Instant | null
  /** Since when nothing was offered to, accepted or finished by this agent. */
  readonly idleSince: Instant
  readonly addedAt: Instant
}

/** What an agent holds right now; derived from the chats, never stored. */
export interface Load {
  readonly id: AgentId
  /** Chats that count against capacity: active and in wrap-up. */
  readonly chats: number
  /** The chat that rings, a transfer included: at most one. */
  readonly ringing: ChatId | null
}

/** How long an agent whose connection is lost keeps their availability (H-24). */
const lostGraceMs = 60_000

/** When time sets a lost agent offline; null while nothing is due. */
export function agentDeadline(agent: Agent): Instant | null {
  return agent.lostAt !== null && agent.availability !== 'offline' ? later(agent.lostAt, lostGraceMs) : null
}
