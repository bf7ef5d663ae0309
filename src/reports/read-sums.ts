import type { BucketSum, SumsWanted } from '#domain/metrics/bucket-sums.ts'
import { thresholdsOf } from '#domain/metrics/levels.ts'
import type { Stretch, SumsQuery } from '#ports/store.ts'
import type { Reads } from './measure.ts'
import { piecesOf } from './pieces.ts'
import type { ReportScope, ReportSource } from './source.ts'

export interface SumsAsked {
  readonly stretches: readonly Stretch[]
  readonly of: 'queues' | 'agents'
  readonly scope: ReportScope
  /** Whose sums stay apart. */
  readonly by: SumsWanted['by']
  readonly reads: readonly Reads[]
}

/**
 * What the cells of a scope come to by bucket and owner, as far as they are read for some measures. A bucket that lies in several
 * pieces has a sum of each.
 */
export async function readSums(
  source: ReportSource,
  { stretches, of, scope, by, reads }: SumsAsked,
): Promise<BucketSum[]> {
  const judgedAs = [...new Set([source.rule, ...source.queues.map(({ rule }) => rule)].map(thresholdsOf))]
  const wanted = { by, judgedAs, ...readTogether(reads) }
  const owners = ownersIn(scope, of)
  if (Object.values(owners).some((ids) => ids?.length === 0)) return []
  const pieces = piecesOf(stretches, source.now).values()
  const found: BucketSum[][] = []
  // Two pieces at a time: one is read while the other is told.
  const readOn = async () => {
    for (const piece of pieces)
      found.push(await source.store.sums({ ...wanted, stretches: piece, of, ...owners, now: source.now }))
  }
  await Promise.all([readOn(), readOn()])
  return found.flat()
}

/** Of whom numbers are read: of queues, or of agents and their work in some queues or in all. */
export function ownersIn(
  { queueIds, agentIds, workIn }: ReportScope,
  of: 'queues' | 'agents',
): Pick<SumsQuery, 'queueIds' | 'agentIds'> {
  return of === 'queues' ? { queueIds, agentIds: null } : { queueIds: workIn, agentIds }
}

/** Everything that any of them reads, once. */
function readTogether(reads: readonly Reads[]): Pick<SumsWanted, 'counts' | 'times' | 'percentilesOf' | 'levels'> {
  return {
    counts: [...new Set(reads.flatMap(({ counts = [] }) => counts))],
    times: [...new Set(reads.flatMap(({ times = [] }) => times))],
    percentilesOf: [...new Set(reads.flatMap(({ percentilesOf = [] }) => percentilesOf))],
    levels: reads.some(({ levels }) => levels),
  }
}
