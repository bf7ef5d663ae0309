import { createHash, randomBytes, randomInt, randomUUID, randomUUIDv7 } from 'node:crypto'
import type { Ids } from '#ports/ids.ts'

/** Identifiers that sort by time, and secrets nobody can guess. */
export const randomIds: Ids = {
  uuid: () => randomUUIDv7(),
  guid: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
  hex: (byteCount) => randomBytes(byteCount).toString('hex'),
  digits: (count) => Array.from({ length: count }, () => randomInt(10)).join(''),
  digest: (secret) => createHash('sha256').update(secret).digest('base64url'),
}
