import { nothing } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AttachmentId, CannedResponseId, ChatId, Instant, MessageId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Chat } from './chat.ts'
import { lineTyped } from './lead-chat.ts'
import type { AttachmentFacts, Writer } from './message.ts'

/** Something somebody wrote: a text, or a stored file. */
export type Line = { readonly messageId: MessageId } & (
  | { readonly text: string; readonly cannedResponseId?: CannedResponseId }
  | { readonly attachment: AttachmentFacts }
)

/** A file whose bytes lie there already, to be stored in the step that says its line. */
export interface NewFile {
  readonly attachmentId: AttachmentId
  readonly name: string
  readonly mediaType: string
  readonly byteCount: number
  readonly sha256: string
}

/** A text, a file or both, that come at once. */
export interface TextAndFile {
  readonly messageId: MessageId
  readonly text: string | null
  readonly file: NewFile | null
  /** Of the file's line, where there is a text too; alone, a file is the message itself. */
  readonly fileMessageId: MessageId
}

/** One line each: the text first. */
export function linesOf({ messageId, fileMessageId, text, file }: TextAndFile): readonly Line[] {
  const said = text === null ? [] : [{ messageId, text }]
  if (!file) return said
  const { attachmentId: id, name, mediaType, byteCount } = file
  const ownId = text === null ? messageId : fileMessageId
  return [...said, { messageId: ownId, attachment: { id, name, mediaType, byteCount } }]
}

/** That the file is now one of the chat's. */
export function fileStored(chatId: ChatId, file: NewFile | null): readonly Fact[] {
  if (!file) return nothing
  const { name, ...facts } = file
  return [{ type: 'attachment.stored', chatId, ...facts, words: { name } }]
}

/** What follows when one side writes lines at once. While a flow leads the chat, what the customer writes is one answer to it. */
export function linesPosted(
  state: DeskState,
  chat: Chat,
  author: Writer,
  lines: readonly Line[],
  at: Instant,
): readonly Fact[] {
  const posted = lineFacts(chat, author, lines)
  if (chat.phase !== 'welcome' || author.kind !== 'customer') return posted
  const answer = lines.find((line) => 'text' in line)
  const last = { ...chat, lastSeq: chat.lastSeq + lines.length - 1 }
  return [...posted, ...(lines.length > 0 ? lineTyped(state, last, answer?.text ?? '', at) : nothing)]
}

/** The lines themselves, each in its place after the last one of the chat. */
export function lineFacts(
  { id: chatId, lastSeq }: Pick<Chat, 'id' | 'lastSeq'>,
  author: Writer,
  lines: readonly Line[],
): Fact[] {
  return lines.map((line, index) => {
    const posted = { type: 'chat.messagePosted', chatId, messageId: line.messageId, seq: lastSeq + 1 + index } as const
    if ('text' in line) {
      const { text, cannedResponseId } = line
      const said = { ...posted, author, attachmentId: null, words: { text } }
      return cannedResponseId === undefined ? said : { ...said, cannedResponseId }
    }
    const { id: attachmentId, name, mediaType, byteCount } = line.attachment
    return { ...posted, author, attachmentId, words: { attachment: { name, mediaType, byteCount } } }
  })
}
