import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { randomIds } from './random-ids.ts'

describe('random ids', () => {
  test('a uuid has version 7 and sorts by the time it was made', () => {
    const before = Date.now()
    const uuid = randomIds.uuid()
    assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const madeAt = Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)
    assert.ok(madeAt >= before && madeAt <= Date.now())
  })

  test('a guid has version 4 and says nothing of when it was made', () => {
    const made = Array.from({ length: 100 }, () => randomIds.guid())
    for (const guid of made) assert.match(guid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.ok(new Set(made.map((guid) => guid.slice(0, 4))).size > 10)
  })

  test('a secret is 32 bytes in base64url', () => {
    assert.match(randomIds.secret(), /^[A-Za-z0-9_-]{43}$/)
    assert.equal(Buffer.from(randomIds.secret(), 'base64url').length, 32)
  })

  test('digits are as many as asked for, and each digit comes', () => {
    const made = Array.from({ length: 100 }, () => randomIds.digits(23))
    for (const code of made) assert.match(code, /^\d{23}$/)
    assert.equal(new Set(made.join('')).size, 10)
    assert.equal(new Set(made).size, made.length)
  })

  test('a digest is the SHA-256 in base64url', () => {
    assert.equal(randomIds.digest('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  })

  test('none comes twice', () => {
    const made = Array.from({ length: 1_000 }, () => [randomIds.uuid(), randomIds.guid(), randomIds.secret()]).flat()
    assert.equal(new Set(made).size, made.length)
  })
})
