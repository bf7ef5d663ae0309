import { createHash, timingSafeEqual } from 'node:crypto'
import type { Chat } from '#domain/chat/chat.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'

const form = /^([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The opaque id by which a session is rated and its seeker introduced (CH-51): a UUIDv8 of the chat's number and 90 bits that
 * follow from the hash of the customer's own secret, which never leaves the server. It needs no row of its own, cannot be
 * guessed, and does not follow from the chat's id, which every agent who may see the chat reads. Empty for a chat whose
 * customer has no secret: one who was erased, or a sample.
 */
export function sessionGuidOf({ no, secretHash, id }: Pick<Chat, 'no' | 'secretHash' | 'id'>): string {
  if (secretHash === '') return ''
  const bytes = createHash('sha256').update(`chime session ${id} ${secretHash}`).digest().subarray(0, 16)
  bytes.writeUInt32BE(no, 0)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-')
}

/** The chat of a session; refused `chat.not-found` for whatever is none. */
export function chatOfGuid(state: DeskState, guid: string): Chat {
  const no = Number.parseInt(form.exec(guid.trim())?.[1] ?? '', 16)
  const chatId = Number.isNaN(no) ? null : state.chatIdOf(no)
  const chat = chatId && state.chats.find(chatId)
  if (!chat || !sameText(sessionGuidOf(chat), guid.trim().toLowerCase()))
    throw new Refused(refuse('not-found', 'session.not-found'))
  return chat
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
