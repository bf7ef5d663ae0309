import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { test } from 'node:test'
import type { ChatView } from '#dialects/house/views.ts'
import { said, serviceDesk } from '../../../tests/support/chime.ts'
import type { SessionView } from './views.ts'

const path = '/Session/AddSeekerCommentRating'

/** A chat that Ann took, with what rates it. */
async function rated(t: TestContext) {
  const desk = await serviceDesk(t)
  const key = await desk.withKey(desk.owner)
  const { customer, no } = await desk.talking()
  const { SessionGuid } = await key.ok<SessionView>('GetSessionData', { sessionID: no })
  const close = () => customer.call('POST', `/chats/${customer.chatId}/close`)
  const rating = async () => {
    const { SessionRating, SeekerComment } = await key.ok<SessionView>('GetSessionData', { sessionID: no })
    return [SessionRating, SeekerComment]
  }
  const json = (body: object) => desk.chime.post(path, JSON.stringify(body))
  return { ...desk, key, customer, SessionGuid, close, rating, json }
}

test('CH-60: form-encoded, as jQuery posts it, without a key', async (t) => {
  const { chime, SessionGuid, close, rating } = await rated(t)
  await close()
  const form = new URLSearchParams({ SessionGuid, Rating: '1', Comment: 'Excellent! Thanks for the help' })
  const { status, json } = await chime.post(path, String(form), 'application/x-www-form-urlencoded; charset=UTF-8')
  assert.deepEqual([status, json], [200, true])
  assert.deepEqual(await rating(), [1, 'Excellent! Thanks for the help'])
})

test('CH-60: as JSON, names in any case, without a comment', async (t) => {
  const { json, SessionGuid, close, rating, owner, customer } = await rated(t)
  await close()
  assert.equal((await json({ sessionguid: SessionGuid.toUpperCase(), RATING: '5', comment: null })).status, 200)
  assert.deepEqual(await rating(), [5, null])
  const { body } = await owner.call<{ history: { what: string; by: object }[] }>(
    'GET',
    `/chats/${customer.chatId}/history`,
  )
  const by = body.history.find(({ what }) => what === 'chat.rated')?.by as { kind: string; via: string }
  assert.deepEqual([by.kind, by.via], ['customer', 'chime'])
})

test('CH-60: what is wrong is named', async (t) => {
  const { json, chime, SessionGuid, close } = await rated(t)
  await close()
  for (const Rating of [0, 6, 1.5, 'five', '', null])
    assert.equal(said(await json({ SessionGuid, Rating })), '400 Rating: a whole number from 1 to 5.')
  const Comment = 'x'.repeat(2_001)
  assert.equal(said(await json({ SessionGuid, Rating: 1, Comment })), '400 Comment: text of at most 2000 characters.')
  const twice = `SessionGuid=${SessionGuid}&Rating=1&Rating=5`
  assert.equal(said(await chime.post(path, twice, 'application/x-www-form-urlencoded')), '400 Rating: once.')
})

test('CH-61, CH-51: once, when it has ended; a guid that is nobody’s rates nothing', async (t) => {
  const { json, SessionGuid, close, rating, waiting, key, customer, owner } = await rated(t)
  const good = { SessionGuid, Rating: 5, Comment: 'Good' }
  assert.equal(said(await json(good)), '409 The session goes on: it is rated when it has ended.')
  await close()
  const last = SessionGuid.at(-1) === '0' ? '1' : '0'
  for (const guid of [
    1,
    'x',
    '24ed75efad153ee6c43',
    customer.chatId,
    SessionGuid.slice(0, -1) + last,
    `${SessionGuid}0`,
  ])
    assert.match(said(await json({ ...good, SessionGuid: guid })), /^404 SessionGuid: the one of a session/)
  assert.deepEqual(await rating(), [null, null])
  assert.equal((await json(good)).status, 200)
  assert.equal((await json(good)).status, 200, 'the same again')
  assert.equal(said(await json({ ...good, Rating: 1 })), '409 The session is rated already, and once only.')
  assert.deepEqual(await rating(), [5, 'Good'])

  const other = await waiting()
  const { SessionGuid: guid } = await key.ok<SessionView>('GetSessionData', { sessionID: other.no })
  await other.customer.call('POST', `/chats/${other.customer.chatId}/close`)
  assert.equal(
    said(await json({ ...good, SessionGuid: guid })),
    '409 Nobody answered in this session: there is nothing to rate.',
  )

  const { body } = await owner.call<{ chat: ChatView }>('GET', `/chats/${customer.chatId}`)
  assert.equal((await owner.call('POST', `/customers/${body.chat.customer.id}/erase`)).status, 200)
  assert.match(said(await json(good)), /^404 /, 'erased')
})
