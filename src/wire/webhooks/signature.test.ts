import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSigned, signed } from './signature.ts'

/** From the documents and the reference libraries of Standard Webhooks. */
const vectors = [
  {
    secret: 'whsec_plJ3nmyCDGBKInavdOK15jsl',
    id: 'msg_loFOjxBNrRLzqYUf',
    timestamp: 1_731_705_121,
    body: '{"event_type":"ping","data":{"success":true}}',
    signature: 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
  },
  {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
]

for (const { secret, id, timestamp, body, signature } of vectors)
  test(`the standard's own example is signed and believed (${id})`, () => {
    const headers = signed(secret, id, timestamp * 1_000 + 999, body)
    assert.deepEqual(headers, {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    })
    assert.equal(isSigned(secret, headers, timestamp * 1_000, Buffer.from(body)), true)
  })

const secret = 'a secret of plain text, 24+'
const now = 1_800_000_000_000
const good = signed(secret, 'id', now, 'body')

test('another body, id, time or secret is not believed', () => {
  assert.equal(isSigned(secret, good, now, 'body'), true)
  assert.equal(isSigned(secret, good, now, 'Body'), false)
  assert.equal(isSigned(secret, { ...good, 'webhook-id': 'other' }, now, 'body'), false)
  assert.equal(isSigned(secret, { ...good, 'webhook-timestamp': '1800000001' }, now, 'body'), false)
  assert.equal(isSigned('another secret of plain text', good, now, 'body'), false)
})

test('a signature counts for five minutes, before and after', () => {
  for (const [ms, believed] of [
    [299_000, true],
    [301_000, false],
    [-299_000, true],
    [-301_000, false],
  ] as const)
    assert.equal(isSigned(secret, good, now + ms, 'body'), believed, `${ms} ms`)
})

test('one right signature among several is enough', () => {
  const several = `v1a,AAAA v1,AAAA ${good['webhook-signature']}`
  assert.equal(isSigned(secret, { ...good, 'webhook-signature': several }, now, 'body'), true)
  assert.equal(isSigned(secret, { ...good, 'webhook-signature': 'v1,AAAA v2,BBBB' }, now, 'body'), false)
})

test('a missing header, or one that came twice, is no signature', () => {
  for (const name of Object.keys(good)) {
    assert.equal(isSigned(secret, { ...good, [name]: undefined }, now, 'body'), false)
    assert.equal(isSigned(secret, { ...good, [name]: ['a', 'b'] }, now, 'body'), false)
  }
  assert.equal(isSigned(secret, { ...good, 'webhook-timestamp': '1e9' }, now, 'body'), false)
})
