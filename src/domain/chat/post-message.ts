import { knownTo } from '../access/known.ts'
import { mustChat } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import { type Decision, isRefusal, nothing, type Verb } from '../decision.ts'
import type { AttachmentId, CannedResponseId, ChatId, MessageId } from '../ids.ts'
import { missing } from '../organisation/nouns.ts'
import { type Refusal, refuse, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { isEnded } from './chat.ts'
import { fileStored, type Line, linesOf, linesPosted, type NewFile } from './lines.ts'
import type { Writer } from './message.ts'
import { checkText } from './text.ts'

export interface PostMessage {
  readonly do: 'postMessage'
  readonly chatId: ChatId
  readonly messageId: MessageId
  readonly content: Text | { readonly attachmentId: AttachmentId } | WithFile
}

interface Text {
  readonly text: string
  /** From which it was made, as it is or after a change; agents only. */
  readonly cannedResponseId?: CannedResponseId
}

/** A file that is stored in the same step, with or without a text before it. */
interface WithFile {
  readonly text: string | null
  readonly file: NewFile
  /** Of the file's line, where there is a text too. */
  readonly fileMessageId: MessageId
}

/** One side writes a line, or a text and a file at once. The same id from the same author again changes nothing: the first answer holds. */
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
  const byAgent = chat.address !== null && author.kind === 'agent'
  if (byAgent && state.deliveries.find(messageId)) return refuse('conflict', 'message.id-used')
  if (!('file' in content)) {
    const line = lineOf(state, actor, chatId, messageId, content)
    return isRefusal(line) ? line : linesPosted(state, chat, author, [line], at)
  }

  const { text, file, fileMessageId } = content
  const wrong = text === null ? null : checkText(text)
  if (wrong) return wrong
  const fileIdUsed = state.usedMessageIds(chatId).has(fileMessageId) || fileMessageId === messageId
  if (fileIdUsed || (byAgent && state.deliveries.find(fileMessageId))) return refuse('conflict', 'message.id-used')
  if (state.attachments.find(file.attachmentId)) return refuse('conflict', 'attachment.id-used')
  return [...fileStored(chatId, file), ...linesPosted(state, chat, author, linesOf({ messageId, ...content }), at)]
}

function lineOf(
  state: DeskState,
  actor: Actor,
  chatId: ChatId,
  messageId: MessageId,
  content: Exclude<PostMessage['content'], WithFile>,
): Line | Refusal {
  if ('text' in content)
    return checkText(content.text) ?? checkSource(state, actor, content) ?? { messageId, ...content }
  const attachment = state.attachments.require(content.attachmentId)
  return attachment.chatId === chatId ? { messageId, attachment } : refuse('not-found', 'attachment.not-found')
}

/** Whether there is the canned response from which a text was made, for who wrote it. */
function checkSource(state: DeskState, actor: Actor, { cannedResponseId }: Text): Refusal | null {
  if (cannedResponseId === undefined) return null
  const field = 'cannedResponseId'
  const problems =
    actor.kind === 'agent'
      ? missing(knownTo(state, actor), 'cannedResponses', cannedResponseId, field)
      : [{ field, accepted: 'left out by who is no agent' }]
  return refuseWrong('canned-response.unknown', problems)
}
