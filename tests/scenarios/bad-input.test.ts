import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import type { MessageView, Problem } from '#dialects/house/views.ts'
import { type Agent, Centre, type Customer } from '../support/centre.ts'

type Wrong = readonly [
  what: string,
  status: number,
  code: string,
  field: string | null,
  ask: () => Promise<{ status: number; body: unknown }>,
]

test('H-10 bad input gets an error that names the field; nothing is stored, nothing leaks, the server lives', async (t) => {
  const centre = await Centre.open(t, { POLYDESK_MESSAGE_LIMIT: '100', POLYDESK_ATTACHMENT_LIMIT_MB: '1' })
  const owner = await centre.owner()
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  const kim = centre.customer()
  await kim.open({ name: 'Kim', message: { id: randomUUID(), text: 'Hello' } })
  const other = centre.customer()
  await other.open({ name: 'Other' })
  const before = centre.app.desk.state.position

  const messages = `/chats/${kim.chatId}/messages`
  const post = (body: unknown) => () => kim.call('POST', messages, body)
  const upload =
    (name: string, bytes: string | Uint8Array<ArrayBuffer>, type = 'application/octet-stream') =>
    async () => {
      const url = `${centre.base}/chats/${kim.chatId}/attachments?name=${encodeURIComponent(name)}`
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${kim.token}`, 'content-type': type },
        body: bytes,
      })
      return { status: response.status, body: await response.json() }
    }
  const id = randomUUID()
  const wrongs: Wrong[] = [
    ['an unknown field', 422, 'input.wrong', 'extra', post({ id, text: 'x', extra: 1 })],
    ['a wrong type', 422, 'input.wrong', 'text', post({ id, text: 5 })],
    ['no id', 422, 'input.wrong', 'id', post({ text: 'x' })],
    ['an id that is none', 422, 'input.wrong', 'id', post({ id: 'x', text: 'x' })],
    ['a blank text', 422, 'message.blank', 'text', post({ id, text: ' \n ' })],
    ['control characters', 422, 'message.control-characters', 'text', post({ id, text: 'a\u0000b' })],
    ['a text above the limit', 422, 'input.wrong', 'text', post({ id, text: 'x'.repeat(101) })],
    ['broken JSON', 400, 'body.broken-json', null, post('{"id":')],
    ['an oversized body', 413, 'body.too-large', null, post({ id, text: 'x'.repeat(300_000) })],
    [
      'another media type',
      415,
      'body.media-type',
      null,
      () => centre.call('POST', messages, { token: kim.token, body: '<a/>', headers: { 'content-type': 'text/xml' } }),
    ],
    [
      'a foreign chat',
      404,
      'chat.not-found',
      null,
      () => kim.call('POST', `/chats/${other.chatId}/messages`, { id, text: 'x' }),
    ],
    ['a foreign chat, read', 404, 'chat.not-found', null, () => kim.call('GET', `/chats/${other.chatId}/messages`)],
    ['a chat that is none', 404, 'chat.not-found', null, () => owner.call('GET', `/chats/${randomUUID()}`)],
    ['an id in the path that is none', 422, 'input.wrong', 'chatId', () => owner.call('GET', '/chats/..%2f..%2fetc')],
    [
      'a forged token',
      401,
      'login.needed',
      null,
      () => centre.call('GET', `/chats/${kim.chatId}`, { token: `${kim.chatId}.${'A'.repeat(43)}` }),
    ],
    ['no token', 401, 'login.needed', null, () => centre.call('GET', '/me')],
    ['a customer among agents', 403, 'agents-only', null, () => kim.call('GET', '/agents')],
    ['a customer who accepts', 403, 'agents-only', null, () => kim.call('POST', `/chats/${kim.chatId}/accept`)],
    [
      'a rating out of range',
      422,
      'input.wrong',
      'score',
      () => kim.call('POST', `/chats/${kim.chatId}/rating`, { score: 6 }),
    ],
    [
      'an availability that is none',
      422,
      'input.wrong',
      'availability',
      () => owner.call('PUT', '/me/availability', { availability: 'here' }),
    ],
    [
      'a reason without away',
      422,
      'away-reason.not-away',
      'awayReason',
      () => owner.call('PUT', '/me/availability', { availability: 'busy', awayReason: 'lunch' }),
    ],
    [
      'an e-mail that is none',
      422,
      'input.wrong',
      'email',
      () => owner.call('POST', '/agents', { name: 'X', email: 'x', password: 'long-enough' }),
    ],
    [
      'a short password',
      422,
      'input.wrong',
      'password',
      () => owner.call('POST', '/agents', { name: 'X', email: 'x@example.org', password: 'short' }),
    ],
    [
      'an e-mail that is taken',
      409,
      'agent.email-used',
      'email',
      () =>
        owner
          .call('POST', '/agents', { name: 'X', email: 'OWNER@localhost.example', password: 'long-enough' })
          .then(() =>
            owner.call('POST', '/agents', { name: 'Y', email: 'owner@LOCALHOST.example', password: 'long-enough' }),
          ),
    ],
    ['a file name with a path', 422, 'input.wrong', 'name', upload('../../etc/passwd', 'x')],
    ['a file name with a backslash', 422, 'input.wrong', 'name', upload('..\\x', 'x')],
    ['a file above the limit', 413, 'attachment.too-large', null, upload('x.bin', new Uint8Array(1_100_000))],
    ['a file as something else', 415, 'body.media-type', null, upload('x.txt', 'x', 'text/plain')],
    ['a page that is none', 422, 'input.wrong', 'limit', () => kim.call('GET', `${messages}?limit=many`)],
    ['an unknown method', 404, 'method.not-found', null, () => owner.call('GET', '/nothing')],
    [
      'an idempotency key that is too long',
      422,
      'input.wrong',
      'Idempotency-Key',
      () => kim.call('POST', messages, { id, text: 'x' }, { 'idempotency-key': 'k'.repeat(201) }),
    ],
  ]
  for (const [what, status, code, field, ask] of wrongs) {
    const answer = await ask()
    const problem = answer.body as Problem
    assert.deepEqual([answer.status, problem.code], [status, code], `${what}: ${JSON.stringify(problem)}`)
    if (field)
      assert.ok(
        problem.errors?.some((error) => error.field === field && error.accepted !== ''),
        `${what}: ${JSON.stringify(problem)}`,
      )
    assert.doesNotMatch(JSON.stringify(problem), /node_modules|\.ts:|SELECT|Other|at Object/, what)
  }
  const facts = await centre.app.desk.ask((state) => state.position)
  // The one agent that the taken e-mail needed, and the login of nobody.
  assert.equal(facts, before + 1, 'something was stored')
  assert.equal((await kim.say('Still here')).status, 201)
})

test('H-25 HTML stays text, and a file is what its bytes are', async (t) => {
  const centre = await Centre.open(t)
  const kim = centre.customer()
  await kim.open()
  const evil = '<img src=x onerror=alert(1)> & "quotes"'
  await kim.say(evil)
  const { body } = await kim.call<{ messages: MessageView[] }>('GET', `/chats/${kim.chatId}/messages`)
  assert.equal(body.messages[0]?.kind === 'text' && body.messages[0].text, evil)

  const svg = await attach(
    centre,
    kim,
    'picture.png',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  )
  assert.equal(svg.headers.get('content-type'), 'application/octet-stream')
  assert.match(svg.headers.get('content-disposition') ?? '', /^attachment; filename="picture\.png"/)
  assert.equal(svg.headers.get('x-content-type-options'), 'nosniff')
  assert.match(svg.headers.get('content-security-policy') ?? '', /sandbox/)
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const picture = await attach(centre, kim, 'naïve “name”.exe', png)
  assert.equal(picture.headers.get('content-type'), 'image/png')
  assert.match(picture.headers.get('content-disposition') ?? '', /^inline; .*filename\*=UTF-8''na%C3%AFve/)
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), png)
})

test('H-1 the cookie alone writes nothing, and helps no other site', async (t) => {
  const centre = await Centre.open(t)
  const { headers, body } = await centre.call<{ csrf: string }>('POST', '/login', {
    body: { email: 'owner@localhost', password: 'owner-password' },
  })
  const set = headers.get('set-cookie') ?? ''
  assert.match(set, /HttpOnly/)
  assert.match(set, /SameSite=Strict/)
  const cookie = set.split(';')[0] as string
  const change = (more: Record<string, string>) =>
    centre.call<Problem>('PUT', '/me/availability', { body: { availability: 'busy' }, headers: { cookie, ...more } })
  assert.deepEqual((await change({})).body.code, 'csrf.missing')
  assert.deepEqual((await change({ 'x-polydesk-csrf': 'guess' })).body.code, 'csrf.missing')
  assert.deepEqual(
    (await change({ 'x-polydesk-csrf': body.csrf, origin: 'https://evil.example' })).body.code,
    'csrf.other-origin',
  )
  assert.equal((await change({ 'x-polydesk-csrf': body.csrf })).status, 200)
  assert.equal((await centre.call('GET', '/me', { headers: { cookie } })).status, 200)
  const socket = new WebSocket(`${centre.base.replace('http', 'ws')}/feed`, {
    headers: { cookie, origin: 'https://evil.example' },
  })
  await once(socket, 'open')
  socket.send('{"type":"hello"}')
  const [code] = (await once(socket, 'close')) as [number]
  assert.equal(code, 4401)
  await centre.call('DELETE', '/login', { headers: { cookie, 'x-polydesk-csrf': body.csrf } })
  assert.equal((await centre.call('GET', '/me', { headers: { cookie } })).status, 401)
})

test('H-3 H-4 tokens expire, passwords are not guessed by trying', async (t) => {
  const centre = await Centre.open(t)
  const kim = centre.customer()
  await kim.open()
  centre.clock.pass(30 * 86_400_000)
  assert.equal((await kim.call('GET', `/chats/${kim.chatId}`)).status, 401)
  const tries = []
  for (let no = 0; no < 12; no++)
    tries.push(
      (
        await centre.call<Problem>('POST', '/tokens', {
          body: { email: 'owner@localhost', password: `guess-${no}-guess` },
        })
      ).status,
    )
  assert.deepEqual(tries, [...Array(10).fill(401), 429, 429])
  centre.clock.pass(60_000)
  assert.ok(await centre.owner())
})

test('H-11 a write happens once per idempotency key, over a restart too; another request with the key is refused', async (t) => {
  const centre = await Centre.open(t)
  const owner: Agent = await centre.owner()
  const add = (name: string) =>
    owner.call<{ queue: { id: string } }>('POST', '/queues', { name }, { 'idempotency-key': 'once' })
  const [first, second] = await Promise.all([add('Billing'), add('Billing')])
  assert.deepEqual([first.status, second.status], [201, 201])
  assert.equal(second.body.queue.id, first.body.queue.id)
  await centre.restart()
  assert.equal((await add('Billing')).body.queue.id, first.body.queue.id)
  const reused = await add('Returns')
  assert.deepEqual([reused.status, (reused.body as unknown as Problem).code], [409, 'idempotency.key-reused'])
  assert.equal(centre.app.desk.state.queues.size, 2)
})

test('a visitor who is too quick is slowed down, and no other visitor behind the same address', async (t) => {
  const centre = await Centre.open(t, { POLYDESK_MESSAGES_PER_VISITOR_PER_MINUTE: '60' })
  const [quick, calm] = [centre.customer(), centre.customer()]
  await quick.open()
  await calm.open()
  const statuses = []
  for (let no = 0; no < 20; no++) statuses.push((await quick.say(`Message ${no}`)).status)
  assert.deepEqual(statuses, [...Array(15).fill(201), ...Array(5).fill(429)])
  const refused = await quick.say('Once more')
  assert.equal(refused.headers.get('retry-after'), '1')
  assert.equal((await calm.say('Hello')).status, 201)
  centre.clock.pass(1_000)
  assert.equal((await quick.say('After a second')).status, 201)
})

/** Sends a file and fetches it again. */
async function attach(
  centre: Centre,
  customer: Customer,
  name: string,
  bytes: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const chat = `${centre.base}/chats/${customer.chatId}/attachments`
  const headers = { authorization: `Bearer ${customer.token}`, 'content-type': 'application/octet-stream' }
  const stored = await fetch(`${chat}?name=${encodeURIComponent(name)}`, { method: 'POST', headers, body: bytes })
  assert.equal(stored.status, 201)
  const { id } = (await stored.json()) as { id: string }
  return fetch(`${chat}/${id}`, { headers })
}

test('a picture of an agent is a picture, and not too large', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const send = (bytes: Uint8Array<ArrayBuffer>) =>
    fetch(`${centre.base}/agents/${owner.id}/photo`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/octet-stream' },
      body: bytes,
    })
  const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
  assert.deepEqual(await code(await send(new TextEncoder().encode('<svg onload="alert(1)">'))), [
    415,
    'photo.media-type',
  ])
  assert.deepEqual(await code(await send(new Uint8Array(1024 * 1024 + 1))), [413, 'photo.too-large'])
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  assert.equal((await send(new Uint8Array(pixel))).status, 200)
  const shown = await fetch(`${centre.base}/agents/${owner.id}/photo`, {
    headers: { authorization: `Bearer ${owner.token}` },
  })
  assert.equal(shown.headers.get('content-type'), 'image/gif')
  assert.deepEqual(Buffer.from(await shown.arrayBuffer()), pixel)
})
