import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { first } from './0001-first.ts'
import { intervals } from './0004-intervals.ts'
import { numbers } from './0015-numbers.ts'

/** The rows of a table before and after, by id. */
function migrated(table: 'chats' | 'agentClocks', rows: readonly { readonly id: string }[]): Record<string, unknown> {
  const database = new DatabaseSync(':memory:')
  database.exec(first.sql)
  database.exec(intervals.sql)
  const insert = database.prepare(`INSERT INTO ${table} (id, row) VALUES (?, ?)`)
  for (const row of rows) insert.run(row.id, JSON.stringify(row))
  database.exec(numbers.sql)
  const lines = database.prepare(`SELECT id, row FROM ${table}`).all()
  database.close()
  return Object.fromEntries(lines.map(({ id, row }) => [id, JSON.parse(String(row)) as unknown]))
}

test('chats that had ended have no numbers, and chats that were open know that they will have none', () => {
  const chat = (no: number, phase: string, more = {}) => ({
    id: `${no}`,
    no,
    phase,
    queueId: 'q',
    customerId: 'c',
    ...more,
  })
  const rows = [
    chat(1, 'closed', { tally: { parts: 1 } }),
    chat(2, 'wrapUp'),
    chat(3, 'queued'),
    chat(4, 'active', { tally: { parts: 1, agents: { ann: { messages: 2 } } } }),
    chat(5, 'welcome'),
  ]
  const older = { isOlder: true }
  assert.deepEqual(migrated('chats', rows), {
    1: { ...rows[0], numbers: null },
    2: { ...rows[1], numbers: null },
    3: { ...rows[2], tally: older },
    4: { ...rows[3], tally: { parts: 1, agents: { ann: { messages: 2 } }, ...older } },
    5: { ...rows[4], tally: older },
  })
})

test('clocks of before offer and use no slots until the next event', () => {
  const clock = { id: 'ann', availability: 'available', settledAt: 5 }
  assert.deepEqual(migrated('agentClocks', [clock]), { ann: { ...clock, offeredSlots: 0, usedSlots: 0 } })
})
