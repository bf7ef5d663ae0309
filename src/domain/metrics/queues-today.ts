import { earliest, type Instant, type QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Channel } from './cell.ts'
import { DaySums } from './day-sums.ts'
import { aheadOfNewcomer, oldestWait, takesChats } from './estimate-wait.ts'
import { ruleOf } from './fold.ts'
import { allLevels, type Level } from './levels.ts'
import { type MeasuredTime, measured } from './measured-time.ts'
import { type QueueCount, type QueueTime, queueCounts, queueTimes } from './names.ts'
import { type Ratings, ratingsOf } from './ratings.ts'
import { type ServiceLevel, serviceLevel } from './service-level.ts'
import type { ServiceLevelRule } from './service-level-rule.ts'

/** What happened in several queues since an instant, together; and what happens there now. */
export interface QueueMetrics {
  readonly counts: { readonly [name in QueueCount | BeforeAndAfter]: number }
  readonly times: { readonly [name in QueueTime]: MeasuredTime }
  /** The longest wait of all who left, or wait still. */
  readonly longestQueuedTime: number
  /** By the rule that was asked for. */
  readonly serviceLevel: ServiceLevel
  readonly ratings: Ratings
  /** Of the promises that could be judged, the share that was kept; null before there is one. */
  readonly promiseAccuracy: number | null
  readonly now: QueuesNow
}

/** By the thresholds that stood when each chat left. */
type BeforeAndAfter =
  | 'answeredBeforeSLACount'
  | 'answeredAfterSLACount'
  | 'abandonedBeforeSLACount'
  | 'abandonedAfterSLACount'
  | 'shortAbandonedCount'

export interface QueuesNow {
  /** In line, or ringing. */
  readonly waitingCount: number
  /** Since when the one waits who came first; null when nobody does. */
  readonly waitingSince: Instant | null
  readonly currentlyActiveCount: number
  readonly wrapUpCount: number
  readonly agentsAvailableCount: number
  readonly agentsOnlineCount: number
  readonly agentsIdleCount: number
}

/**
 * Sums over some queues from `sinceAt` (the beginning of a slot, at most 47 hours ago) until `now`. Without a rule the service level is
 * judged by the queue's own, and of several by the centre's.
 */
export function queueMetrics(
  state: DeskState,
  queueIds: Iterable<QueueId>,
  sinceAt: Instant,
  now: Instant,
  rule?: ServiceLevelRule,
): QueueMetrics {
  const ids = [...queueIds]
  return queuesAt(queuesToday(new DaySums(state, sinceAt), ids, rule ?? ruleOfAll(state, ids)), now)
}

/** The rule of one queue; of several the centre's. */
export function ruleOfAll(state: DeskState, queueIds: readonly QueueId[]): ServiceLevelRule {
  const [only] = queueIds
  return only && queueIds.length === 1 ? ruleOf(state, only) : state.settings.serviceLevel
}

/** The same without the waits that go on, which stand beside it as `now.waitingSince`: it changes only when something happens. */
export function queuesToday(sums: DaySums, queueIds: Iterable<QueueId>, rule: ServiceLevelRule): QueueMetrics {
  const { state, channel } = sums
  const ids = [...new Set(queueIds)].filter((id) => state.queues.get(id))
  const { counts, times, levels } = sums.ofQueues(ids)
  const { promisedCount = 0, keptCount = 0 } = counts
  return {
    counts: {
      ...(Object.fromEntries(queueCounts.map((name) => [name, counts[name] ?? 0])) as { [name in QueueCount]: number }),
      ...beforeAndAfter(allLevels(levels)),
    },
    times: Object.fromEntries(queueTimes.map((name) => [name, measured(times[name])])) as QueueMetrics['times'],
    longestQueuedTime: times.queueTime?.longestMs ?? 0,
    serviceLevel: serviceLevel(sums.cellsOf(ids), rule),
    ratings: ratingsOf(counts),
    promiseAccuracy: promisedCount > 0 ? keptCount / promisedCount : null,
    now: queuesNow(state, ids, channel),
  }
}

/** What happens in some queues now; null: by any channel. */
export function queuesNow(state: DeskState, queueIds: readonly QueueId[], channel: Channel | null): QueuesNow {
  // Whoever waits or talks now does so by chat.
  const chats = channel === null || channel === 'chat' ? chatsNow(state, queueIds) : nobodyNow
  return { ...chats, ...staff(state, queueIds) }
}

/** With the waits that go on counted in. */
export function queuesAt(metrics: QueueMetrics, now: Instant): QueueMetrics {
  const { waitingSince } = metrics.now
  if (waitingSince === null) return metrics
  return { ...metrics, longestQueuedTime: Math.max(metrics.longestQueuedTime, now - waitingSince) }
}

function beforeAndAfter(level: Level): { readonly [name in BeforeAndAfter]: number } {
  return {
    answeredBeforeSLACount: level.answeredBefore,
    answeredAfterSLACount: level.answeredAfter,
    abandonedBeforeSLACount: level.abandonedBefore,
    abandonedAfterSLACount: level.abandonedAfter,
    shortAbandonedCount: level.shortAbandoned,
  }
}

type ChatsNow = Omit<QueuesNow, keyof ReturnType<typeof staff>>

const nobodyNow: ChatsNow = { waitingCount: 0, waitingSince: null, currentlyActiveCount: 0, wrapUpCount: 0 }

function chatsNow(state: DeskState, ids: readonly QueueId[]): ChatsNow {
  let { waitingCount, waitingSince, currentlyActiveCount, wrapUpCount } = nobodyNow
  for (const id of ids) {
    waitingCount += aheadOfNewcomer(state, id)
    waitingSince = earliest(waitingSince, oldestWait(state, id))
    const { active, wrapUp } = state.queueLoads.of(id)
    currentlyActiveCount += active
    wrapUpCount += wrapUp
  }
  return { waitingCount, waitingSince, currentlyActiveCount, wrapUpCount }
}

function staff(state: DeskState, queueIds: readonly QueueId[]) {
  let agentsAvailableCount = 0
  let agentsOnlineCount = 0
  let agentsIdleCount = 0
  const agentIds = new Set(queueIds.flatMap((id) => state.queues.get(id)?.members.map(({ agentId }) => agentId) ?? []))
  for (const agentId of agentIds) {
    const agent = state.agents.get(agentId)
    if (!agent?.enabled || agent.availability === 'offline') continue
    agentsOnlineCount++
    if (!takesChats(agent)) continue
    agentsAvailableCount++
    if (state.load(agentId).chats === 0) agentsIdleCount++
  }
  return { agentsAvailableCount, agentsOnlineCount, agentsIdleCount }
}
