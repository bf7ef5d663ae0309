import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Passwords } from '#ports/passwords.ts'

const derive: (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer> = promisify(argon2)

/** The OWASP cheat sheet's configuration for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const form = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/
const atOnce = 2

let running = 0
const waiting: (() => void)[] = []

/** Two at once, so that a storm of sign-ins eats neither memory nor all threads. */
async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** Passwords as argon2id hashes in PHC form. */
export const argon2Passwords: Passwords = {
  hash: (password) =>
    inTurn(async () => {
      const nonce = randomBytes(16)
      const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...cost })
      return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(nonce)}$${plain(tag)}`
    }),

  matches: (password, hash) =>
    inTurn(async () => {
      const parts = hash === null ? null : form.exec(hash)
      const [, memory, passes, parallelism, nonce = '', tag = ''] = parts ?? []
      const known = parts
        ? { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
        : { memory: cost.memory, passes: cost.passes, parallelism: cost.parallelism }
      const expected = parts ? Buffer.from(tag, 'base64') : Buffer.alloc(cost.tagLength)
      const salt = parts ? Buffer.from(nonce, 'base64') : Buffer.alloc(16)
      // Without a hash the same work is done, so that the time says nothing.
      const found = await derive('argon2id', {
        message: password.normalize('NFKC'),
        nonce: salt,
        ...known,
        tagLength: expected.length,
      })
      return timingSafeEqual(found, expected) && parts !== null
    }),
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
