import type { Cell } from '#domain/metrics/cell.ts'
import { closedCountOf } from '#domain/metrics/closed-count.ts'
import { measured } from '#domain/metrics/measured-time.ts'
import { ratingsOf } from '#domain/metrics/ratings.ts'
import { type Sum, sumOf } from '#domain/metrics/sum.ts'
import { rowOwners } from './named-rows.ts'
import { type Bucket, bucketsOf, type Period } from './period.ts'
import { type CellsRead, readCells } from './read-cells.ts'
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
  const buckets = bucketsOf(period)
  const ofQueues = await readCells(source, { buckets, of: { queueIds: scope.queueIds }, percentilesOf: [] })
  const ofAgents = await readCells(source, {
    buckets: [period],
    of: { agentIds: scope.agentIds },
    percentilesOf: [],
  })
  return {
    period,
    totals: numbersOf(sumOf(ofQueues.all)),
    series: buckets.map((bucket) => {
      return { bucket, numbers: numbersOf(sumOf(ofQueues.byBucket.get(bucket) ?? [])) }
    }),
    queues: busiest(source.queues, ofQueues, 'queuedCount', most).map(({ id, name, sum }) => {
      const { openedCount, answeredCount, averageWaitMs } = numbersOf(sum)
      return { queue: { id, name }, openedCount, answeredCount, averageWaitMs }
    }),
    agents: busiest(source.agents, ofAgents, 'handledCount', most).map(({ id, name, sum }) => {
      const { averageHandleMs, averageRating } = numbersOf(sum)
      return { agent: { id, name }, handledCount: sum.counts.handledCount ?? 0, averageHandleMs, averageRating }
    }),
  }
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
  { byOwner }: CellsRead,
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
