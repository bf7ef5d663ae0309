/** One count for each score that a customer can give. */
export const ratingCounts = ['rating1Count', 'rating2Count', 'rating3Count', 'rating4Count', 'rating5Count'] as const
export type RatingCount = (typeof ratingCounts)[number]

/**
 * What is counted on a queue, each in the slot of the fact that brings it. A transfer never counts a chat again as queued or
 * answered (`docs/metrics.md` has every definition).
 */
export const queueCounts = [
  'queuedCount',
  'offeredCount',
  'ronaCount',
  'ronaChatCount',
  'answeredCount',
  'abandonedCount',
  'abandonedAfterTransferCount',
  'completedCount',
  'transferredInCount',
  'transferredOutCount',
  'deflectedCount',
  'afterHoursCount',
  'overflowedInCount',
  'overflowedOutCount',
  'customerMessageCount',
  'agentMessageCount',
  'promisedCount',
  'keptCount',
  'earlyCount',
  ...ratingCounts,
] as const
export type QueueCount = (typeof queueCounts)[number]

/** Durations measured on a queue. `queueTime` is of all who left it, `speedOfAnswer` and `abandonTime` are its two parts. */
export const queueTimes = [
  'queueTime',
  'speedOfAnswer',
  'abandonTime',
  'transferQueueTime',
  'talkTime',
  'holdTime',
  'afterCallTime',
  'handleTime',
  'firstResponseTime',
  'responseTime',
] as const
export type QueueTime = (typeof queueTimes)[number]

/** What is counted of an agent, in a queue. */
export const agentCounts = [
  'offeredCount',
  'ronaCount',
  'declinedCount',
  'answeredCount',
  'takenCount',
  'transferredCount',
  'transferredInCount',
  'consultCount',
  'handledCount',
  'messageCount',
  ...ratingCounts,
] as const
export type AgentCount = (typeof agentCounts)[number]

/** Durations of an agent's work, in a queue. */
export const workTimes = [
  'talkTime',
  'holdTime',
  'afterCallTime',
  'handleTime',
  'firstResponseTime',
  'responseTime',
] as const
export type WorkTime = (typeof workTimes)[number]

/**
 * Stretches of an agent's day, in no queue. `inChatTime` is with at least one active chat, `wrapUpTime` with only paperwork,
 * `idleTime` available with neither. Time offline is what remains of the wall clock and is never stored: a month's holiday would be
 * three thousand rows.
 */
export const stretchTimes = [
  'availableTime',
  'busyTime',
  'awayTime',
  'notRespondingTime',
  'inChatTime',
  'wrapUpTime',
  'idleTime',
] as const
export type StretchTime = (typeof stretchTimes)[number]

/**
 * Time × slots of an agent's day, totals only: for how many chats they could be asked, whatever they hold, and how many they
 * hold. Used ÷ offered is their utilisation.
 */
const slotTimes = ['offeredSlotTime', 'usedSlotTime'] as const

/** Everything that an agent's clock measures. */
export const dayTimes = [...stretchTimes, ...slotTimes] as const
export type DayTime = (typeof dayTimes)[number]

export type CountName = QueueCount | AgentCount
export type TimeName = QueueTime | WorkTime | DayTime
