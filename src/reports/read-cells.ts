import { CellMerger, type MergedCell } from '#domain/metrics/merge-cells.ts'
import type { TimeName } from '#domain/metrics/names.ts'
import type { MergedCellsQuery } from '#ports/store.ts'
import type { Bucket } from './period.ts'
import { piecesOf } from './pieces.ts'
import type { ReportSource } from './source.ts'

export interface CellsWanted {
  readonly buckets: readonly Bucket[]
  readonly of: MergedCellsQuery['of']
  /** Times of which percentiles will be told. */
  readonly percentilesOf: readonly TimeName[]
}

/** Cells merged by owner over all buckets, and by bucket over all owners: two views of the same cells. */
export interface CellsRead {
  readonly byOwner: ReadonlyMap<string, readonly MergedCell[]>
  readonly byBucket: ReadonlyMap<Bucket, readonly MergedCell[]>
  readonly all: readonly MergedCell[]
}

/** Reads piece by piece: between two of them the thread is free, and no more than the sums is ever in memory. */
export async function readCells(source: ReportSource, { buckets, of, percentilesOf }: CellsWanted): Promise<CellsRead> {
  const whole = new CellMerger(percentilesOf)
  const byBucket = new Map(buckets.map((bucket) => [bucket, new CellMerger(percentilesOf)]))
  for (const { bucket, from, to } of nobody(of) ? [] : piecesOf(buckets)) {
    if (from >= source.now) break
    for (const cell of await source.mergedCells({ from, to, of, now: source.now, percentilesOf })) {
      whole.add(cell)
      byBucket.get(bucket)?.add(ofNobody(cell))
    }
  }
  const all = whole.merged()
  return {
    all,
    byOwner: Map.groupBy(all, ({ agentId, queueId }) => agentId ?? queueId ?? ''),
    byBucket: new Map([...byBucket].map(([bucket, merger]) => [bucket, merger.merged()])),
  }
}

/** Owners apart would make a merger per bucket as large as the whole. */
function ofNobody(cell: MergedCell): MergedCell {
  return { ...cell, queueId: null, agentId: null }
}

function nobody(of: MergedCellsQuery['of']): boolean {
  return ('queueIds' in of ? of.queueIds : of.agentIds)?.length === 0
}
