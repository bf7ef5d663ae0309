import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { ChatView, DeliveryView, MessageView, QueueView } from '#dialects/house/views.ts'
import { type Agent, Centre } from '../support/centre.ts'
import { channelSecret, Provider } from '../support/provider.ts'

const kim = '+27821234567'
const lee = '+27827654321'
const second = 1_000
const hour = 3_600 * second

async function open(t: TestContext, settings: Record<string, string> = {}) {
  const provider = await Provider.open(t)
  const centre = await Centre.open(t, { ...provider.settings, ...settings })
  provider.watch(centre)
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  const ann = await centre.agent('Ann', [body.queues[0]?.id ?? ''], { capacity: 20 })
  return { provider, centre, owner, ann }
}

/** Ann takes the chat that a message opens. */
async function taken(provider: Provider, ann: Agent, from = kim): Promise<string> {
  const { status, body } = await provider.message(from, `hello from ${from}`)
  assert.equal(status, 200, JSON.stringify(body))
  const mine = await ann.call<{ chats: ChatView[] }>('GET', '/chats?scope=waiting')
  const chat = mine.body.chats.find(({ no }) => no === body.chatNo)
  assert.ok(chat)
  assert.equal((await ann.call('POST', `/chats/${chat.id}/accept`)).status, 200)
  return chat.id
}

async function say(ann: Agent, chatId: string, ...texts: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const text of texts) {
    const id = randomUUID()
    ids.push(id)
    assert.equal((await ann.call('POST', `/chats/${chatId}/messages`, { id, text })).status, 201)
  }
  return ids
}

async function deliveries(owner: Agent, query = ''): Promise<DeliveryView[]> {
  const { status, body } = await owner.call<{ deliveries: DeliveryView[] }>('GET', `/deliveries${query}`)
  assert.equal(status, 200)
  return body.deliveries
}

async function said(ann: Agent, chatId: string): Promise<MessageView[]> {
  return (await ann.call<{ messages: MessageView[] }>('GET', `/chats/${chatId}/messages`)).body.messages
}

test('a customer with a phone and an agent talk, and receipts show how far it was read', async (t) => {
  const { provider, ann } = await open(t)
  const chatId = await taken(provider, ann)
  const chat = await ann.chat(chatId)
  assert.deepEqual([chat.channel, chat.own?.address], ['message', { channel: 'sms', phone: kim }])
  const [first, last] = await say(ann, chatId, 'one', 'two')
  await provider.happened('delivery.sent', 2)
  const { chatNo } = provider.got[0]?.body ?? {}
  assert.deepEqual(provider.got[0], {
    webhookId: first,
    isSigned: true,
    body: { type: 'message', messageId: first, channel: 'sms', to: kim, chatNo, text: 'one' },
  })
  assert.equal(chatNo, chat.no)

  assert.deepEqual((await provider.receipt(last ?? '', 'read')).body, { chatNo, duplicate: false })
  assert.deepEqual((await provider.receipt(last ?? '', 'delivered')).body, { chatNo, duplicate: true })
  const { marks, lastSeq } = (await ann.chat(chatId)).own ?? {}
  assert.deepEqual(marks?.customer, { delivered: lastSeq, read: lastSeq })
})

