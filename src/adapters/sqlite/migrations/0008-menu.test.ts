import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { first } from './0001-first.ts'
import { organisation } from './0002-organisation.ts'
import { menu } from './0008-menu.ts'

test('queues of before are not in the welcome menu, and their centre has no texts', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(first.sql)
  database.exec(organisation.sql)
  database.exec(`INSERT INTO queues (id, row) VALUES ('q', '{"id":"q","no":1,"name":"Sales","texts":{"None":"x"}}')`)
  database.exec(`INSERT INTO centre (id, row) VALUES ('centre', '{"id":"centre","name":"Ours"}')`)
  database.exec(menu.sql)
  const rowOf = (table: 'queues' | 'centre') =>
    JSON.parse(String(database.prepare(`SELECT row FROM ${table}`).get()?.['row'])) as unknown
  assert.deepEqual(rowOf('queues'), { id: 'q', no: 1, name: 'Sales', texts: { None: 'x' }, menu: null })
  assert.deepEqual(rowOf('centre'), { id: 'centre', name: 'Ours', texts: {} })
  database.close()
})
