import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { randomIds } from '#adapters/ids-random/random-ids.ts'
import type { AgentId } from '#domain/ids.ts'
import { Centre } from '../../../tests/support/centre.ts'
import { PhoneAgents } from './phone-agents.ts'

/** Ann is made up; the owner is not, and is a member of the same queue. */
async function open(t: TestContext) {
  const centre = await Centre.open(t)
  const { desk } = centre.app
  const queueId = [...desk.state.queues.values()][0]?.id ?? ''
  const owner = await centre.owner()
  const ann = await centre.agent('Ann', [queueId])
  const agents = new PhoneAgents(desk, centre.clock, randomIds, async (actor, command) => {
    await desk.execute(actor, command, { answer: () => null })
  })
  t.after(() => agents.stop())
  const madeUp = new Set([ann.id as AgentId])
  const write = (text: string) =>
    desk.execute(
      { kind: 'system', via: 'demo' },
      {
        do: 'receiveMessage',
        channel: 'phone',
        phone: '+27825550123',
        name: 'Thandi',
        text,
        attachment: null,
        messageId: randomUUID() as never,
        fileMessageId: randomUUID() as never,
        chatId: randomUUID() as never,
        customerId: randomUUID() as never,
        secretHash: '',
      },
      { answer: () => null },
    )
  const phases = () => [...desk.state.chats.values()].map(({ phase }) => phase)
  return { centre, owner, ann, write, phases, turn: () => agents.tick(madeUp) }
}

test('made-up agents take chats with phones, answer each line once, and close on a thank-you', async (t) => {
  const { centre, ann, write, phases, turn } = await open(t)
  await write('Hello')
  await turn()
  assert.deepEqual(phases(), ['active'])
  const agentLines = async () => {
    const chatId = [...centre.app.desk.state.chats.values()][0]?.id
    const { body } = await ann.call<{ messages: { kind: string; author?: { kind: string } }[] }>(
      'GET',
      `/chats/${chatId}/messages`,
    )
    return body.messages.filter(({ kind, author }) => kind === 'text' && author?.kind === 'agent').length
  }
  await turn()
  await turn()
  assert.equal(await agentLines(), 1)
  await write('And then?')
  await turn()
  assert.equal(await agentLines(), 2)
  await write('Thanks, bye')
  await turn()
  assert.deepEqual(phases(), ['wrapUp'])
})

test('made-up agents leave chats with phones to a real one who is there', async (t) => {
  const { owner, write, phases, turn } = await open(t)
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  await write('Hello')
  for (let count = 0; count < 5; count++) await turn()
  assert.deepEqual(phases(), ['offered'])
  const { body } = await owner.call<{ chats: { id: string }[] }>('GET', '/chats?scope=waiting')
  assert.equal((await owner.call('POST', `/chats/${body.chats[0]?.id}/accept`)).status, 200)
  await turn()
  assert.deepEqual(phases(), ['active'])
})
