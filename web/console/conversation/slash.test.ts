import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filled, matching, slashAt } from './slash.ts'

const responses = [
  { id: '1', name: 'Greeting', text: 'Good day!' },
  { id: '2', name: 'Return policy', text: 'You can send everything back within 30 days.' },
  { id: '3', name: 'Rückgabe', text: 'Alles kann zurück.' },
]
const names = (query: string) => matching(responses, query).map(({ name }) => name)

test('a slash asks for a response at the start of the text or of a word, up to the caret', () => {
  assert.deepEqual(slashAt('/', 1), { start: 0, query: '' })
  assert.deepEqual(slashAt('Hello /ret pol', 14), { start: 6, query: 'ret pol' })
  assert.deepEqual(slashAt('Hello\n/gr, and more', 9), { start: 6, query: 'gr' })
  assert.deepEqual(slashAt('/one /two', 9), { start: 5, query: 'two' })
})

test('a slash within a word, before a space, on an earlier line or behind the caret asks for nothing', () => {
  for (const text of ['and/or', '5 / 6', '/greeting\nmore', 'https://example.org', 'no slash', `/${'x'.repeat(41)}`])
    assert.equal(slashAt(text, text.length), null, text)
  assert.equal(slashAt('a /b', 2), null)
})

test('every typed word begins a word of the name or of the text, case and accents aside, names first', () => {
  assert.deepEqual(names(''), ['Greeting', 'Return policy', 'Rückgabe'])
  assert.deepEqual(names('pol RET'), ['Return policy'])
  assert.deepEqual(names('ruck'), ['Rückgabe'])
  assert.deepEqual(names('day'), ['Greeting', 'Return policy'])
  assert.deepEqual(names('g ba'), [])
  assert.deepEqual(names('etc'), [])
})

test('variables are filled where the value is known, and stay where it is not', () => {
  const values = { CUSTOMERNAME: 'Kim', ExpertFullName: 'Ann', ChatID: null }
  assert.equal(filled('#CUSTOMERNAME#, @Model.ExpertFullName: #ChatID# #1#', values), 'Kim, Ann: #ChatID# #1#')
})
