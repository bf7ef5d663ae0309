import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { ChatView, MessageView } from '#dialects/house/views.ts'
import { isSigned, signed } from '#wire/webhooks/signature.ts'
import { type Started, startPolydesk } from '../support/process.ts'
import { Random } from '../support/random.ts'

const kills = 6
const phones = 6
const secret = 'the secret of all channels'

interface Arrived {
  readonly webhookId: string
  readonly to: string
  readonly text: string
}

test(`killed ${kills} times with lines on their way to phones: each arrives, in order, and a repeat says that it is one`, {
  timeout: 200_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-deliveries-'))
  const random = new Random(7)
  const provider = await openProvider(t, random)
  const settings = { POLYDESK_CHANNELS: `sms=${provider.url}`, POLYDESK_CHANNEL_SECRET: secret }
  let server: Started = await startPolydesk(folder, 0, settings)
  t.after(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })
  const base = `http://127.0.0.1:${server.port}/house/v1`
  const owner = await signIn(base)
  const talks = await Promise.all(Array.from({ length: phones }, (_, at) => Talk.begin(base, owner, at)))

  let talking = true
  const talk = Promise.all(talks.map((one) => one.goOn(() => talking)))
  for (let kill = 0; kill < kills; kill++) {
    await provider.more(8 + random.below(30))
    await server.kill()
    server = await startPolydesk(folder, server.port, settings)
  }
  talking = false
  await talk

  const said = talks.flatMap(({ said }) => said)
  await provider.until((arrived) => said.every(({ id }) => arrived.some(({ webhookId }) => webhookId === id)))
  let repeats = 0
  for (const one of talks) {
    const mine = provider.arrived.filter(({ to }) => to === one.phone)
    const first = mine.filter(({ webhookId }, at) => mine.findIndex((other) => other.webhookId === webhookId) === at)
    repeats += mine.length - first.length
    for (const { webhookId, text } of mine)
      assert.equal(text, first.find((other) => other.webhookId === webhookId)?.text, 'one id, two lines')
    const acknowledged = new Map(one.said.map(({ id }, place) => [id, place]))
    const places = first.flatMap(({ webhookId }) => acknowledged.get(webhookId) ?? [])
    assert.deepEqual(
      places,
      one.said.map((_, place) => place),
      'lines came out of order, or not at all',
    )
    await one.assertHeardOnce()
  }
  t.diagnostic(`${said.length} lines arrived over ${kills} kills, ${repeats} of them more than once`)
})

/** A provider that takes most lines, refuses some, and is slow with others. */
async function openProvider(t: TestContext, random: Random) {
  const arrived: Arrived[] = []
  let look = () => {}
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    assert.ok(isSigned(secret, request.headers, Date.now(), body))
    const { to, text } = JSON.parse(body.toString()) as { to: string; text: string }
    if (random.next() < 0.02) return void response.writeHead(500).end()
    arrived.push({ webhookId: String(request.headers['webhook-id']), to, text })
    look()
    // Taken, but the answer comes late: a kill now means that the desk does not know.
    if (random.next() < 0.3) await pause(random.below(60))
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const until = (holds: (arrived: readonly Arrived[]) => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (holds(arrived)) resolve()
      }
      look()
    })
  return {
    arrived,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    until,
    /** Resolves when so many more have come. */
    more(count: number): Promise<void> {
      const enough = arrived.length + count
      return until(({ length }) => length >= enough)
    },
  }
}

/** A phone that writes, and the agent who answers it; each goes on when the server took the last line. */
class Talk {
  readonly phone: string
  readonly said: { readonly id: string }[] = []
  readonly #base: string
  readonly #token: string
  readonly #chatId: string
  readonly #wrote: string[]

  static async begin(base: string, token: string, at: number): Promise<Talk> {
    const phone = `+2782555${String(1_000 + at)}`
    await write(base, phone, 'line 0')
    for (;;) {
      const { chats } = await call<{ chats: ChatView[] }>(base, 'GET', '/chats?scope=waiting', token)
      const mine = chats.find(({ customer }) => customer.name === phone)
      if (!mine) continue
      const taken = await fetch(`${base}/chats/${mine.id}/grab`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      })
      assert.equal(taken.status, 200)
      return new Talk(base, token, phone, mine.id)
    }
  }

  private constructor(base: string, token: string, phone: string, chatId: string) {
    this.#base = base
    this.#token = token
    this.phone = phone
    this.#chatId = chatId
    this.#wrote = ['line 0']
  }

  async goOn(talking: () => boolean): Promise<void> {
    while (talking()) {
      const id = randomUUID()
      const text = `answer ${this.said.length}`
      await untilDone(() => call(this.#base, 'POST', `/chats/${this.#chatId}/messages`, this.#token, { id, text }))
      this.said.push({ id })
      const line = `line ${this.#wrote.length}`
      await write(this.#base, this.phone, line)
      this.#wrote.push(line)
    }
  }

  async assertHeardOnce(): Promise<void> {
    const heard: string[] = []
    for (let after = 0; ; ) {
      const path = `/chats/${this.#chatId}/messages?after=${after}&limit=500`
      const { messages } = await call<{ messages: MessageView[] }>(this.#base, 'GET', path, this.#token)
      for (const message of messages)
        if (message.kind === 'text' && message.author.kind === 'customer') heard.push(message.text)
      const last = messages.at(-1)
      if (!last || messages.length < 500) break
      after = last.seq
    }
    assert.deepEqual(heard, this.#wrote, 'what the phone wrote is there once, in order')
  }
}

/** The phone's own number is its name, by which its chat is found; the same message is sent until it is taken. */
async function write(base: string, phone: string, text: string): Promise<void> {
  const body = JSON.stringify({ type: 'message', messageId: `${phone} ${text}`, from: phone, name: phone, text })
  await untilDone(async () => {
    const headers = { 'content-type': 'application/json', ...signed(secret, randomUUID(), Date.now(), body) }
    const response = await fetch(`${base}/channels/sms/inbound`, { method: 'POST', headers, body })
    if (!response.ok) throw new Error(String(response.status))
  })
}

async function untilDone(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work()
      return
    } catch {
      await pause(20)
    }
  }
}

async function signIn(base: string): Promise<string> {
  const { token, agent } = await call<{ token: string; agent: { id: string } }>(base, 'POST', '/tokens', null, {
    email: 'owner@localhost',
    password: 'owner-password',
  })
  await call(base, 'PATCH', `/agents/${agent.id}`, token, { capacity: 50 })
  await call(base, 'PUT', '/me/availability', token, { availability: 'busy' })
  return token
}

async function call<Body>(base: string, method: string, path: string, token: string | null, body?: object) {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
  return (await response.json()) as Body
}
