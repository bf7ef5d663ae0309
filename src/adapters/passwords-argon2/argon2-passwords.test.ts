import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { argon2Passwords as passwords } from './argon2-passwords.ts'

describe('argon2 passwords', () => {
  test('a hash is in PHC form with the OWASP cost, and salted', async () => {
    const form = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/
    const [one, other] = await Promise.all([passwords.hash('secret'), passwords.hash('secret')])
    assert.match(one, form)
    assert.match(other, form)
    assert.notEqual(one, other)
  })

  test('the password matches its hash, another does not', async () => {
    const hash = await passwords.hash('correct horse')
    assert.equal(await passwords.matches('correct horse', hash), true)
    for (const wrong of ['Correct horse', 'correct horse ', '', 'correct hors']) {
      assert.equal(await passwords.matches(wrong, hash), false, wrong)
    }
  })

  test('the hash of another program with another cost is read', async () => {
    // The reference program: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    assert.equal(await passwords.matches('password', hash), true)
    assert.equal(await passwords.matches('passwore', hash), false)
  })

  test('one way or another of typing an accent is the same password', async () => {
    const hash = await passwords.hash('caf\u00e9')
    assert.equal(await passwords.matches('cafe\u0301', hash), true)
  })

  test('without a hash nothing matches', async () => {
    assert.equal(await passwords.matches('', null), false)
    assert.equal(await passwords.matches('secret', null), false)
  })

  test('what is no argon2id hash matches nothing', async () => {
    const [, , , cost, salt, tag] = (await passwords.hash('secret')).split('$')
    for (const hash of [
      '',
      'secret',
      `$argon2i$v=19$${cost}$${salt}$${tag}`,
      `$argon2id$v=19$m=9999999999,t=1,p=1$${salt}$${tag}`,
    ]) {
      assert.equal(await passwords.matches('secret', hash), false, hash)
    }
  })

  test('many at once are all answered', async () => {
    const hash = await passwords.hash('secret')
    const asked = Array.from({ length: 12 }, (_, place) => passwords.matches(place % 3 ? 'wrong' : 'secret', hash))
    assert.deepEqual(
      await Promise.all(asked),
      Array.from({ length: 12 }, (_, place) => place % 3 === 0),
    )
  })
})
