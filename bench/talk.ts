import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { ServerFrame } from '#dialects/house/frames.ts'
import { quantile } from './quantile.ts'

/** One end of one conversation: says a line, and hears what the other end said. */
export interface End {
  say(id: string): void
  heard: (id: string) => void
}

export interface Conversation {
  readonly customer: End
  readonly agent: End
}

export interface Talk {
  readonly conversations: readonly Conversation[]
  close(): void
}

const text = 'The parcel left the house on Monday and should be with you by noon today.'

/** Conversations over the baseline's relay: the customers each on a socket, ten conversations on each agent's. */
export async function relayTalk(port: number, count: number): Promise<Talk> {
  const sockets: WebSocket[] = []
  const connect = async (rooms: readonly string[]) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`)
    sockets.push(socket)
    await once(socket, 'open')
    socket.send(JSON.stringify({ join: rooms }))
    return socket
  }
  const conversations: Conversation[] = []
  for (let first = 0; first < count; first += 10) {
    const rooms = Array.from({ length: Math.min(10, count - first) }, () => randomUUID() as string)
    const heardBy = new Map<string, End>()
    const hear = (data: unknown, ends: ReadonlyMap<string, End>) => {
      const frame = JSON.parse(String(data)) as { readonly room?: string; readonly id: string }
      if (frame.room) ends.get(frame.room)?.heard(frame.id)
    }
    const agentSocket = await connect(rooms)
    agentSocket.on('message', (data) => hear(data, heardBy))
    for (const room of rooms) {
      const customerSocket = await connect([room])
      const end = (socket: WebSocket): End => ({
        say: (id) => socket.send(JSON.stringify({ room, id, text })),
        heard: () => {},
      })
      const conversation = { customer: end(customerSocket), agent: end(agentSocket) }
      heardBy.set(room, conversation.agent)
      customerSocket.on('message', (data) => hear(data, new Map([[room, conversation.customer]])))
      conversations.push(conversation)
    }
  }
  return { conversations, close: () => sockets.forEach((socket) => void socket.terminate()) }
}

/** The same conversations on Polydesk: real customers in a queue, real agents who accepted them, over the live feed. */
export async function polydeskTalk(port: number, count: number): Promise<Talk> {
  const base = `http://127.0.0.1:${port}/house/v1`
  const sockets: WebSocket[] = []
  const call = async <Body>(method: string, path: string, token: string | null, body?: object): Promise<Body> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const response = await fetch(base + path, {
      method,
      headers: body ? headers : { authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? null : await response.json()) as Body
  }
  const signIn = async (email: string, password: string) =>
    call<{ token: string; agent: { id: string } }>('POST', '/tokens', null, { email, password })
  const open = async (token: string, hear: (frame: ServerFrame) => void) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/house/v1/feed`)
    sockets.push(socket)
    await once(socket, 'open')
    const ready = Promise.withResolvers<void>()
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame
      if (frame.type === 'snapshot') ready.resolve()
      else if (frame.type === 'refused') throw new Error(JSON.stringify(frame))
      else hear(frame)
    })
    socket.send(JSON.stringify({ type: 'hello', token }))
    await ready.promise
    return socket
  }
  const hearMessages = (ends: ReadonlyMap<string, End>, side: string) => (frame: ServerFrame) => {
    if (frame.type !== 'changes') return
    for (const message of frame.messages ?? [])
      if (message.kind === 'text' && message.author.kind !== side) ends.get(message.chatId)?.heard(message.id)
  }

  const owner = await signIn('owner@localhost', 'owner-password')
  const conversations: Conversation[] = []
  for (let first = 0; first < count; first += 10) {
    const email = `agent${randomUUID()}@example.org`
    await call('POST', '/agents', owner.token, { name: 'Agent', email, password: 'agent-password', capacity: 10 })
    const agent = await signIn(email, 'agent-password')
    const { queue } = await call<{ queue: { id: string } }>('POST', '/queues', owner.token, {
      name: 'Queue',
      memberIds: [agent.agent.id],
    })
    await call('PUT', '/me/availability', agent.token, { availability: 'available' })
    const heardBy = new Map<string, End>()
    const agentSocket = await open(agent.token, hearMessages(heardBy, 'agent'))
    for (let index = first; index < Math.min(count, first + 10); index++) {
      const chatId = randomUUID()
      const token = `${chatId}.${randomBytes(32).toString('base64url')}`
      await call('POST', '/chats', token, { chatId, queueId: queue.id })
      await call('POST', `/chats/${chatId}/accept`, agent.token)
      const ends = new Map<string, End>()
      const customerSocket = await open(token, hearMessages(ends, 'customer'))
      const end = (socket: WebSocket): End => ({
        say: (id) => socket.send(JSON.stringify({ type: 'post', chatId, id, text })),
        heard: () => {},
      })
      const conversation = { customer: end(customerSocket), agent: end(agentSocket) }
      ends.set(chatId, conversation.customer)
      heardBy.set(chatId, conversation.agent)
      conversations.push(conversation)
    }
  }
  return { conversations, close: () => sockets.forEach((socket) => void socket.terminate()) }
}

/** Messages per second, stored and received by the other end: each end answers as soon as it hears. */
export async function throughput({ conversations }: Talk, seconds: number, inFlight: number): Promise<number> {
  let heard = 0
  let running = true
  for (const { customer, agent } of conversations) {
    const answer = (end: End) => () => {
      heard++
      if (running) end.say(randomUUID())
    }
    customer.heard = answer(customer)
    agent.heard = answer(agent)
    for (let count = 0; count < inFlight; count++) customer.say(randomUUID())
  }
  await pause(1_000)
  const before = heard
  const from = performance.now()
  await pause(seconds * 1_000)
  const rate = ((heard - before) * 1_000) / (performance.now() - from)
  running = false
  await pause(500)
  return rate
}

/** Milliseconds from saying to hearing at a steady rate that does not wait for answers. */
export async function latency({ conversations }: Talk, perSecond: number, seconds: number) {
  const saidAt = new Map<string, number>()
  const times: number[] = []
  const hear = (id: string) => {
    const at = saidAt.get(id)
    if (at !== undefined) times.push(performance.now() - at)
  }
  for (const { customer, agent } of conversations) {
    customer.heard = hear
    agent.heard = hear
  }
  const from = performance.now()
  for (let no = 0; no < perSecond * seconds; no++) {
    const due = from + (no * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 1) await pause(early)
    const conversation = conversations[no % conversations.length] as Conversation
    const id = randomUUID()
    saidAt.set(id, performance.now())
    ;(no % 2 ? conversation.customer : conversation.agent).say(id)
  }
  await pause(1_000)
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), heard: times.length, said: saidAt.size }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
