import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageView } from '#dialects/house/views.ts'
import { linesOf } from './lines.ts'

const noon = new Date(2030, 0, 15, 12).getTime()
const said = (seq: number, kind: 'customer' | 'agent', at: number) =>
  ({ kind: 'text', seq, at, author: { kind, id: kind, name: kind }, text: '' }) as unknown as MessageView
const marks = { customer: { delivered: 3, read: 2 }, agent: { delivered: 0, read: 0 } }

test('what one author says in a row stands together until somebody else speaks or time goes by', () => {
  const lines = linesOf(
    [
      said(1, 'customer', noon),
      said(2, 'customer', noon + 60_000),
      said(3, 'agent', noon + 61_000),
      said(4, 'agent', noon + 600_000),
    ],
    null,
  )
  assert.deepEqual(
    lines.map(({ first, last }) => [first, last]),
    [
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ],
  )
})

test('within a row each last message with a state bears it', () => {
  const lines = linesOf(
    [2, 3, 4, 5].map((seq) => said(seq, 'agent', noon + seq)),
    marks,
  )
  assert.deepEqual(
    lines.map(({ state, last }) => [state, last]),
    [
      ['read', true],
      ['delivered', true],
      ['stored', false],
      ['stored', true],
    ],
  )
})

test('a day begins with its first message, and a row never goes over midnight', () => {
  const midnight = new Date(2030, 0, 16).getTime()
  const lines = linesOf([said(1, 'agent', midnight - 1_000), said(2, 'agent', midnight + 1_000)], null)
  assert.deepEqual(
    lines.map(({ newDay, first }) => [newDay, first]),
    [
      [true, true],
      [true, true],
    ],
  )
})
