import type { BucketSum, SumsWanted } from '#domain/metrics/bucket-sums.ts'
import type { Cell } from '#domain/metrics/cell.ts'
import { closedCountOf } from '#domain/metrics/closed-count.ts'
import { measured } from '#domain/metrics/measured-time.ts'
import { queueCounts } from '#domain/metrics/names.ts'
import { ratingsOf } from '#domain/metrics/ratings.ts'
import { type Sum, sumOf } from '#domain/metrics/sum.ts'
import type { Stretch } from '#ports/store.ts'
import { bucketsOf, groupingFor, stretchesOf } from './grouping.ts'
import { rowOwners } from './named-rows.ts'
import type { Period } from './period.ts'
import type { Bucket } from './range.ts'
import { readSums } from './read-sums.ts'
import type { Named, ReportScope, ReportSource } from './source.ts'

/** What a dashboard shows of a stretch of time; durations in milliseconds, null where nothing was measured. */
export interface InsightNumbers {
  /** Entered the centre by a queue. */
  readonly openedCount: number
  readonly answeredCount: number
  readonly abandonedCount: number
  /** Ended, however: with an agent, given up, after hours, or before an agent was asked for. */
  readonly closedCount: number
  readonly messageCount: number
  /** Of all who left a queue for the first time. */
  readonly averageWaitMs: number | null
  readonly averageHandleMs: number | null
  readonly ratingCount: number
  readonly averageRating: number | null
}

export interface InsightQueue {
  readonly queue: Pick<Named<string>, 'id' | 'name'>
  readonly openedCount: number
  readonly answeredCount: number
  readonly averageWaitMs: number | null
}

export interface InsightAgent {
  readonly agent: Pick<Named<string>, 'id' | 'name'>
  readonly handledCount: number
  readonly averageHandleMs: number | null
  readonly averageRating: number | null
}

export interface Insight {
  readonly period: Period
  readonly totals: InsightNumbers
  readonly series: readonly { readonly bucket: Bucket; readonly numbers: InsightNumbers }[]
  /** Those to which most came, the first with most; none to which nothing came. */
  readonly queues: readonly InsightQueue[]
  /** Those who handled most. */
  readonly agents: readonly InsightAgent[]
}

/** The data of a dashboard over a period: totals, how they came about, and the busiest queues and agents. */
export async function insight(
  source: ReportSource,
  period: Period,
  scope: ReportScope,
  { most = 5 }: { readonly most?: number } = {},
): Promise<Insight> {
  const buckets = bucketsOf(period, groupingFor(period))
  const reads = [{ counts: [...queueCounts, 'handledCount' as const], times: ['queueTime', 'handleTime'] as const }]
  const whole = [{ ...period, bucket: 0 }]
  const ask = (of: 'queues' | 'agents', stretches: readonly Stretch[], by: SumsWanted['by']) =>
    readSums(source, { stretches, of, scope, by, reads })
  const overTime = await ask('queues', stretchesOf(buckets), { queue: false, agent: false })
  const ofQueues = await ask('queues', whole, { queue: true, agent: false })
  const ofAgents = await ask('agents', whole, { queue: false, agent: true })
  const byBucket = Map.groupBy(overTime, ({ bucket }) => bucket)
  return {
    period,
    totals: numbersOf(sumOf(overTime)),
    series: buckets.map((bucket, place) => {
      return { bucket, numbers: numbersOf(sumOf(byBucket.get(place) ?? [])) }
    }),
    queues: busiest(source.queues, Map.groupBy(ofQueues, ownerOf), 'queuedCount', most).map(({ id, name, sum }) => {
      const { openedCount, answeredCount, averageWaitMs } = numbersOf(sum)
      return { queue: { id, name }, openedCount, answeredCount, averageWaitMs }
    }),
    agents: busiest(source.agents, Map.groupBy(ofAgents, ownerOf), 'handledCount', most).map(({ id, name, sum }) => {
      const { averageHandleMs, averageRating } = numbersOf(sum)
      return { agent: { id, name }, handledCount: sum.counts.handledCount ?? 0, averageHandleMs, averageRating }
    }),
  }
}

function ownerOf({ queueId, agentId }: BucketSum): string {
  return agentId ?? queueId ?? ''
}

function numbersOf({ counts, times }: Pick<Cell, 'counts' | 'times'>): InsightNumbers {
  const { queuedCount = 0, answeredCount = 0, abandonedCount = 0 } = counts
  const { customerMessageCount = 0, agentMessageCount = 0 } = counts
  const ratings = ratingsOf(counts)
  return {
    openedCount: queuedCount,
    answeredCount,
    abandonedCount,
    closedCount: closedCountOf(counts),
    messageCount: customerMessageCount + agentMessageCount,
    averageWaitMs: measured(times.queueTime).average,
    averageHandleMs: measured(times.handleTime).average,
    ratingCount: ratings.count,
    averageRating: ratings.average,
  }
}

type Busy = Pick<Named<string>, 'id' | 'name'> & { readonly sum: Sum }

function busiest<Id extends string>(
  named: readonly Named<Id>[],
  byOwner: ReadonlyMap<string, readonly BucketSum[]>,
  by: 'queuedCount' | 'handledCount',
  most: number,
): Busy[] {
  const busy = rowOwners<Id, Named<Id>>(named, [], new Set(byOwner.keys())).map(({ id, name }) => {
    return { id, name, sum: sumOf(byOwner.get(id) ?? []) }
  })
  const countOf = ({ sum }: Busy) => sum.counts[by] ?? 0
  // Sorting keeps the order of those that are alike: by number.
  return busy
    .filter((one) => countOf(one) > 0)
    .sort((one, other) => countOf(other) - countOf(one))
    .slice(0, most)
}
