import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { WrongInput } from './problem.ts'

/** The key under which a write is done once, and a digest of what was asked. */
interface Once {
  readonly id: string
  readonly request: string
}

/** What the header `Idempotency-Key` of a request says, for the one whose key it is; null when there is none. */
export function onceOf(request: FastifyRequest, whose: string): Once | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200)
    throw new WrongInput([{ field: 'Idempotency-Key', accepted: '1 to 200 characters, once' }])
  return { id: `${whose} ${key}`, request: digestOf(request) }
}

/** Secrets are left out: a digest of a password could be guessed, and a new token asks for the same as the old one did. */
function digestOf({ method, url, body }: FastifyRequest): string {
  const text = isPlain(body) ? JSON.stringify(body, (key, value) => (/password/i.test(key) ? '' : value)) : ''
  const address = url.replaceAll(/([?&]sessiontoken=)[^&]*/gi, '$1')
  return createHash('sha256').update(`${method} ${address} ${text}`).digest('base64url')
}

function isPlain(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype
}
