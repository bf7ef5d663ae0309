import type { AgentId, BusinessUnitId, HoursId, Instant, QueueId, SkillId, TagId, TeamId } from '../ids.ts'
import type { ServiceLevelRule } from '../metrics/service-level-rule.ts'

export const strategyNames = [
  'broadcast',
  'round-robin',
  'least-busy',
  'longest-idle',
  'longest-since-answered',
  'best-match',
  'priority-tiers',
] as const
export type StrategyName = (typeof strategyNames)[number]

export const queueModes = ['testing', 'development', 'production'] as const

export interface QueueMember {
  readonly agentId: AgentId
  /** 1 is asked first, where the strategy goes by it. */
  readonly priority: number
  /** False: sees the queue's chats and may grab them, but is not offered any. */
  readonly receivesChats: boolean
}

/** A member as most are: of the first priority, and offered chats. */
export function member(agentId: AgentId): QueueMember {
  return { agentId, priority: 1, receivesChats: true }
}

/** What an agent must know to be offered a chat. */
export interface SkillNeed {
  readonly skillId: SkillId
  /** 1 is best: an agent of this level or better. */
  readonly weakestLevel: number
}

/** From so long a wait on only these skills are needed, whatever was before. */
export interface Relaxation {
  readonly afterMs: number
  readonly needs: readonly SkillNeed[]
}

/** When a chat moves on to another queue by itself, keeping the time it has waited. */
export type Overflow =
  /** It waited so long. */
  | { readonly when: 'waited'; readonly afterMs: number; readonly toQueueId: QueueId }
  /** It comes when so many wait already. */
  | { readonly when: 'length'; readonly length: number; readonly toQueueId: QueueId }
  /** The queue is closed. */
  | { readonly when: 'closed'; readonly toQueueId: QueueId }
  /** It waited so long and nobody who could take it is signed in. */
  | { readonly when: 'nobody'; readonly afterMs: number; readonly toQueueId: QueueId }

/** How a queue stands in the welcome menu. */
export interface MenuEntry {
  /** What customers read and may type. */
  readonly name: string
  /** 1 to 99: its place, and the number that customers type. */
  readonly index: number
}

/** What is set on a queue; durations in milliseconds. */
export interface QueueSettings {
  readonly name: string
  readonly description: string
  /** BCP 47. */
  readonly language: string | null
  readonly enabled: boolean
  readonly mode: (typeof queueModes)[number]
  readonly unitId: BusinessUnitId | null
  /** Teams of that unit whose authorizations cover the queue. */
  readonly teamIds: readonly TeamId[]
  readonly managerIds: readonly AgentId[]
  readonly reviewerIds: readonly AgentId[]
  readonly strategy: StrategyName
  readonly members: readonly QueueMember[]
  /** Minutes of waiting that a chat of this queue is ahead of others: who waits longest by that count is served first. */
  readonly priority: number
  readonly needs: readonly SkillNeed[]
  readonly relaxations: readonly Relaxation[]
  /** How long a returning customer waits for the agent of their last chat; 0: not at all. */
  readonly stickyMs: number
  /** How many may wait; null: any number. */
  readonly lengthLimit: number | null
  readonly overflows: readonly Overflow[]
  /** Null: as its unit, or else as the centre. */
  readonly hoursId: HoursId | null
  /** Chats still waiting at closing time end as `afterHours`; otherwise they stay until served. */
  readonly endsWaitingAtClosing: boolean
  /** How long an offer rings before it lapses. */
  readonly offerMs: number
  /** Paperwork time after a chat; 0 closes at once. */
  readonly wrapUpMs: number
  /** After how long agents who passed a chat over may be asked again. */
  readonly retryMs: number
  /** A waiting chat that nobody took is closed as abandoned after this long. */
  readonly maxWaitMs: number
  /** A waiting chat whose customer left the page is closed as abandoned after this long. */
  readonly goneMs: number
  /** A customer who owes the answer for so long is warned; null: never. */
  readonly idleWarnMs: number | null
  /** So long after the warning the chat is closed; null: never. */
  readonly idleCloseMs: number | null
  /** Wrap-up is finished only with a disposition. */
  readonly needsDisposition: boolean
  /** Tags that every chat of the queue gets. */
  readonly autoTagIds: readonly TagId[]
  /** Null: not in the welcome menu. */
  readonly menu: MenuEntry | null
  /** Texts by the names of `texts/`; for names that are not among them the centre's. */
  readonly texts: Readonly<Record<string, string>>
  /** Who counts as served in time; null: as the centre says. */
  readonly serviceLevel: ServiceLevelRule | null
}

/** A line of waiting chats and the people behind it. */
export interface Queue extends QueueSettings {
  readonly id: QueueId
  readonly no: number
  readonly addedAt: Instant
  /** Round-robin's cursor: the number of the agent who was asked last. Stored, so that it survives a restart. */
  readonly lastAskedNo: number
  /** A chat was opened or came here at least once. */
  readonly hadChats: boolean
  /** Whether its hours had it open when they last turned. */
  readonly open: boolean
  /** When they turn next; null: never. */
  readonly turnsAt: Instant | null
}

export const defaultQueueSettings = {
  description: '',
  language: null,
  enabled: true,
  mode: 'production',
  unitId: null,
  teamIds: [],
  managerIds: [],
  reviewerIds: [],
  strategy: 'longest-idle',
  members: [],
  priority: 0,
  needs: [],
  relaxations: [],
  stickyMs: 0,
  lengthLimit: null,
  overflows: [],
  hoursId: null,
  endsWaitingAtClosing: false,
  offerMs: 30_000,
  wrapUpMs: 60_000,
  retryMs: 30_000,
  maxWaitMs: 3_600_000,
  goneMs: 120_000,
  idleWarnMs: null,
  idleCloseMs: null,
  needsDisposition: false,
  autoTagIds: [],
  menu: null,
  texts: {},
  serviceLevel: null,
} as const satisfies Omit<QueueSettings, 'name'>
