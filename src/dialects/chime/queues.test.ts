import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceDesk } from '../../../tests/support/chime.ts'
import { keysInOrder } from '../../../tests/support/keys-in-order.ts'
import { documented } from './documented.ts'

interface Info {
  readonly isAvailable: boolean
  readonly onlineAgentCount: number
  readonly averageWaitTime: string
  readonly longestWaitTime: string
}

test('CH-4, CH-30, CH-31, CH-32: names, case and order are those of the samples', async (t) => {
  const { chime, english } = await serviceDesk(t)
  for (const name of ['IsQueueAvailable', 'GetQueueWaitTime', 'GetQueueInfo', 'GetQueues', 'GetWebClients'] as const) {
    const answer = await chime.ok(name, { queueID: english.no })
    const printed = documented[name]
    assert.deepEqual(keysInOrder(answer), keysInOrder(Array.isArray(printed) ? printed.slice(0, 1) : printed), name)
  }
})

test('CH-30: a queue is available while a chat would be let in and somebody takes chats', async (t) => {
  const { chime, english, italian, ann, owner, talking } = await serviceDesk(t)
  const available = async (queueID = english.no) =>
    (await chime.ok<{ isAvailable: boolean }>('IsQueueAvailable', { queueID })).isAvailable
  assert.equal(await available(), true)
  for (let taken = 0; taken < 3; taken++) await talking()
  assert.equal(await available(), true, 'busy with others')
  await ann.call('PUT', '/me/availability', { availability: 'away', awayReason: 'lunch' })
  assert.equal(await available(), false, 'nobody takes chats')
  const overflows = [{ when: 'nobody', afterMs: 0, toQueueId: italian.id }]
  assert.equal((await owner.call('PATCH', `/queues/${english.id}`, { overflows })).status, 200)
  assert.equal(await available(), false, 'away is still staffed')
  await ann.call('PUT', '/me/availability', { availability: 'offline' })
  assert.equal(await available(), true, 'Bob takes its chats')
  await owner.call('PATCH', `/queues/${italian.id}`, { mode: 'testing' })
  assert.equal(await available(italian.no), true)
  await owner.call('PATCH', `/queues/${english.id}`, { overflows: [] })
  assert.equal((await owner.call('PATCH', `/queues/${italian.id}`, { enabled: false })).status, 200)
  assert.equal(await available(italian.no), false)
})

test('CH-31, CH-5: the mean wait of those answered today, and the longest wait now', async (t) => {
  const { chime, centre, english, italian, ann, waiting } = await serviceDesk(t)
  const waits = async (queueID = english.no) => {
    const { averageWaitTime, longestWaitTime } = await chime.ok<Info>('GetQueueWaitTime', { queueID })
    return [averageWaitTime, longestWaitTime]
  }
  assert.deepEqual(await waits(), ['00:00:00', '00:00:00'])
  const answerAfter = async (ms: number) => {
    const { customer } = await waiting()
    centre.clock.pass(ms)
    assert.equal((await ann.call('POST', `/chats/${customer.chatId}/accept`)).status, 200)
  }
  await answerAfter(10_000)
  await answerAfter(21_400)
  assert.deepEqual(await waits(), ['00:00:16', '00:00:00'])
  await ann.call('PUT', '/me/availability', { availability: 'away' })
  await waiting()
  centre.clock.pass(75_500)
  assert.deepEqual(await waits(), ['00:00:16', '00:01:16'])
  assert.deepEqual(await waits(italian.no), ['00:00:00', '00:00:00'])
  const info = await chime.ok<Info>('GetQueueInfo', { queueID: english.no })
  assert.deepEqual([info.averageWaitTime, info.longestWaitTime], ['00:00:16', '00:01:16'])
  centre.clock.pass(24 * 3_600_000)
  assert.equal((await waits())[0], '00:00:00', 'another day')
})

test('CH-32: how many agents are online', async (t) => {
  const { chime, english, centre, ann } = await serviceDesk(t)
  const info = () => chime.ok<Info & { queueName: string }>('GetQueueInfo', { queueID: english.no })
  const { queueName, isAvailable, onlineAgentCount } = await info()
  assert.deepEqual([queueName, isAvailable, onlineAgentCount], ['Service Desk English', true, 1])
  await centre.agent('Abe', [english.id])
  await ann.call('PUT', '/me/availability', { availability: 'busy' })
  assert.equal((await info()).onlineAgentCount, 2)
  await ann.call('PUT', '/me/availability', { availability: 'offline' })
  assert.equal((await info()).onlineAgentCount, 1)
})

test('CH-33, CH-34: all queues by number, the disabled ones marked; a web client for each that is enabled', async (t) => {
  const { chime, english, italian, owner } = await serviceDesk(t)
  await owner.call('PATCH', `/queues/${italian.id}`, { enabled: false })
  const queues = await chime.ok<{ id: number }[]>('GetQueues')
  const of = (no: number) => queues.find(({ id }) => id === no)
  assert.deepEqual(of(english.no), {
    id: english.no,
    name: 'Service Desk English',
    description: 'Service desk queue for English',
    enabled: true,
    available: true,
    webClientID: english.no,
  })
  assert.deepEqual(of(italian.no), {
    id: italian.no,
    name: 'Service Desk Italian',
    description: 'Service desk queue for Italian',
    enabled: false,
    available: false,
    webClientID: italian.no,
  })
  assert.deepEqual(
    queues.map(({ id }) => id),
    queues.map(({ id }) => id).toSorted((a, b) => a - b),
  )
  assert.deepEqual(await chime.ok('GetWebClients', { queueID: english.no }), [
    { id: english.no, name: 'Service Desk English', useschatform: true },
  ])
  assert.deepEqual(await chime.ok('GetWebClients', { queueID: italian.no }), [])
})
