import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChatView } from '#dialects/house/views.ts'
import { listsOf, unreadCount, waitsSince } from './lists.ts'

const chat = (fields: Partial<ChatView> & { readonly no: number }) =>
  ({ id: String(fields.no), waitingSince: null, own: null, agentId: null, acceptedAt: null, ...fields }) as ChatView
const own = (unansweredSince: number | null, lastSeq = 0, read = 0) =>
  ({
    unansweredSince,
    lastSeq,
    marks: { agent: { delivered: 0, read }, customer: { delivered: 0, read: 0 } },
  }) as NonNullable<ChatView['own']>

test('every chat stands in exactly one list, whoever waits longest first', () => {
  const chats = [
    chat({ no: 1, phase: 'queued', waitingSince: 50 }),
    chat({ no: 2, phase: 'offered', waitingSince: 20 }),
    chat({ no: 3, phase: 'active', agentId: 'me', own: own(null) }),
    chat({ no: 4, phase: 'active', agentId: 'me', own: own(70) }),
    chat({ no: 5, phase: 'active', agentId: 'other' }),
    chat({ no: 6, phase: 'wrapUp', agentId: 'me', own: own(null) }),
  ]
  const lists = listsOf(chats, 'me')
  assert.deepEqual(
    lists.waiting.map(({ no }) => no),
    [2, 1],
  )
  assert.deepEqual(
    lists.mine.map(({ no }) => no),
    [4, 3, 6],
  )
  assert.deepEqual(
    lists.team.map(({ no }) => no),
    [5],
  )
})

test('a chat waits in line, or for an answer, or not at all; what was read is not unread', () => {
  assert.equal(waitsSince(chat({ no: 1, waitingSince: 5 })), 5)
  assert.equal(waitsSince(chat({ no: 1, own: own(7) })), 7)
  assert.equal(waitsSince(chat({ no: 1 })), null)
  assert.equal(unreadCount(chat({ no: 1, phase: 'active', own: own(1, 9, 4) })), 5)
  assert.equal(unreadCount(chat({ no: 1, phase: 'wrapUp', own: own(1, 9, 4) })), 0)
})
