import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Instant } from '#domain/ids.ts'
import type { AgentClock } from '#domain/metrics/agent-clock.ts'
import type { Cell } from '#domain/metrics/cell.ts'
import { clockWithin } from '#domain/metrics/clock-within.ts'
import { CellMerger, type MergedCell } from '#domain/metrics/merge-cells.ts'
import type { MergedCellsQuery, TagCount, TagCountsQuery } from '#ports/store.ts'

interface Line {
  readonly row: string
  readonly isClock: number
}

/** What a reader answers for reports: sums, so that a year's cells never leave this thread. Each question is one statement. */
export function reportQuestions(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql)
  // This index tells a queue's own cells from agents' without a look at the rows, of which an agent has ten times as many.
  const cells = (where: string) => `
    SELECT row, 0 AS isClock FROM intervals INDEXED BY intervals_by_agent
    WHERE slot_at >= ?1 AND slot_at < ?2 AND ${where}`
  const listed = 'IN (SELECT value FROM json_each(?3))'
  const clocks = 'UNION ALL SELECT row, 1 FROM agentClocks'
  const ofAllQueues = prepare(cells('agent_id IS NULL'))
  const ofQueues = prepare(cells(`agent_id IS NULL AND queue_id ${listed}`))
  const ofAllAgents = prepare(`${cells('agent_id IS NOT NULL')} ${clocks}`)
  const ofAgents = prepare(`${cells(`agent_id ${listed}`)} ${clocks} WHERE id ${listed}`)
  const tags = (index: string, where: string) =>
    prepare(`
      SELECT tag.value AS tagId, count(*) AS chatCount
      FROM chats INDEXED BY ${index}, json_each(chats.row, '$.tagIds') tag
      WHERE phase = 'closed' AND ended_at >= ?1 AND ended_at < ?2 ${where} GROUP BY tag.value`)
  const tagsOfAll = tags('chats_closed_by_end', '')
  const tagsOfQueues = tags('chats_closed_by_queue', `AND queue_id ${listed}`)

  const lines = ({ from, to, of }: MergedCellsQuery) => {
    const ids = 'queueIds' in of ? of.queueIds : of.agentIds
    const bounds: SQLInputValue[] = ids ? [from, to, JSON.stringify(ids)] : [from, to]
    if ('queueIds' in of) return (ids ? ofQueues : ofAllQueues).iterate(...bounds)
    return (ids ? ofAgents : ofAllAgents).iterate(...bounds)
  }

  return {
    mergedCells(query: MergedCellsQuery): MergedCell[] {
      const merger = new CellMerger(query.percentilesOf)
      const until = Math.min(query.now, query.to) as Instant
      for (const { row, isClock } of lines(query) as Iterable<unknown> as Iterable<Line>) {
        const cell = isClock ? clockWithin(JSON.parse(row) as AgentClock, query.from, until) : (JSON.parse(row) as Cell)
        if (cell) merger.add(cell)
      }
      return merger.merged()
    },
    tagCounts({ from, to, queueIds }: TagCountsQuery): TagCount[] {
      const found = queueIds ? tagsOfQueues.all(from, to, JSON.stringify(queueIds)) : tagsOfAll.all(from, to)
      return found as unknown as TagCount[]
    },
  }
}
