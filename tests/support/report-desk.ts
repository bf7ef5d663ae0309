import type { Instant, TagId } from '#domain/ids.ts'
import type { Cell } from '#domain/metrics/cell.ts'
import { clockWithin } from '#domain/metrics/clock-within.ts'
import { CellMerger } from '#domain/metrics/merge-cells.ts'
import type { DeskState } from '#domain/state.ts'
import type { MergedCellsQuery, TagCountsQuery } from '#ports/store.ts'
import { type ReportSource, reportSource } from '#reports/source.ts'

/** The source of reports over a desk without a disk, whose cells are all in memory. */
export function sourceInMemory(state: DeskState, now: number): ReportSource {
  const store = {
    mergedCells: async (query: MergedCellsQuery) => {
      const merger = new CellMerger(query.percentilesOf)
      for (const cell of state.intervals.values()) if (isWanted(cell, query)) merger.add(cell)
      for (const clock of state.agentClocks.values()) {
        const cell = clockWithin(clock, query.from, Math.min(query.to, query.now) as Instant)
        if (cell && isWanted({ ...cell, slotAt: query.from }, query)) merger.add(cell)
      }
      return merger.merged()
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

function isWanted(cell: Pick<Cell, 'slotAt' | 'queueId' | 'agentId'>, { from, to, of }: MergedCellsQuery): boolean {
  const { slotAt, queueId, agentId } = cell
  if (slotAt < from || slotAt >= to) return false
  if ('queueIds' in of) return agentId === null && (!of.queueIds || (queueId !== null && of.queueIds.includes(queueId)))
  return agentId !== null && (!of.agentIds || of.agentIds.includes(agentId))
}
