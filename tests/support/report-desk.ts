import type { Instant } from '#domain/ids.ts'
import { BucketSums } from '#domain/metrics/bucket-sums.ts'
import { clockWithin } from '#domain/metrics/clock-within.ts'
import type { DeskState } from '#domain/state.ts'
import type { StretchesQuery, SumsQuery } from '#ports/store.ts'
import { type ReportSource, reportSource } from '#reports/source.ts'
import { endedChatsInMemory } from './ended-chats-in-memory.ts'

/** The source of reports over a desk without a disk, whose cells are all in memory. */
export function sourceInMemory(state: DeskState, now: number): ReportSource {
  const store = {
    sums: async (query: SumsQuery) => {
      const sums = new BucketSums(query)
      for (const { from, to, bucket } of query.stretches) {
        for (const cell of state.intervals.values())
          if (cell.slotAt >= from && cell.slotAt < to && isWanted(cell, query)) sums.add(bucket, cell)
        for (const clock of state.agentClocks.values()) {
          const cell = clockWithin(clock, from, Math.min(to, query.now) as Instant)
          if (cell && isWanted(cell, query)) sums.add(bucket, cell)
        }
      }
      return sums.sums()
    },
    ...endedChatsInMemory(state),
    availabilityStretches: async ({ agentId, from, to }: StretchesQuery) =>
      [...state.availabilityStretches.values()]
        .filter((stretch) => stretch.agentId === agentId && stretch.from < to && stretch.until > from)
        .sort((one, other) => one.from - other.from),
  }
  return reportSource(state, store, now as Instant)
}

/** Whether an owner's cells count. */
export function isWanted(
  { queueId, agentId }: { readonly queueId: string | null; readonly agentId: string | null },
  { of, queueIds, agentIds }: Pick<SumsQuery, 'of' | 'queueIds' | 'agentIds'>,
): boolean {
  if ((of === 'agents') !== (agentId !== null)) return false
  const isOfQueue = queueIds === null || queueId === null || queueIds.some((id) => id === queueId)
  return isOfQueue && (agentId === null || agentIds === null || agentIds.some((id) => id === agentId))
}
