import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { first } from './0001-first.ts'
import { customers } from './0005-customers.ts'

test('customers of before get the new fields, and of several with one address the first is found by it', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(first.sql)
  const add = database.prepare('INSERT INTO customers (id, row) VALUES (?, ?)')
  for (const [no, email] of [
    [2, 'Kim@Example.org '],
    [1, 'kim@example.org'],
    [3, null],
    [4, ' '],
  ] as const)
    add.run(`customer-${no}`, JSON.stringify({ id: `customer-${no}`, no, name: null, email, addedAt: 1 }))
  database.exec(customers.sql)

  const keys = database.prepare('SELECT row FROM customerKeys').all()
  assert.deepEqual(
    keys.map(({ row }) => JSON.parse(String(row)) as unknown),
    [{ id: 'email:kim@example.org', customerId: 'customer-1' }],
  )
  const row = database.prepare("SELECT row FROM customers WHERE id = 'customer-3'").get()?.['row']
  assert.deepEqual(JSON.parse(String(row)), {
    ...{ id: 'customer-3', no: 3, name: null, email: null, addedAt: 1, phone: null, externalId: null },
    ...{ fields: {}, verified: false, mergedIntoId: null, mergedIds: [], erasedAt: null },
  })
  database.close()
})
