import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { ChatView, DeliveryView } from '#dialects/house/views.ts'
import { type Agent, Centre } from '../../../tests/support/centre.ts'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import type { PhoneNews } from './phone.ts'
import { PhoneNetwork } from './phone-network.ts'
import { phoneRoutes } from './phone-routes.ts'

const number = '+27825550123'

/** A centre with one agent, whose only channel is that of the phones. */
async function open(t: TestContext) {
  const network = await PhoneNetwork.open(null, new ManualClock())
  const { name, url, secret } = network.channel
  const settings = { POLYDESK_CHANNELS: `${name}=${url}`, POLYDESK_CHANNEL_SECRET: secret }
  const centre = await Centre.open(t, settings, { routes: phoneRoutes(network) })
  t.after(network.connect(centre.app.desk, centre.base))
  t.after(() => network.close())
  const owner = await centre.owner()
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  return { network, centre, owner }
}

/** What the page of a phone asks. */
function post({ app }: Centre, path: string, body: unknown, contentType = 'application/json'): Promise<Response> {
  return fetch(`http://127.0.0.1:${app.port}/demo/phone/${path}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: JSON.stringify(body),
  })
}

/** The phone writes and the owner takes the chat that this opens. */
async function talk(centre: Centre, owner: Agent): Promise<string> {
  const sent = await post(centre, 'messages', { id: randomUUID(), number, text: 'Hello' })
  assert.equal(sent.status, 200, await sent.text())
  const { body } = await owner.call<{ chats: ChatView[] }>('GET', '/chats?scope=waiting')
  const chatId = body.chats[0]?.id ?? ''
  assert.equal((await owner.call('POST', `/chats/${chatId}/accept`)).status, 200)
  return chatId
}

/** Resolves with the first news of the phone that fits. */
function heard(network: PhoneNetwork, fits: (news: PhoneNews) => boolean): Promise<PhoneNews> {
  const { promise, resolve } = Promise.withResolvers<PhoneNews>()
  const phone = network.phone(number)
  const stop = phone.show((news) => fits(news) && resolve(news))
  return promise.finally(stop)
}

async function deliveries(owner: Agent): Promise<string[]> {
  const { body } = await owner.call<{ deliveries: DeliveryView[] }>('GET', '/deliveries')
  return body.deliveries.map(({ state }) => state)
}

test('a line reaches the phone, and the desk is told when it is read', async (t) => {
  const { network, centre, owner } = await open(t)
  const chatId = await talk(centre, owner)
  const arrived = heard(network, (news) => news.type === 'line' && news.line.from === 'desk')
  const told = heard(network, (news) => news.type === 'mark' && news.mark === 'delivered')
  await owner.call('POST', `/chats/${chatId}/messages`, { id: randomUUID(), text: 'Good day' })
  const news = await arrived
  assert.ok(news.type === 'line')
  assert.equal(news.line.text, 'Good day')
  await told
  assert.deepEqual(await deliveries(owner), ['delivered'])
  assert.equal((await post(centre, 'receipts', { number, ids: [news.line.id] })).status, 200)
  assert.deepEqual(await deliveries(owner), ['read'])
})

test('a phone that is off gets its lines when it is switched on, and only then they are delivered', async (t) => {
  const { network, centre, owner } = await open(t)
  const chatId = await talk(centre, owner)
  const { promise: sent, resolve } = Promise.withResolvers<void>()
  t.after(
    centre.app.desk.watch({
      committed: ({ events }) => events.some(({ type }) => type === 'delivery.sent') && resolve(),
      reset: () => {},
    }),
  )
  await owner.call('POST', `/chats/${chatId}/messages`, { id: randomUUID(), text: 'Good day' })
  await sent
  assert.deepEqual(await deliveries(owner), ['sent'])
  await network.switchedOn(network.phone(number))
  assert.deepEqual(await deliveries(owner), ['delivered'])
})

test('what an agent has read has its tick on the phone', async (t) => {
  const { network, centre, owner } = await open(t)
  const chatId = await talk(centre, owner)
  assert.equal(network.phone(number).lines[0]?.mark, 'delivered')
  const { lastSeq = 0 } = (await owner.chat(chatId)).own ?? {}
  const marks = { delivered: lastSeq, read: lastSeq }
  assert.equal((await owner.call('PUT', `/chats/${chatId}/marks`, marks)).status, 204)
  assert.equal(network.phone(number).lines[0]?.mark, 'read')
})

test('what the desk does not take was never sent', async (t) => {
  const { network, centre } = await open(t)
  const unreadable = { id: randomUUID(), number, text: 'a\u0000b' }
  assert.equal((await post(centre, 'messages', unreadable)).status, 422)
  assert.deepEqual(network.phone(number).lines, [])
})

test('a phone needs a number that can be one, and JSON', async (t) => {
  const { centre } = await open(t)
  const answer = await post(centre, 'messages', { id: randomUUID(), number: '12', text: 'Hello' })
  assert.deepEqual(
    [answer.status, await answer.json()],
    [400, { problems: [{ field: 'number', accepted: 'a phone number, such as +27 82 555 0123' }] }],
  )
  const form = await post(centre, 'messages', { id: randomUUID(), number, text: 'Hello' }, 'text/plain')
  assert.equal(form.status, 400)
})

test('nobody but the desk can send to the phones, and no answer tells the secret', async (t) => {
  const { network, centre, owner } = await open(t)
  const { url, secret } = network.channel
  const body = JSON.stringify({ type: 'message', messageId: randomUUID(), to: number, text: 'Forged' })
  assert.equal((await fetch(url, { method: 'POST', body })).status, 401)
  assert.deepEqual(network.phone(number).lines, [])
  await talk(centre, owner)
  const stream = await fetch(
    `http://127.0.0.1:${centre.app.port}/demo/phone/lines?number=${encodeURIComponent(number)}`,
  )
  const reader = stream.body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
  assert.match(first, /^data: \{"type":"lines"/)
  assert.ok(!first.includes(secret))
})

test('without the demo there is no phone', async (t) => {
  const centre = await Centre.open(t)
  const page = await fetch(`http://127.0.0.1:${centre.app.port}/demo/phone`)
  assert.equal(page.status, 404)
  assert.equal((await post(centre, 'messages', { id: randomUUID(), number, text: 'Hello' })).status, 404)
})
