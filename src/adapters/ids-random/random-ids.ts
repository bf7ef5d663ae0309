import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Ids } from '#ports/ids.ts'

/** Identifiers that sort by time, and secrets nobody can guess. */
export const randomIds: Ids = {
  uuid: () => randomUUIDv7(),
  secret: () => randomBytes(32).toString('base64url'),
}
