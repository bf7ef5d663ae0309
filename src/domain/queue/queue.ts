import type { AgentId, Instant, QueueId } from '../ids.ts'

export const strategyNames = ['broadcast', 'round-robin', 'least-busy', 'longest-idle'] as const
export type StrategyName = (typeof strategyNames)[number]

export interface QueueMember {
  readonly agentId: AgentId
}

/** What an administrator sets on a queue; durations in milliseconds. */
export interface QueueSettings {
  readonly name: string
  readonly enabled: boolean
  readonly strategy: StrategyName
  readonly members: readonly QueueMember[]
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
}

/** A line of waiting chats and the people behind it. */
export interface Queue extends QueueSettings {
  readonly id: QueueId
  readonly no: number
  readonly addedAt: Instant
  /** Round-robin's cursor: the number of the agent who was asked last. Stored, so that it survives a restart. */
  readonly lastAskedNo: number
}

export const defaultQueueSettings = {
  enabled: true,
  strategy: 'longest-idle',
  members: [],
  offerMs: 30_000,
  wrapUpMs: 60_000,
  retryMs: 30_000,
  maxWaitMs: 3_600_000,
  goneMs: 120_000,
} as const satisfies Omit<QueueSettings, 'name'>
