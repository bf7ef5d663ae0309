import { createHmac, timingSafeEqual } from 'node:crypto'

/** The three headers of Standard Webhooks (standardwebhooks.com), lower case. */
export type SignedHeaders = {
  readonly 'webhook-id': string
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string
  /** `v1,<base64>`; several, with spaces between them, while secrets are exchanged. */
  readonly 'webhook-signature': string
}

const toleranceS = 5 * 60

/** Signs a body: the receiver tells repeats by the id, and old news by the time (milliseconds). */
export function signed(secret: string, id: string, nowMs: number, body: string | Uint8Array): SignedHeaders {
  const timestamp = String(Math.floor(nowMs / 1_000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest(secret, id, timestamp, body).toString('base64')}`,
  }
}

/** Whether one of the signatures is right and no older or newer than five minutes. Takes as long for a wrong one as for a right one. */
export function isSigned(
  secret: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  nowMs: number,
  body: string | Uint8Array,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (typeof id !== 'string' || id === '' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return false
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs / 1_000 - Number(timestamp)) > toleranceS) return false
  const expected = digest(secret, id, timestamp, body)
  return signatures.split(' ').some((signature) => {
    if (!signature.startsWith('v1,')) return false
    const given = Buffer.from(signature.slice(3), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

function digest(secret: string, id: string, timestamp: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest()
}

/** As the standard writes secrets, `whsec_` and base64; any other text is its own bytes. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
}
