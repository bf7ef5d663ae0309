import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '#domain/ids.ts'
import { metricsInMemoryMs } from '#domain/metrics/let-go.ts'
import { numbered, organisationTables, type Rows, type TableName } from '#domain/tables.ts'
import type { Stored } from '#ports/store.ts'

/** Reads what the desk keeps in memory, in one transaction. */
export function readStored(database: DatabaseSync, at: Instant): Stored {
  const value = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0]
  const rows = <Name extends TableName>(table: Name, rest: string, ...parameters: number[]): Rows[Name][] => {
    const lines = database.prepare(`SELECT row FROM ${table} ${rest}`).all(...parameters)
    return lines.map((line) => JSON.parse(line.row as string) as Rows[Name])
  }
  const lastNo = (name: string) => (value(`SELECT last FROM numbers WHERE name = '${name}'`) ?? 0) as number

  database.exec('BEGIN')
  try {
    return {
      epoch: value("SELECT value FROM meta WHERE name = 'epoch'") as string,
      position: (value('SELECT max(position) FROM journal') ?? 0) as number,
      lastNo: Object.fromEntries(numbered.map((name) => [name, lastNo(name)])) as Stored['lastNo'],
      organisation: Object.fromEntries(
        organisationTables.map((name) => [name, rows(name, 'ORDER BY id')]),
      ) as unknown as Stored['organisation'],
      agents: rows('agents', 'ORDER BY no'),
      credentials: rows('credentials', 'ORDER BY id'),
      logins: rows('logins', 'ORDER BY id'),
      passwordResets: rows('passwordResets', 'ORDER BY id'),
      apiKeys: rows('apiKeys', 'ORDER BY id'),
      queues: rows('queues', 'ORDER BY no'),
      reportRuns: rows(
        'reportRuns',
        `WHERE state = 'pending' OR (schedule_id, due_at) IN
          (SELECT id, (SELECT max(due_at) FROM reportRuns WHERE schedule_id = reportSchedules.id) FROM reportSchedules)
        ORDER BY id`,
      ),
      chats: rows('chats', "WHERE phase <> 'closed' ORDER BY no"),
      customers: rows('customers', "WHERE id IN (SELECT customer_id FROM chats WHERE phase <> 'closed') ORDER BY no"),
      // By `+id`, since otherwise all of a year's cells are read in order of their ids for the few of two days.
      intervals: rows('intervals', 'WHERE slot_at >= ? ORDER BY +id', at - metricsInMemoryMs),
      agentClocks: rows('agentClocks', 'ORDER BY id'),
      queuePaces: rows('queuePaces', 'ORDER BY id'),
      deliveries: rows('deliveries', "WHERE state = 'pending' ORDER BY position"),
    }
  } finally {
    database.exec('COMMIT')
  }
}