test('files go both ways, their kind told by their content', async (t) => {
  const { provider, ann } = await open(t)
  const chatId = await taken(provider, ann)
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const attachment = { name: 'photo.txt', base64: picture.toString('base64') }
  assert.equal((await provider.message(kim, 'look', { attachment })).status, 200)
  const lines = (await said(ann, chatId)).slice(-2)
  assert.deepEqual(
    lines.map((line) => (line.kind === 'file' ? line.attachment.mediaType : line.kind === 'text' && line.text)),
    ['look', 'image/png'],
  )
  const upload = await fetch(`${ann.centre.base}/chats/${chatId}/attachments?name=answer.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/octet-stream' },
    body: 'words',
  })
  const { id: attachmentId } = (await upload.json()) as { id: string }
  await ann.call('POST', `/chats/${chatId}/messages`, { id: randomUUID(), attachmentId })
  await provider.happened('delivery.sent', 1)
  assert.deepEqual(provider.got[0]?.body.attachment, {
    name: 'answer.txt',
    mediaType: 'text/plain',
    base64: Buffer.from('words').toString('base64'),
  })
})

test('a line never overtakes an earlier one of its customer, and holds up nobody else', async (t) => {
  const { provider, centre, ann } = await open(t)
  const [kims, lees] = [await taken(provider, ann, kim), await taken(provider, ann, lee)]
  let broken = true
  provider.reply = ({ body }) => ({ status: broken && body.to === kim ? 500 : 200 })
  await say(ann, kims, 'one', 'two', 'three')
  await provider.happened('delivery.failed', 1)
  await say(ann, lees, 'other')
  await provider.happened('delivery.sent', 1)
  for (const [tries, pause] of [
    [2, second],
    [3, 5 * second],
    [4, 30 * second],
  ] as const) {
    centre.clock.pass(pause)
    await provider.happened('delivery.failed', tries)
  }
  assert.deepEqual(provider.texts, ['one', 'other', 'one', 'one', 'one'])
  broken = false
  centre.clock.pass(120 * second)
  await provider.happened('delivery.sent', 4)
  assert.deepEqual(provider.texts.slice(5), ['one', 'two', 'three'])
  assert.equal(
    new Set(provider.got.filter(({ body }) => body.text === 'one').map(({ webhookId }) => webhookId)).size,
    1,
  )
  assert.ok(provider.got.every((got) => got.isSigned))
})

test('eight lines of a channel are on their way at once, and the ninth follows when one is done', async (t) => {
  const { provider, ann } = await open(t)
  const chatIds: string[] = []
  for (let no = 0; no < 9; no++) chatIds.push(await taken(provider, ann, `+2782123450${no}`))
  const { promise: gate, resolve: lift } = Promise.withResolvers<void>()
  provider.reply = async () => {
    await gate
    return { status: 202 }
  }
  for (const chatId of chatIds) await say(ann, chatId, 'hello')
  await provider.until(() => provider.got.length === 8)
  await ann.centre.app.desk.durable()
  assert.equal(provider.got.length, 8)
  lift()
  await provider.happened('delivery.sent', 9)
  assert.equal(provider.got.length, 9)
})

test('what the provider refuses is not tried again, the next line goes on, and a replay sends it anew', async (t) => {
  const { provider, owner, ann } = await open(t)
  const chatId = await taken(provider, ann)
  let refuses = true
  provider.reply = ({ body }) => ({ status: refuses && body.text === 'one' ? 422 : 200 })
  const [one = ''] = await say(ann, chatId, 'one', 'two')
  await provider.happened('delivery.sent', 1)
  assert.deepEqual(provider.texts, ['one', 'two'])
  const failed = await deliveries(owner, '?state=failed')
  assert.deepEqual(
    failed.map(({ id, phone, attempts, nextAt, error }) => [id, phone, attempts, nextAt, error]),
    [[one, kim, 1, null, 'the provider answered 422']],
  )
  refuses = false
  assert.equal((await ann.call('POST', `/deliveries/${one}/replay`)).status, 403)
  assert.equal((await ann.call('GET', '/deliveries')).status, 403)
  const replayed = await owner.call<{ delivery: DeliveryView }>('POST', `/deliveries/${one}/replay`)
  assert.deepEqual([replayed.status, replayed.body.delivery.state], [200, 'pending'])
  await provider.happened('delivery.sent', 2)
  assert.deepEqual(provider.texts, ['one', 'two', 'one'])
  assert.deepEqual(await deliveries(owner, '?state=failed'), [])
  assert.deepEqual(
    (await deliveries(owner, `?chatId=${chatId}`)).map(({ state }) => state),
    ['sent', 'sent'],
  )
})

test('a line is given up after a day, and then the next one is tried', async (t) => {
  const { provider, centre, ann } = await open(t)
  const chatId = await taken(provider, ann)
  provider.reply = ({ body }) => ({ status: body.text === 'one' ? 500 : 200 })
  const [one = ''] = await say(ann, chatId, 'one', 'two')
  const began = centre.clock.now()
  for (let tries = 1; ; tries++) {
    await provider.happened('delivery.failed', tries)
    const nextAt = centre.app.desk.state.deliveries.get(one)?.nextAt
    if (!nextAt) break
    centre.clock.pass(nextAt - centre.clock.now())
  }
  const tookMs = centre.clock.now() - began
  assert.ok(tookMs <= 24 * hour && tookMs > 23 * hour, `given up after ${tookMs} ms`)
  await provider.happened('delivery.sent', 1)
  assert.deepEqual(
    (await deliveries(await centre.owner())).map(({ state }) => state),
    ['sent', 'failed'],
  )
})

test('Retry-After is honoured', async (t) => {
  const { provider, centre, ann } = await open(t)
  const chatId = await taken(provider, ann)
  provider.reply = () => ({ status: 429, headers: { 'retry-after': '90' } })
  await say(ann, chatId, 'one')
  await provider.happened('delivery.failed', 1)
  provider.reply = () => ({ status: 200 })
  centre.clock.pass(89 * second)
  assert.equal(provider.got.length, 1)
  centre.clock.pass(second)
  await provider.happened('delivery.sent', 1)
  assert.equal(provider.got.length, 2)
})

test('a redirect is not followed', async (t) => {
  const { provider, owner, ann } = await open(t)
  const chatId = await taken(provider, ann)
  provider.reply = () => ({ status: 307, headers: { location: '/elsewhere' } })
  await say(ann, chatId, 'one')
  await provider.happened('delivery.failed', 1)
  assert.equal(provider.got.length, 1)
  assert.equal((await deliveries(owner))[0]?.error, 'the provider answered 307')
})

test('what is pending goes on after a restart, in order', async (t) => {
  const { provider, centre, ann } = await open(t)
  const chatId = await taken(provider, ann)
  provider.reply = () => ({ status: 500 })
  await say(ann, chatId, 'one', 'two')
  await provider.happened('delivery.failed', 1)
  await centre.restart()
  provider.watch(centre)
  provider.reply = () => ({ status: 200 })
  provider.got.length = 0
  centre.clock.pass(second)
  await provider.happened('delivery.sent', 2)
  assert.deepEqual(provider.texts, ['one', 'two'])
})

test('a message that comes again changes nothing, also after a restart and after the chat is over', async (t) => {
  const { provider, centre, ann } = await open(t)
  const more = { messageId: 'their own / id' }
  const first = await provider.message(kim, 'hello', more)
  assert.equal(first.body.duplicate, false)
  const again = { status: 200, body: { chatNo: first.body.chatNo, duplicate: true } }
  const repeated = async () => {
    const { status, body } = await provider.message(kim, 'hello', more)
    assert.deepEqual({ status, body }, again)
  }
  await repeated()
  const other = await provider.message(lee, 'hello', more)
  assert.deepEqual([other.body.duplicate, other.body.chatNo === first.body.chatNo], [false, false])
  await centre.restart()
  provider.watch(centre)
  await repeated()
  const { body } = await ann.call<{ chats: ChatView[] }>('GET', '/chats?scope=waiting')
  const chat = body.chats.find(({ no }) => no === first.body.chatNo)
  await ann.call('POST', `/chats/${chat?.id}/accept`)
  await ann.call('POST', `/chats/${chat?.id}/close`)
  await repeated()
  assert.equal((await said(ann, chat?.id ?? '')).filter(({ kind }) => kind === 'text').length, 1)
})

test('who did not sign, signed long ago, or names no channel, is turned away', async (t) => {
  const { provider, centre } = await open(t)
  const message = { type: 'message', messageId: 'm', from: kim, text: 'hello' }
  assert.equal((await provider.post(message, 'sms', 'another secret, of 24 signs')).status, 401)
  assert.equal((await provider.post(message, 'fax')).status, 404)
  assert.equal((await centre.call('POST', '/channels/sms/inbound', { body: message })).status, 401)
  assert.equal((await provider.post(message, 'sms', channelSecret, 301 * second)).status, 401)
  assert.equal((await provider.post(message, 'sms', channelSecret, 299 * second)).status, 200)
})

test('wrong values are named', async (t) => {
  const { provider } = await open(t, { POLYDESK_PHONE_COUNTRY: 'ZA', POLYDESK_ATTACHMENT_LIMIT_MB: '1' })
  const fields = async (body: object | string) => {
    const { status, body: problem } = await provider.post<{ errors?: { field: string }[]; code: string }>(body)
    return [status, problem.errors?.map(({ field }) => field) ?? problem.code]
  }
  const message = { type: 'message', messageId: 'm', from: kim }
  const attachment = (name: string, base64: string) => ({ ...message, attachment: { name, base64 } })
  assert.deepEqual(await fields({ ...message, from: '12', text: 'hello' }), [422, ['from']])
  assert.deepEqual(await fields(message), [422, ['text']])
  assert.deepEqual(await fields(attachment('a.txt', 'no base64')), [422, ['attachment.base64']])
  assert.deepEqual(await fields(attachment('../a', 'AAAA')), [422, ['attachment.name']])
  const large = Buffer.alloc(1024 * 1024 + 1).toString('base64')
  assert.deepEqual(await fields(attachment('a', large)), [413, 'attachment.too-large'])
  assert.deepEqual(await fields('{'), [400, 'body.broken-json'])
  assert.equal((await provider.receipt(randomUUID(), 'read')).status, 404)
  const national = await provider.message('082 123 4567', 'hello')
  const international = await provider.message(kim, 'hello')
  assert.deepEqual([national.status, national.body.chatNo], [200, international.body.chatNo])
})

test('a customer who writes too quickly is told when to go on, and others are not held up', async (t) => {
  const { provider } = await open(t, { POLYDESK_MESSAGES_PER_VISITOR_PER_MINUTE: '1' })
  for (let no = 0; no < 10; no++) assert.equal((await provider.message(kim, `line ${no}`)).status, 200)
  const held = await provider.message(kim, 'line 10')
  assert.deepEqual([held.status, held.headers.get('retry-after')], [429, '60'])
  assert.equal((await provider.message(lee, 'hello')).status, 200)
})

test('of an erased person no number is left, and nothing goes out any more', async (t) => {
  const { provider, centre, owner, ann } = await open(t)
  const chatId = await taken(provider, ann)
  await say(ann, chatId, 'one')
  await provider.happened('delivery.sent', 1)
  provider.reply = () => ({ status: 500 })
  await say(ann, chatId, 'two')
  await provider.happened('delivery.failed', 1)
  const { customer } = await ann.chat(chatId)
  await ann.call('POST', `/chats/${chatId}/close`)
  await ann.call('POST', `/chats/${chatId}/finish-wrap-up`)
  const erased = await owner.call('POST', `/customers/${customer.id}/erase`)
  assert.ok(erased.status < 300, JSON.stringify(erased.body))
  centre.clock.pass(2 * hour)
  assert.deepEqual(provider.texts, ['one', 'two'])
  assert.deepEqual(
    (await deliveries(owner)).map(({ state, phone }) => [state, phone]),
    [['sent', null]],
  )
  assert.equal((await ann.chat(chatId)).own?.address, null)
  for (const entry of await readdir(centre.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    assert.ok(!bytes.includes(kim.slice(1)), `the number is still in ${entry.name}`)
  }
})
