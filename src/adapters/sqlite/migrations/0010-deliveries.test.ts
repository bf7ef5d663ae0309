import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { first } from './0001-first.ts'
import { deliveries } from './0010-deliveries.ts'

test('chats of before have no address, as their customers were on a page', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(first.sql)
  const row = { id: 'chat', no: 1, phase: 'closed', queueId: 'queue', customerId: 'customer' }
  database.prepare('INSERT INTO chats (id, row) VALUES (?, ?)').run(row.id, JSON.stringify(row))
  database.exec(deliveries.sql)
  const stored = database.prepare('SELECT row FROM chats').get()?.['row']
  assert.deepEqual(JSON.parse(String(stored)), { ...row, address: null })
  database.close()
})
