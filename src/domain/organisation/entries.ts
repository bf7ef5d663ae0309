import type { RoleName } from '../access/permission.ts'
import type { Flow } from '../flow/flow.ts'
import type { Hours } from '../hours/hours.ts'
import type {
  AgentId,
  AwayReasonId,
  BusinessUnitId,
  CannedResponseId,
  DispositionId,
  FlowId,
  GroupId,
  HoursId,
  Instant,
  RecipientId,
  ReportScheduleId,
  SkillId,
  TagGroupId,
  TagId,
  TeamId,
} from '../ids.ts'

/** A part of the company whose data others do not see. */
export interface BusinessUnit {
  readonly name: string
  /** When its queues are open that have no hours of their own; null: as the centre. */
  readonly hoursId: HoursId | null
}

/** Agents who work together, in exactly one unit. */
export interface Team {
  readonly name: string
  readonly unitId: BusinessUnitId | null
}

/** Teams of any units, taken together for rights and numbers. */
export interface Group {
  readonly name: string
  readonly teamIds: readonly TeamId[]
}

export type AuthorizationLevel =
  | { readonly kind: 'all' }
  | { readonly kind: 'unit'; readonly unitId: BusinessUnitId }
  | { readonly kind: 'team'; readonly teamId: TeamId }
  | { readonly kind: 'group'; readonly groupId: GroupId }

/** An agent has a role somewhere. */
export interface Authorization {
  readonly agentId: AgentId
  readonly level: AuthorizationLevel
  readonly role: RoleName
}

/** What an agent can be good at. */
export interface Skill {
  readonly name: string
}

/** Why an agent is away; the built-in ones are in `agent.ts`. */
export interface OwnAwayReason {
  readonly name: string
  /** Null: for all units. */
  readonly unitId: BusinessUnitId | null
  /** Agents can choose it; a disabled one stays on what happened. */
  readonly enabled: boolean
}

export interface TagGroup {
  readonly name: string
  /** Chats can be given its tags; those of a disabled group stay where they are. */
  readonly enabled: boolean
}

/** A free label on chats. */
export interface Tag {
  readonly name: string
  readonly groupId: TagGroupId | null
  /** Chats can be given it; a disabled one stays on those that have it. */
  readonly enabled: boolean
}

/** What a chat was about, or how it ended; the second level names its parent. */
export interface Disposition {
  readonly name: string
  /** Null: for all units. */
  readonly unitId: BusinessUnitId | null
  /** The disposition of which this is a sub-disposition; two levels, no more. */
  readonly parentId: DispositionId | null
  readonly enabled: boolean
}

/** Opening hours under a name. */
export interface NamedHours extends Hours {
  readonly name: string
}

/** A prepared text that agents send as it is or after a change. */
export interface CannedResponse {
  readonly name: string
  readonly text: string
}

/** Somebody who gets reports by mail. */
export interface Recipient {
  readonly name: string
  readonly email: string
}

export const reportGroupings = ['week', 'month'] as const
/** What a scheduled report is over: the whole week or month before it is sent. */
export type ReportGrouping = (typeof reportGroupings)[number]

/** A report that is mailed on some days of the week. */
export interface ReportSchedule {
  readonly recipientId: RecipientId
  /** The report's fixed number. */
  readonly reportNo: number
  readonly groupings: readonly ReportGrouping[]
  /** 1 is Monday. */
  readonly days: readonly number[]
  /** `HH:MM` in the centre's zone. */
  readonly time: string
  /** Who is told when it cannot be sent. */
  readonly ownerId: AgentId
}

/** Everything of the organisation that is a plain record under a name, by the table it is in. */
export interface EntrySettings {
  businessUnits: BusinessUnit
  teams: Team
  groups: Group
  authorizations: Authorization
  skills: Skill
  awayReasons: OwnAwayReason
  tagGroups: TagGroup
  tags: Tag
  dispositions: Disposition
  hours: NamedHours
  flows: Flow
  cannedResponses: CannedResponse
  recipients: Recipient
  reportSchedules: ReportSchedule
}
export type EntryTable = keyof EntrySettings
export const entryTables = [
  'businessUnits',
  'teams',
  'groups',
  'authorizations',
  'skills',
  'awayReasons',
  'tagGroups',
  'tags',
  'dispositions',
  'hours',
  'flows',
  'cannedResponses',
  'recipients',
  'reportSchedules',
] as const satisfies readonly EntryTable[]

interface EntryIds {
  businessUnits: BusinessUnitId
  skills: SkillId
  awayReasons: AwayReasonId
  tagGroups: TagGroupId
  tags: TagId
  dispositions: DispositionId
  teams: TeamId
  groups: GroupId
  hours: HoursId
  flows: FlowId
  cannedResponses: CannedResponseId
  recipients: RecipientId
  reportSchedules: ReportScheduleId
}
export type EntryId<Name extends EntryTable> = Name extends keyof EntryIds ? EntryIds[Name] : string

/** A stored entry. */
export type EntryOf<Name extends EntryTable> = EntrySettings[Name] & {
  readonly id: EntryId<Name>
  readonly no: number
  /** 1, 2, 3 … with every change. */
  readonly revision: number
  readonly addedAt: Instant
}
