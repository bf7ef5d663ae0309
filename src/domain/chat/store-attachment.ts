import { mustChat } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { AttachmentId, ChatId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { isEnded } from './chat.ts'

export interface StoreAttachment {
  readonly do: 'storeAttachment'
  readonly chatId: ChatId
  readonly attachmentId: AttachmentId
  readonly name: string
  readonly mediaType: string
  readonly byteCount: number
  readonly sha256: string
}

/** A file of a chat was stored; a message that names it can follow. */
export const storeAttachment: Verb<StoreAttachment> = (state, command, actor) => {
  const { chatId, attachmentId, mediaType, byteCount, sha256, name } = command
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'attach', chat)
  if (isEnded(chat)) return refuse('conflict', 'chat.ended')
  return [{ type: 'attachment.stored', chatId, attachmentId, mediaType, byteCount, sha256, words: { name } }]
}
