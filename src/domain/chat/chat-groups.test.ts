import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChatGroup, ChatGroups } from './chat-groups.ts'

const group = (value: string, chatCount = 1): ChatGroup => {
  return { values: [value], chatCount, answeredCount: 1, ratingCount: 0, scoreSum: 0, example: value, times: 2 }
}

test('groups of the same values add up and keep the first example', () => {
  const groups = new ChatGroups()
  for (const example of ['One', 'Two']) groups.add({ ...group('a'), example })
  groups.add({ ...group('a'), values: ['a', null] })
  assert.deepEqual(groups.all(), [
    { values: ['a'], chatCount: 2, answeredCount: 2, ratingCount: 0, scoreSum: 0, example: 'One', times: 4 },
    { ...group('a'), values: ['a', null] },
  ])
})

test('of more groups than may be kept those with the fewest chats are forgotten', () => {
  const groups = new ChatGroups(4)
  for (const [value, count] of [
    ['rare', 1],
    ['often', 9],
    ['sometimes', 5],
    ['seldom', 2],
    ['new', 3],
    ['last', 1],
  ] as const)
    groups.add(group(value, count))
  assert.deepEqual(
    groups.all().map(({ values: [value] }) => value),
    ['often', 'sometimes', 'last'],
  )
})
