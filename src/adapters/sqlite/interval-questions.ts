import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { AvailabilityStretch } from '#domain/metrics/agent-clock.ts'
import type { Cell } from '#domain/metrics/cell.ts'
import type { IntervalsQuery, StretchesQuery } from '#ports/store.ts'

/** What a reader answers about numbers over time; each question is one statement. */
export function intervalQuestions(database: DatabaseSync) {
  const rows = <Row>(sql: string) => {
    const statement = database.prepare(sql)
    return (...parameters: SQLInputValue[]) =>
      statement.all(...parameters).map((line) => JSON.parse(line['row'] as string) as Row)
  }
  const cells = rows<Cell>(`
    SELECT row FROM intervals
    WHERE slot_at >= ?1 AND slot_at < ?2 AND CASE
      WHEN agent_id IS NULL THEN ?3 IS NULL OR queue_id IN (SELECT value FROM json_each(?3))
      ELSE ?4 IS NULL OR agent_id IN (SELECT value FROM json_each(?4))
    END
    ORDER BY slot_at, id`)
  // The stretches of one agent follow each other without overlap: at most one that began before the range reaches into it.
  const stretches = rows<AvailabilityStretch>(`
    SELECT row FROM availabilityStretches
    WHERE agent_id = ?1 AND from_at < ?3 AND until_at > ?2 AND from_at >= coalesce(
      (SELECT max(from_at) FROM availabilityStretches WHERE agent_id = ?1 AND from_at <= ?2), ?2)
    ORDER BY from_at`)

  return {
    intervals({ from, to, queueIds, agentIds }: IntervalsQuery): Cell[] {
      return cells(from, to, queueIds && JSON.stringify(queueIds), agentIds && JSON.stringify(agentIds))
    },
    availabilityStretches({ agentId, from, to }: StretchesQuery): AvailabilityStretch[] {
      return stretches(agentId, from, to)
    },
  }
}
