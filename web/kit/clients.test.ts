import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerFrame } from '#dialects/house/frames.ts'
import type { MessageView } from '#dialects/house/views.ts'
import { createAgentClient } from './agent-client.ts'
import { createCustomerClient } from './customer-client.ts'
import { memoryOutbox } from './outbox-store.ts'
import { StillSurroundings } from './still-surroundings.ts'

/** A desk on a WebSocket that says what the test says; `answer` is its REST side. */
function desk(answer: (method: string, path: string) => Response | Promise<Response>) {
  const surroundings = new StillSurroundings()
  const sent: { type: string; id?: string; delivered?: number; read?: number; typing?: boolean }[] = []
  const asked: string[] = []
  const socket = { say: (_frame: ServerFrame) => {} }
  surroundings.WebSocket = class {
    onopen: () => void = () => {}
    onmessage: (event: { data: string }) => void = () => {}
    constructor() {
      socket.say = (frame) => this.onmessage({ data: JSON.stringify(frame) })
      queueMicrotask(() => this.onopen())
    }
    send(text: string) {
      sent.push(JSON.parse(text))
    }
    close() {}
  } as unknown as typeof WebSocket
  surroundings.fetch = async (input, init) => {
    const path = String(input).replace('http://desk', '')
    asked.push(`${init?.method} ${path}`)
    return answer(init?.method ?? 'GET', path)
  }
  const settings = { base: 'http://desk', surroundings, outbox: memoryOutbox() }
  return { surroundings, sent, asked, socket, settings }
}

const marks = { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } }
const place = { epoch: 'e', position: 1 } as const
const line = (seq: number, id = `id-${seq}`, kind: 'customer' | 'agent' = 'agent'): MessageView => ({
  kind: 'text',
  chatId: 'chat',
  id,
  seq,
  at: seq,
  text: 'text',
  author: { kind, id: kind, name: null },
})
const noLines = () => Response.json({ messages: [], lastSeq: 0 })

function customersPage(answer: (method: string, path: string) => Response | Promise<Response> = noLines) {
  const { settings, ...more } = desk(answer)
  const client = createCustomerClient({ ...settings, chatId: 'chat', token: 'chat.secret' })
  const snapshot = (lastSeq = 0): ServerFrame =>
    ({
      type: 'snapshot',
      why: 'first',
      ...place,
      viewer: { kind: 'customer', chatId: 'chat' },
      chat: { id: 'chat', phase: 'active', lastSeq, marks },
    }) as unknown as ServerFrame
  const start = async () => {
    client.start()
    await more.surroundings.settle()
    more.socket.say(snapshot())
    await more.surroundings.settle()
  }
  return { client, start, snapshot, ...more }
}

test('patches are merged into what is there; a new id brings the whole; what is gone is gone', async () => {
  const { settings, socket, surroundings } = desk(noLines)
  const client = createAgentClient({ ...settings, agentId: 'ann' })
  client.start()
  await surroundings.settle()
  const ann = { id: 'ann', name: 'Ann', availability: 'away' }
  const viewer = { kind: 'agent', agentId: 'ann' }
  const chat = { id: 'chat', phase: 'queued', own: null, queueId: 'queue' }
  socket.say({
    type: 'snapshot',
    why: 'first',
    ...place,
    viewer,
    agents: [ann],
    queues: [],
    chats: [chat],
  } as unknown as ServerFrame)
  const { queues } = client.get()
  socket.say({
    type: 'changes',
    position: 2,
    agents: [{ id: 'ann', availability: 'available' }],
    chats: [
      { id: 'chat', phase: 'offered' },
      { id: 'new', phase: 'queued', own: null },
    ],
  } as unknown as ServerFrame)
  assert.deepEqual(client.get().agents.get('ann'), { ...ann, availability: 'available' })
  assert.deepEqual(client.get().chats.get('chat'), { ...chat, phase: 'offered' })
  assert.equal(client.get().chats.get('new')?.phase, 'queued')
  assert.equal(client.get().queues, queues, 'what did not change is the same object')
  socket.say({ type: 'changes', position: 3, goneChatIds: ['chat'] })
  assert.deepEqual([...client.get().chats.keys()], ['new'])
  client.stop()
})

