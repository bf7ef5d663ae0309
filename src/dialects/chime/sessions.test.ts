import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceDesk } from '../../../tests/support/chime.ts'
import { keysInOrder } from '../../../tests/support/keys-in-order.ts'
import { documented } from './documented.ts'
import { sessionGuidOf } from './session-guid.ts'
import type { SessionView } from './views.ts'

const message = (text: string) => ({ message: { id: crypto.randomUUID(), text } })
const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('CH-4, CH-50, CH-52: a session that nobody took yet, as the sample prints it', async (t) => {
  const { owner, english, waiting, withKey } = await serviceDesk(t)
  const { no } = await waiting({ name: 'PMadden Seeker 6', ...message('I need my password reset.') })
  const session = await (await withKey(owner)).ok<SessionView>('GetSessionData', { sessionID: no })
  const names = (value: object) => keysInOrder({ ...value, ChatMessages: null })
  assert.deepEqual(names(session), names(documented.GetSessionData))
  const { SessionGuid, ChatMessages, ...rest } = session
  assert.match(SessionGuid, guidForm)
  assert.deepEqual(ChatMessages, [
    {
      MessageID: 1,
      SentTime: '2026-01-05T09:00:00',
      From: 'Seeker',
      Name: 'PMadden Seeker 6',
      Text: 'I need my password reset.',
      FileName: null,
    },
  ])
  assert.deepEqual(rest, {
    QueueID: english.no,
    QueueName: 'Service Desk English',
    AgentFullName: 'No expert assigned',
    SeekerName: 'PMadden Seeker 6',
    Question: 'I need my password reset.',
    SessionStartTime: '2026-01-05T09:00:00',
    SeekerWaitTime: null,
    ConnectedTime: null,
    SessionID: no,
    Resolved: false,
    SessionRating: null,
    SeekerComment: null,
    Tags: [],
    AgentComments: [],
  })
})

test('CH-50, CH-51, CH-52: one that is over, with all that was said, noted and chosen', async (t) => {
  const { owner, ann, centre, waiting, withKey } = await serviceDesk(t)
  const key = await withKey(owner)
  const { customer, no } = await waiting({ name: 'Kim', ...message('Hello') })
  const read = () => key.ok<SessionView>('GetSessionData', { sessionID: no })
  const before = (await read()).SessionGuid
  centre.clock.pass(12_340)
  const chat = `/chats/${customer.chatId}`
  assert.equal((await ann.call('POST', `${chat}/accept`)).status, 200)
  const said = { id: crypto.randomUUID(), text: 'Hello Kim' }
  assert.equal((await ann.call('POST', `${chat}/messages`, said)).status, 201)
  const tag = await owner.call<{ entry: { id: string } }>('POST', '/tags', { name: 'Password' })
  for (const [path, body] of [
    ['asides', { id: crypto.randomUUID(), kind: 'note', text: 'Is a friend' }],
    ['tags', { tagIds: [tag.body.entry.id] }],
    ['resolved', { resolved: true }],
  ] as const) {
    const { status } = await ann.call(path === 'resolved' ? 'PUT' : 'POST', `${chat}/${path}`, body)
    assert.ok(status < 300, `${path}: ${status}`)
  }
  await customer.call('POST', `${chat}/close`)
  await customer.call('POST', `${chat}/rating`, { score: 4, comment: 'Quick' })
  const { ChatMessages, AgentComments, Tags, ...rest } = await read()
  assert.deepEqual(
    ChatMessages.map(({ From, Name, Text }) => [From, Name, Text]),
    [
      ['Seeker', 'Kim', 'Hello'],
      ['Agent', 'Ann', 'Hello Kim'],
    ],
  )
  assert.deepEqual(
    AgentComments.map(({ AgentFullName, Comment, CreatedTime }) => [AgentFullName, Comment, CreatedTime]),
    [['Ann', 'Is a friend', '2026-01-05T09:00:12.34']],
  )
  assert.deepEqual(Tags, [{ TagID: 1, Text: 'Password' }])
  assert.equal(rest.SessionGuid, before, 'the same over the life of the chat')
  assert.deepEqual(
    [
      rest.AgentFullName,
      rest.SeekerWaitTime,
      rest.ConnectedTime,
      rest.Resolved,
      rest.SessionRating,
      rest.SeekerComment,
    ],
    ['Ann', '00:00:12.3400000', '2026-01-05T09:00:12.34', true, 4, 'Quick'],
  )
})

test('CH-11, CH-53: who may not read a chat gets none, and a look at a stranger’s stands in the history', async (t) => {
  const { owner, ann, bob, talking, withKey } = await serviceDesk(t)
  const { customer, no } = await talking()
  assert.match(await (await withKey(bob)).refused('GetSessionData', { sessionID: no }), /^404 sessionID/)
  const looks = async () => {
    const { body } = await owner.call<{ history: { what: string; by: { id: string; via: string } }[] }>(
      'GET',
      `/chats/${customer.chatId}/history`,
    )
    return body.history.filter(({ what }) => what === 'chat.looked').map(({ by }) => [by.id, by.via])
  }
  await (await withKey(ann)).ok('GetSessionData', { sessionID: no })
  assert.deepEqual(await looks(), [], 'her own')
  await (await withKey(owner)).ok('GetSessionData', { sessionID: no })
  assert.deepEqual(await looks(), [[owner.id, 'chime']])
})

test('CH-51: the guid follows from the secret, not from the chat; without a secret there is none', () => {
  const chat = { id: 'a' as never, no: 258 }
  const guid = sessionGuidOf({ ...chat, secretHash: 'one' })
  assert.match(guid, guidForm)
  assert.ok(guid.startsWith('00000102-'))
  const others = ['two', 'One', 'one '].map((secretHash) => sessionGuidOf({ ...chat, secretHash }).slice(9))
  assert.equal(new Set([guid.slice(9), ...others]).size, 4)
  assert.equal(sessionGuidOf({ ...chat, secretHash: '' }), '')
})
