import { mustChat } from '../access/may.ts'
import { type Decision, isRefusal, nothing, type Verb } from '../decision.ts'
import type { AttachmentId, ChatId, MessageId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { isEnded } from './chat.ts'
import { type Line, linesPosted } from './lines.ts'
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
  // Providers tell repeats by the id of a line alone, over all chats.
  if (chat.address && author.kind === 'agent' && state.deliveries.find(messageId))
    return refuse('conflict', 'message.id-used')

  const line = lineOf(state, chatId, messageId, content)
  return isRefusal(line) ? line : linesPosted(state, chat, author, [line], at)
}

function lineOf(
  state: DeskState,
  chatId: ChatId,
  messageId: MessageId,
  content: PostMessage['content'],
): Line | Refusal {
  if ('text' in content) return checkText(content.text) ?? { messageId, text: content.text }
  const attachment = state.attachments.require(content.attachmentId)
  return attachment.chatId === chatId ? { messageId, attachment } : refuse('not-found', 'attachment.not-found')
}
