import { Readable } from 'node:stream'
import Type, { type Static } from 'typebox'
import { mustChat } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import { messageOf } from '#domain/chat/apply.ts'
import { isEnded } from '#domain/chat/chat.ts'
import type { NewFile } from '#domain/chat/lines.ts'
import type { PostMessage } from '#domain/chat/post-message.ts'
import { checkText } from '#domain/chat/text.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AttachmentId, ChatId, MessageId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { bytesOfBase64 } from '#wire/files/base64.ts'
import { acceptedName, badName } from '#wire/files/file-name.ts'
import { mediaTypeOf } from '#wire/files/media-type.ts'
import { fileHeaders } from '#wire/http/file-headers.ts'
import { onceOf } from '#wire/http/idempotency.ts'
import { type FieldError, HttpProblem, WrongInput } from '#wire/http/problem.ts'
import type { AgentChatParts } from './agentchat.ts'
import { messageExample } from './examples.ts'
import { agentMethod } from './method.ts'
import { presentMessage } from './present.ts'
import { closed, No } from './schemas.ts'
import { assignedChat, seenChat } from './seen-chat.ts'
import { MessageView } from './views.ts'

type Settings = AgentChatParts['settings']

const Sent = Type.Object({ ChatID: No, Count: Type.Integer(), Messages: Type.Array(MessageView) }, closed)
const Body = {
  ChatID: No,
  MessageText: Type.String({ description: 'May be empty when there is an attachment' }),
  AttachmentType: Type.Optional(Type.String({ maxLength: 255, description: 'A hint: the content decides' })),
  AttachmentName: Type.Optional(Type.String({ maxLength: 255 })),
  AttachmentData: Type.Optional(Type.String({ description: 'Base64 after RFC 4648 with padding' })),
}

interface Content {
  /** Null: the file alone. */
  readonly text: string | null
  readonly file: { readonly name: string; readonly bytes: Buffer } | null
}

/** AC-40. */
export const sendMessage = agentMethod({
  name: 'SendMessage',
  verb: 'POST',
  heading: 'Chats',
  about: 'Send a message to a chat',
  rules: ['AC-40'],
  apiKey: true,
  body: Body,
  // A file grows by a third in base64; the rest has room in what any body may have.
  bodyLimit: ({ attachmentLimitBytes, messageLimit }) =>
    Math.ceil((attachmentLimitBytes * 4) / 3) + 4 * messageLimit + 64 * 1024,
  tooLarge,
  answer: Sent,
  example: { ChatID: 408, Count: 1, Messages: [messageExample] },
  run: async ({ parts, request, body, agent, actor, ask }) => {
    const once = onceOf(request, `agentchat ${agent.id}`)
    const content = contentOf(body, parts.settings)
    const chatId = await ask((state) => mustPost(state, actor, body.ChatID))
    const command = await commandOf(parts, chatId, content)
    const answer = (state: DeskState, events: readonly DeskEvent[]) => {
      const chat = state.chats.require(chatId)
      const messages = events.flatMap((event) =>
        event.type === 'chat.messagePosted' && event.author.kind === 'agent' ? [messageOf(event)] : [],
      )
      const shown = messages.map((message) => presentMessage(state, chat, message))
      // The chat's own id is kept with it, so that the answer goes when its person is erased.
      return { chatId, sent: { ChatID: chat.no, Count: shown.length, Messages: shown } }
    }
    const { sent } = await parts.desk.execute(actor, command, { answer, ...(once && { once }) })
    return sent
  },
})

/** AC-49. */
export const getAttachment = agentMethod({
  name: 'GetAttachment',
  verb: 'GET',
  heading: 'Chats',
  about: 'The content of an attachment',
  rules: ['AC-49'],
  query: { ChatID: No, AttachmentID: Type.String({ minLength: 1, maxLength: 50 }) },
  answer: null,
  mediaType: 'application/octet-stream',
  example: 'The bytes of the file',
  run: async ({ parts, query, actor, ask, reply }) => {
    const attachment = await ask((state) => {
      const chat = seenChat(state, actor, query.ChatID)
      mustChat(state, actor, 'read', chat)
      const found = state.attachments.require(query.AttachmentID.toLowerCase())
      if (found.chatId !== chat.id) throw noAttachment()
      return found
    })
    const bytes = await parts.files.get(attachment.sha256)
    if (!bytes) throw noAttachment()
    reply.headers(fileHeaders(attachment))
    return Readable.from(bytes)
  },
})

function noAttachment(): Refused {
  return new Refused(refuse('not-found', 'attachment.not-found'))
}

/** Stops who may not write there before anything is stored. */
function mustPost(state: DeskState, actor: Actor, no: number): ChatId {
  const chat = assignedChat(state, actor, no)
  mustChat(state, actor, 'post', chat)
  if (isEnded(chat)) throw new Refused(refuse('conflict', 'chat.ended'))
  return chat.id
}

/** What is to be said, or every parameter that is wrong. Empty parameters of an attachment count as left out. */
function contentOf(body: Static<Type.TObject<typeof Body>>, settings: Settings): Content {
  const { MessageText: text, AttachmentType = '', AttachmentName: name = '', AttachmentData: data = '' } = body
  const wrong: FieldError[] = []
  const attached = name !== '' || data !== '' || AttachmentType !== ''
  if (text.length > settings.messageLimit)
    wrong.push({ field: 'MessageText', accepted: `at most ${settings.messageLimit} characters` })
  if (text === '' && !attached)
    wrong.push({ field: 'MessageText', accepted: 'at least one visible character, or an attachment' })
  if (attached && name === '') wrong.push({ field: 'AttachmentName', accepted: 'required with an attachment' })
  if (badName.test(name)) wrong.push({ field: 'AttachmentName', accepted: acceptedName })
  if (attached && data === '') wrong.push({ field: 'AttachmentData', accepted: 'required with an attachment' })
  const bytes = bytesOfBase64(data)
  if (!bytes) wrong.push({ field: 'AttachmentData', accepted: 'base64 after RFC 4648 with padding' })
  if (!bytes || wrong.length > 0) throw new WrongInput(wrong)
  // Found before the file is stored, not with the command.
  const blank = text === '' ? null : checkText(text)
  if (blank) throw new Refused(blank)
  if (bytes.length > settings.attachmentLimitBytes) throw tooLarge(settings)
  return { text: text === '' ? null : text, file: attached ? { name, bytes } : null }
}

async function commandOf(parts: AgentChatParts, chatId: ChatId, { text, file }: Content): Promise<PostMessage> {
  const { ids } = parts
  const common = { do: 'postMessage', chatId, messageId: ids.uuid() as MessageId } as const
  if (!file) return { ...common, content: { text: text ?? '' } }
  const stored = await storedFile(parts, file)
  return { ...common, content: { text, file: stored, fileMessageId: ids.uuid() as MessageId } }
}

async function storedFile(
  { files, ids, settings }: AgentChatParts,
  { name, bytes }: NonNullable<Content['file']>,
): Promise<NewFile> {
  const stored = await files.put(Readable.from([bytes]), settings.attachmentLimitBytes)
  if (stored === 'too-large') throw tooLarge(settings)
  const { sha256, byteCount, head } = stored
  return { attachmentId: ids.uuid() as AttachmentId, name, mediaType: await mediaTypeOf(head), byteCount, sha256 }
}

function tooLarge({ attachmentLimitBytes }: Settings): HttpProblem {
  const accepted = `a file of at most ${attachmentLimitBytes} bytes`
  return new HttpProblem(413, 'attachment.too-large', { errors: [{ field: 'AttachmentData', accepted }] })
}
