import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { Problem } from '#dialects/house/views.ts'
import type { ChatId } from '#domain/ids.ts'
import { Centre } from '../support/centre.ts'

/** The owner talks with Kim, and has a canned response. */
async function open(t: TestContext) {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  const kim = centre.customer()
  await kim.open({ name: 'Kim' })
  assert.equal((await owner.call('POST', `/chats/${kim.chatId}/accept`)).status, 200)
  const made = await owner.call<{ entry: { id: string } }>('POST', '/canned-responses', { name: 'Hi', text: 'Hello.' })
  assert.equal(made.status, 201)
  const uses = async () => {
    assert.equal((await owner.call('POST', `/chats/${kim.chatId}/close`)).status, 200)
    const chat = centre.app.desk.state.chats.require(kim.chatId as ChatId)
    assert.ok('numbers' in chat && chat.numbers)
    return chat.numbers.cannedResponses
  }
  return { centre, owner, kim, messages: `/chats/${kim.chatId}/messages`, id: made.body.entry.id, uses }
}

test('H-180 H-181 an agent says which canned response a message was made from, and the chat keeps how often', async (t) => {
  const { centre, owner, kim, messages, id, uses } = await open(t)
  const wrong = async (asked: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await asked
    const { code, errors } = body as Problem
    return [status, code, errors?.map(({ field }) => field)]
  }
  const message = (more: object) => ({ id: randomUUID(), ...more })
  const before = centre.app.desk.state.position
  const text = 'Hello!'
  const unknown = [422, 'canned-response.unknown', ['cannedResponseId']]
  const cannedResponseId = randomUUID()
  assert.deepEqual(await wrong(owner.call('POST', messages, message({ text, cannedResponseId }))), unknown)
  assert.deepEqual(await wrong(kim.call('POST', messages, message({ text, cannedResponseId: id }))), unknown)
  for (const value of ['x', 5, null])
    assert.deepEqual(
      (await wrong(owner.call('POST', messages, message({ text, cannedResponseId: value })))).flat().slice(0, 3),
      [422, 'input.wrong', 'cannedResponseId'],
    )
  assert.equal(centre.app.desk.state.position, before)

  const posted = message({ text, cannedResponseId: id })
  assert.equal((await owner.call('POST', messages, posted)).status, 201)
  assert.equal((await owner.call('POST', messages, posted)).status, 200)
  await centre.restart()
  assert.equal((await owner.call('POST', messages, message({ text, cannedResponseId: id }))).status, 201)
  assert.deepEqual(await uses(), { [id]: 2 })
})
