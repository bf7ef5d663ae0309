import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import type { NotDelivered } from '#ports/gateway.ts'
import { httpGateway } from './http-gateway.ts'

const now = Date.UTC(2026, 0, 5, 9)
const line = { messageId: 'm', channel: 'sms', to: '+27821234567', chatNo: 1, content: { text: 'hello' } }

/** How the delivery of a line fails at a provider that answers so; null when it does not. */
async function failure(t: TestContext, answer: RequestListener, channel = 'sms', timeoutMs = 10_000) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const settings = { channels: [{ name: 'sms', url }], secret: 'a secret of 24 characters', timeoutMs }
  const gateway = httpGateway(settings, { now: () => now as Instant })
  return gateway.deliver(channel, line).then(
    () => null,
    ({ message, final, retryAfterMs }: NotDelivered) => ({ message, final, retryAfterMs }),
  )
}

const answering = (status: number, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => void response.writeHead(status, headers).end('words '.repeat(1_000))
}

test('any 2xx is accepted', async (t) => {
  for (const status of [200, 201, 202, 204]) assert.equal(await failure(t, answering(status)), null, `${status}`)
})

test('a line that is wrong itself, or an address that is gone, is failed for good; all else may be tried again', async (t) => {
  for (const status of [400, 404, 410, 413, 422])
    assert.equal((await failure(t, answering(status)))?.final, true, `${status}`)
  for (const status of [301, 401, 403, 408, 429, 500, 502, 503])
    assert.equal((await failure(t, answering(status)))?.final, false, `${status}`)
})

test('Retry-After counts with 429 and 503, in seconds and as a date', async (t) => {
  const asked = async (status: number, value: string) =>
    (await failure(t, answering(status, { 'retry-after': value })))?.retryAfterMs
  assert.equal(await asked(429, '90'), 90_000)
  assert.equal(await asked(503, new Date(now + 5_000).toUTCString()), 5_000)
  assert.equal(await asked(503, new Date(now - 5_000).toUTCString()), 0)
  assert.equal(await asked(503, 'soon'), null)
  assert.equal(await asked(500, '90'), null)
})

test('a provider that never answers, hangs up or is not configured is tried again', async (t) => {
  const late = await failure(t, () => {}, 'sms', 50)
  assert.deepEqual(late, { message: 'the provider did not answer in time', final: false, retryAfterMs: null })
  assert.equal((await failure(t, ({ socket }) => void socket.destroy()))?.final, false)
  const unknown = await failure(t, answering(200), 'fax')
  assert.deepEqual(unknown, { message: 'the channel fax is not configured', final: false, retryAfterMs: null })
})
