import type { AgentId, Instant, QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Cell } from './cell.ts'
import { aheadOfNewcomer, estimateWait, oldestWait, takesChats, type WaitEstimate } from './estimate-wait.ts'
import { ruleOf } from './fold.ts'
import { allLevels, type Level } from './levels.ts'
import { type MeasuredTime, measured } from './measured-time.ts'
import { type QueueCount, type QueueTime, queueCounts, queueTimes } from './names.ts'
import { type Ratings, ratingsOf } from './ratings.ts'
import { type ServiceLevel, serviceLevel } from './service-level.ts'
import type { ServiceLevelRule } from './service-level-rule.ts'
import { sumOf } from './sum.ts'

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
  readonly longestWaitMs: number
  readonly currentlyActiveCount: number
  readonly wrapUpCount: number
  readonly agentsAvailableCount: number
  readonly agentsOnlineCount: number
  readonly agentsIdleCount: number
  /** For who would come now; only when one queue is asked about. */
  readonly estimatedWait: WaitEstimate | null
}

/**
 * Sums over some queues from `sinceAt` (the beginning of a slot, at most 47 hours ago) until `now`. Without a rule the service level is
 * judged by the first queue's own.
 */
export function queueMetrics(
  state: DeskState,
  queueIds: Iterable<QueueId>,
  sinceAt: Instant,
  now: Instant,
  rule?: ServiceLevelRule,
): QueueMetrics {
  const ids = [...new Set(queueIds)].filter((id) => state.queues.get(id))
  const cells: Cell[] = []
  for (const id of ids) for (const cell of state.cells.ofQueue(id)) if (cell.slotAt >= sinceAt) cells.push(cell)
  const { counts, times, levels } = sumOf(cells)
  const sums = queueCounts.map((name) => [name, counts[name] ?? 0])
  const present = queuesNow(state, ids, now)
  const { promisedCount = 0, keptCount = 0 } = counts
  return {
    counts: {
      ...(Object.fromEntries(sums) as { [name in QueueCount]: number }),
      ...beforeAndAfter(allLevels(levels)),
    },
    times: Object.fromEntries(queueTimes.map((name) => [name, measured(times[name])])) as QueueMetrics['times'],
    longestQueuedTime: Math.max(times.queueTime?.longestMs ?? 0, present.longestWaitMs),
    serviceLevel: serviceLevel(cells, rule ?? ruleOf(state, ids[0] as QueueId)),
    ratings: ratingsOf(counts),
    promiseAccuracy: promisedCount > 0 ? keptCount / promisedCount : null,
    now: present,
  }
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

function queuesNow(state: DeskState, ids: readonly QueueId[], now: Instant): QueuesNow {
  const agentIds = new Set<AgentId>()
  let waiting = 0
  let since: number = now
  let active = 0
  let wrapUp = 0
  for (const id of ids) {
    for (const { agentId } of state.queues.get(id)?.members ?? []) agentIds.add(agentId)
    waiting += aheadOfNewcomer(state, id)
    since = Math.min(since, oldestWait(state, id) ?? now)
    const load = state.queueLoads.of(id)
    active += load.active
    wrapUp += load.wrapUp
  }
  const [only] = ids
  return {
    waitingCount: waiting,
    longestWaitMs: now - since,
    currentlyActiveCount: active,
    wrapUpCount: wrapUp,
    ...staff(state, agentIds),
    estimatedWait: only && ids.length === 1 ? estimateWait(state, only, aheadOfNewcomer(state, only), now) : null,
  }
}

function staff(state: DeskState, agentIds: Iterable<AgentId>) {
  let agentsAvailableCount = 0
  let agentsOnlineCount = 0
  let agentsIdleCount = 0
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
