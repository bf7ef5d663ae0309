import type { Instant, TagId } from '#domain/ids.ts'
import { BucketSums } from '#domain/metrics/bucket-sums.ts'
import { clockWithin } from '#domain/metrics/clock-within.ts'
import type { DeskState } from '#domain/state.ts'
import type { SumsQuery, TagCountsQuery } from '#ports/store.ts'
import { type ReportSource, reportSource } from '#reports/source.ts'

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
    tagCounts: async ({ from, to, queueIds }: TagCountsQuery) => {
      const counts = new Map<TagId, number>()
      for (const chat of state.chats.values()) {
        if (chat.phase !== 'closed' || chat.endedAt < from || chat.endedAt >= to) continue
        if (queueIds && !queueIds.includes(chat.queueId)) continue
        for (const tagId of chat.tagIds) counts.set(tagId, (counts.get(tagId) ?? 0) + 1)
      }
      return [...counts].map(([tagId, chatCount]) => ({ tagId, chatCount }))
    },
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
