import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { MessageView, PostedView } from '#dialects/house/views.ts'
import { type Started, startPolydesk } from '../support/process.ts'
import { Random } from '../support/random.ts'

const kills = 50
const pairs = 20

interface Author {
  readonly chatId: string
  readonly token: string
  /** What the server said is stored, in the order in which it was written. */
  readonly acknowledged: { readonly id: string; readonly seq: number }[]
  /** What was given up without an answer. */
  readonly abandoned: string[]
}

test(`killed ${kills} times under ${pairs} talking pairs: every acknowledged message is there once, in order`, {
  timeout: 400_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-kill-'))
  const random = new Random(11)
  let server: Started = await startPolydesk(folder)
  t.after(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })
  const base = `http://127.0.0.1:${server.port}/house/v1`
  const authors = await seatPairs(base)

  let talking = true
  const talk = Promise.all(authors.map((author) => say(base, author, random, () => talking)))
  for (let kill = 0; kill < kills; kill++) {
    // The moment is what is random here: in the middle of whatever the server does.
    await pause(20 + random.below(200))
    await server.kill()
    server = await startPolydesk(folder, server.port)
  }
  talking = false
  await talk

  let acknowledged = 0
  for (let index = 0; index < authors.length; index += 2) {
    const [customer, agent] = authors.slice(index, index + 2) as [Author, Author]
    const messages = await wholeLog(base, customer)
    assert.deepEqual(
      messages.map(({ seq }) => seq),
      messages.map((_, place) => place + 1),
      'a gap in seq',
    )
    const seqOf = new Map<string, number>()
    for (const message of messages) {
      if (message.kind === 'notice') continue
      assert.ok(!seqOf.has(message.id), 'a message is there twice')
      seqOf.set(message.id, message.seq)
    }
    for (const author of [customer, agent]) {
      acknowledged += author.acknowledged.length
      for (const { id, seq } of author.acknowledged)
        assert.equal(seqOf.get(id), seq, 'an acknowledged message is lost or moved')
      const seqs = author.acknowledged.map(({ seq }) => seq)
      assert.deepEqual(
        seqs,
        [...seqs].sort((a, b) => a - b),
        'an author’s messages are out of order',
      )
    }
    const known = new Set(
      [customer, agent].flatMap(({ acknowledged, abandoned }) => [...acknowledged.map(({ id }) => id), ...abandoned]),
    )
    assert.deepEqual(
      [...seqOf.keys()].filter((id) => !known.has(id)),
      [],
      'a message that nobody wrote',
    )
  }
  assert.ok(acknowledged > kills * 10, `only ${acknowledged} messages were acknowledged`)
  t.diagnostic(`${acknowledged} acknowledged messages survived ${kills} kills`)
})

/** Chats that are open and accepted; for each, the customer and the agent as authors. */
async function seatPairs(base: string): Promise<Author[]> {
  const { body: owner } = await call<{ token: string; agent: { id: string } }>(base, 'POST', '/tokens', null, {
    email: 'owner@localhost',
    password: 'owner-password',
  })
  await call(base, 'PATCH', `/agents/${owner.agent.id}`, owner.token, { capacity: pairs })
  await call(base, 'PUT', '/me/availability', owner.token, { availability: 'available' })
  const authors: Author[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const chatId = randomUUID()
    const token = `${chatId}.${randomBytes(32).toString('base64url')}`
    await call(base, 'POST', '/chats', token, { chatId })
    const accepted = await call(base, 'POST', `/chats/${chatId}/accept`, owner.token)
    assert.equal(accepted.status, 200)
    for (const each of [token, owner.token]) authors.push({ chatId, token: each, acknowledged: [], abandoned: [] })
  }
  return authors
}

/** Writes one message after another; each is tried until there is an answer, or, now and then, given up. */
async function say(base: string, author: Author, random: Random, talking: () => boolean): Promise<void> {
  while (talking()) {
    const id = randomUUID()
    for (;;) {
      const answer = await call<PostedView>(base, 'POST', `/chats/${author.chatId}/messages`, author.token, {
        id,
        text: `Message ${id}`,
      }).catch(() => null)
      if (answer && answer.status < 300) {
        author.acknowledged.push({ id, seq: answer.body.seq })
        break
      }
      assert.ok(!answer || answer.status === 503, `refused: ${JSON.stringify(answer?.body)}`)
      if (random.next() < 0.1) {
        author.abandoned.push(id)
        break
      }
      await pause(20)
    }
  }
}

async function wholeLog(base: string, { chatId, token }: Author): Promise<MessageView[]> {
  const messages: MessageView[] = []
  for (;;) {
    const { body } = await call<{ messages: MessageView[] }>(
      base,
      'GET',
      `/chats/${chatId}/messages?after=${messages.length}&limit=500`,
      token,
    )
    messages.push(...body.messages)
    if (body.messages.length < 500) return messages
  }
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
  return { status: response.status, body: (await response.json()) as Body }
}
