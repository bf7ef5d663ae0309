import {
  type AgentId,
  type AwayReasonId,
  type ChatId,
  earliest,
  type Instant,
  later,
  type SkillId,
  type TeamId,
} from '../ids.ts'

export const roles = ['admin', 'agent'] as const
/** `admin` has every right in the whole centre; what else one may do comes from team and authorizations. */
export type Role = (typeof roles)[number]

export const availabilities = ['available', 'busy', 'away', 'offline'] as const
/** What an agent sets; what they do just now (`inChat`, `wrapUp`, …) is derived and never stored. */
export type Availability = (typeof availabilities)[number]

/** The reasons that are there from the start: At Lunch, In A Meeting, On Break, Supervisor Assigned (vendor-facts 2.2). */
export const builtInAwayReasons = [
  'lunch',
  'meeting',
  'break',
  'supervisor-assigned',
] as const satisfies readonly AwayReasonId[]

export const notificationNames = ['unassigned-chats-waiting'] as const
/** Of what an agent wishes to be told; their desktop reads it and does the telling. */
export type NotificationName = (typeof notificationNames)[number]

/** 1 is best. */
export interface SkillLevel {
  readonly skillId: SkillId
  readonly level: number
}

/** What personal data there is on an agent: kept in rows, never in the journal. */
export interface AgentWords {
  /** As customers and colleagues read it. */
  readonly name: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string
  readonly loginName: string | null
  readonly sipAddress: string | null
  readonly phone: string | null
  /** SHA-256 of the stored picture. */
  readonly photo: string | null
}

/** What is set on an agent by those who manage people. */
export interface AgentSettings {
  readonly role: Role
  /** How many chats at once: active, in wrap-up, and held out in an offer. */
  readonly capacity: number
  /** How many chats a day, from midnight in the centre's zone; 0: any number. */
  readonly maxPerDay: number
  readonly enabled: boolean
  /** Gone for good: stays in reports, and cannot be enabled again. */
  readonly gone: boolean
  readonly teamId: TeamId | null
  readonly locale: string | null
  readonly zone: string | null
  readonly skills: readonly SkillLevel[]
  readonly notifications: readonly NotificationName[]
}

/** Chats taken on one day. */
export interface Answered {
  readonly count: number
  /** Midnight, when the count begins anew. */
  readonly until: Instant
}

/** A person who answers. */
export interface Agent extends AgentWords, AgentSettings {
  readonly id: AgentId
  readonly no: number
  readonly availability: Availability
  /** A built-in name, or the id of an own one. */
  readonly awayReason: AwayReasonId | null
  readonly availabilitySince: Instant
  /** Takes no offers for the time being, whatever their availability; a supervisor's flag. */
  readonly suspended: boolean
  /** Let an offer lapse (RONA): gets no offer until they set themselves available again. */
  readonly notResponding: boolean
  /** Has a live connection now. Programs may work without one, so false alone says nothing. */
  readonly live: boolean
  /** The last live connection broke then; null while connected, and for agents who never connected live. */
  readonly lostAt: Instant | null
  /** Since when nothing was offered to, accepted or finished by this agent. */
  readonly idleSince: Instant
  /** When they last took a chat. */
  readonly lastAnsweredAt: Instant | null
  readonly answered: Answered
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

export const noWords: AgentWords = {
  name: '',
  firstName: null,
  lastName: null,
  email: '',
  loginName: null,
  sipAddress: null,
  phone: null,
  photo: null,
}

export const defaultAgentSettings: AgentSettings = {
  role: 'agent',
  capacity: 3,
  maxPerDay: 0,
  enabled: true,
  gone: false,
  teamId: null,
  locale: null,
  zone: null,
  skills: [],
  notifications: [],
}

/** Whether it is worth waiting for the agent, if only on a break. */
export function isAround({ enabled, suspended, availability }: Agent): boolean {
  return enabled && !suspended && availability !== 'offline'
}

/** Whether the agent took as many chats today as they may. */
export function hasDoneTheirDay({ maxPerDay, answered }: Agent): boolean {
  return maxPerDay > 0 && answered.count >= maxPerDay
}

/** When time does something to an agent: the grace of a lost connection ends (H-24), or their day. Null: nothing is due. */
export function agentDeadline(agent: Agent, lostGraceMs: number): Instant | null {
  return earliest(
    agent.lostAt !== null && agent.availability !== 'offline' ? later(agent.lostAt, lostGraceMs) : null,
    hasDoneTheirDay(agent) ? agent.answered.until : null,
  )
}

/** How well the agent knows a skill; null: not at all. */
export function levelOf({ skills }: Agent, skillId: SkillId): number | null {
  return skills.find((skill) => skill.skillId === skillId)?.level ?? null
}
