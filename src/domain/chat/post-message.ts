import { mustChat } from '../access/may.ts'
import { type Decision, nothing, type Verb } from '../decision.ts'
import type { AttachmentId, ChatId, MessageId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { isEnded } from './chat.ts'
import { lineTyped } from './lead-chat.ts'
import type { Writer } from './message.ts'
import { checkText } from './text.ts'

export interface PostMessage {
  readonly do: 'postMessage'
  readonly chatId: ChatId
  readonly messageId: MessageId
  readonly content: { readonly text: string } | { readonly attachmentId: AttachmentId }
}

/** One side writes a line. The same id from the same author again changes nothing: the first answer holds. */
export const postMessage: Verb<PostMessage> = (state, { chatId, messageId, content }, actor, at): Decision => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const author: Writer | null =
    actor.kind === 'agent'
      ? { kind: 'agent', id: actor.agentId }
      : actor.kind === 'customer'
        ? { kind: 'customer', id: actor.customerId }
        : null
  if (!author) return refuse('not-allowed', 'chat.not-allowed', { action: 'post' })
  const used = state.usedMessageIds(chatId).get(messageId)
  if (used) return used.author.id === author.id ? nothing : refuse('conflict', 'message.id-used')
  mustChat(state, actor, 'post', chat)
  if (isEnded(chat)) return refuse('conflict', 'chat.ended')

  const posted = { type: 'chat.messagePosted', chatId, messageId, seq: chat.lastSeq + 1, author } as const
  // While a flow leads the chat, whatever the customer writes is an answer to it.
  const answering = (line: string) =>
    chat.phase === 'welcome' && author.kind === 'customer' ? lineTyped(state, chat, line, at) : nothing
  if ('text' in content) {
    const { text } = content
    return checkText(text) ?? [{ ...posted, attachmentId: null, words: { text } }, ...answering(text)]
  }
  const { id, chatId: ofChat, name, mediaType, byteCount } = state.attachments.require(content.attachmentId)
  if (ofChat !== chatId) return refuse('not-found', 'attachment.not-found')
  const words = { attachment: { name, mediaType, byteCount } }
  return [{ ...posted, attachmentId: id, words }, ...answering('')]
}