test('what comes is marked delivered by itself, what is read when the page says so, and both again after a break', async () => {
  const { client, start, socket, surroundings, sent, snapshot } = customersPage()
  await start()
  socket.say({ type: 'changes', position: 2, messages: [line(1), line(2)] })
  await surroundings.pass(1_000)
  client.read('chat', 2)
  await surroundings.pass(1_000)
  const reports = () => sent.filter(({ type }) => type === 'mark').map(({ delivered, read }) => [delivered, read])
  assert.deepEqual(reports(), [
    [2, 0],
    [2, 2],
  ])
  surroundings.turn('offline')
  await surroundings.pass(2_000)
  socket.say(snapshot(2))
  await surroundings.pass(1_000)
  assert.deepEqual(reports().at(-1), [2, 2])
  client.stop()
})

test('typing is said once in three seconds, and that it stopped at once; what the other side says wears off', async () => {
  const { client, start, socket, surroundings, sent } = customersPage()
  await start()
  for (let key = 0; key < 40; key++) {
    client.typing('chat', true)
    await surroundings.pass(100)
  }
  client.typing('chat', false)
  client.typing('chat', false)
  assert.deepEqual(
    sent.filter(({ type }) => type === 'typing').map(({ typing }) => typing),
    [true, true, false],
  )
  socket.say({ type: 'typing', chatId: 'chat', author: { kind: 'agent', name: 'Ann' }, typing: true })
  assert.deepEqual(client.get().typing.get('chat'), ['Ann'])
  await surroundings.pass(6_000)
  assert.equal(client.get().typing.get('chat'), undefined)
  client.stop()
})

test('a stored message whose line the feed does not bring is fetched', async () => {
  let id = ''
  const { client, start, socket, surroundings, sent } = customersPage((_method, path) =>
    path.includes('after=0') && id ? Response.json({ messages: [line(1, id, 'customer')], lastSeq: 1 }) : noLines(),
  )
  await start()
  id = client.post('chat', 'Hello')
  await surroundings.settle()
  assert.equal(sent.at(-1)?.id, id)
  socket.say({ type: 'posted', chatId: 'chat', id, seq: 1, at: 1 })
  await surroundings.settle()
  assert.equal(client.get().pending.length, 1, 'pending until it is shown')
  await surroundings.pass(3_000)
  assert.equal(client.get().pending.length, 0)
  assert.equal(client.get().logs.get('chat')?.messages.length, 1)
  client.stop()
})

test('a post that is lost with the line is sent again on the next, under the same id', async () => {
  const { client, start, surroundings, sent, socket, snapshot } = customersPage((method) => {
    if (method === 'POST') throw new TypeError('no network')
    return noLines()
  })
  await start()
  const id = client.post('chat', 'Hello')
  await surroundings.settle()
  surroundings.turn('offline')
  await surroundings.pass(2_000)
  socket.say(snapshot())
  await surroundings.pass(1_000)
  const posts = sent.filter(({ type }) => type === 'post')
  assert.ok(posts.length >= 2)
  assert.ok(posts.every((post) => post.id === id))
  client.stop()
})

test('a file is uploaded once, however often its message must be posted', async () => {
  let posts = 0
  const { client, start, surroundings, asked } = customersPage((method, path) => {
    if (path.includes('/attachments?')) return Response.json({ id: 'attachment' })
    if (method === 'POST' && ++posts < 3) throw new TypeError('no network')
    return method === 'POST' ? Response.json({ seq: 1 }) : noLines()
  })
  await start()
  client.postFile('chat', new File(['bytes'], 'a b.txt'))
  await surroundings.pass(30_000)
  assert.deepEqual(
    asked.filter((request) => request.includes('/attachments?')),
    ['POST /chats/chat/attachments?name=a%20b.txt'],
  )
  assert.equal(posts, 3)
  client.stop()
})

test('an answer that says signed out ends the line; a stopped client leaves no timer', async () => {
  const { client, start, surroundings } = customersPage(() =>
    Response.json({ code: 'not-signed-in', status: 401 }, { status: 401 }),
  )
  await start()
  assert.equal(client.get().link.status, 'signed-out')
  client.post('chat', 'never goes')
  client.stop()
  await surroundings.settle()
  assert.equal(surroundings.timers, 0)
})
