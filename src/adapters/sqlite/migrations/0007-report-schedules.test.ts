import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { migrations } from './index.ts'

test('agents of before are told of nothing, and tags and groups of before are enabled', () => {
  const database = new DatabaseSync(':memory:')
  const run = (from: number, to: number) => {
    for (const { no, sql } of migrations) if (no > from && no <= to) database.exec(sql)
  }
  const row = (table: string) =>
    JSON.parse(String(database.prepare(`SELECT row FROM ${table}`).get()?.['row'])) as object
  run(0, 6)
  for (const table of ['agents', 'tags', 'tagGroups'])
    database.prepare(`INSERT INTO ${table} (id, row) VALUES (?, ?)`).run('a', JSON.stringify({ id: 'a', no: 1 }))
  run(6, 7)
  assert.deepEqual(row('agents'), { id: 'a', no: 1, notifications: [] })
  for (const table of ['tags', 'tagGroups']) assert.deepEqual(row(table), { id: 'a', no: 1, enabled: true })
  database.close()
})
