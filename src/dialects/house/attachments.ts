import { Readable } from 'node:stream'
import { mustChat } from '#domain/access/may.ts'
import { isEnded } from '#domain/chat/chat.ts'
import type { AttachmentId, ChatId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { acceptedName, badName } from '#wire/files/file-name.ts'
import { mediaTypeOf } from '#wire/files/media-type.ts'
import { fileHeaders } from '#wire/http/file-headers.ts'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'
import { callerOfRequest } from './auth.ts'
import { visible } from './chats.ts'
import type { HouseApp, HouseParts } from './house.ts'
import type { MessageRate } from './messages.ts'
import { AttachmentParams, ChatParams, UploadQuery } from './schemas.ts'
import { AttachmentView } from './views.ts'
import { write } from './write.ts'

/** Files of a chat: stored by content, shown only when they are pictures, else downloaded. */
export function attachmentRoutes(app: HouseApp, parts: HouseParts, rate: MessageRate): void {
  const { desk, files, ids, settings } = parts
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  app.post(
    '/chats/:chatId/attachments',
    {
      schema: {
        tags: ['messages'],
        summary: 'Upload a file; then post a message with it',
        consumes: ['application/octet-stream'],
        params: ChatParams,
        querystring: UploadQuery,
        response: { 201: AttachmentView },
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      rate.check(actor)
      const chatId = request.params.chatId as ChatId
      const { name } = request.query
      if (badName.test(name)) throw new WrongInput([{ field: 'name', accepted: acceptedName }])
      const bytes = request.body
      if (!(bytes instanceof Readable))
        throw new HttpProblem(415, 'body.media-type', { detail: 'The body is the file, as application/octet-stream' })
      // Who may not store a file here must not fill the disk first.
      await desk.ask((state) => {
        const chat = visible(state, actor, chatId)
        mustChat(state, actor, 'attach', chat)
        if (isEnded(chat)) throw new Refused(refuse('conflict', 'chat.ended'))
      })
      const stored = await files.put(bytes, settings.attachmentLimitBytes)
      if (stored === 'too-large')
        throw new HttpProblem(413, 'attachment.too-large', { facts: { limitBytes: settings.attachmentLimitBytes } })
      const { sha256, byteCount, head } = stored
      const mediaType = await mediaTypeOf(head)
      const attachmentId = ids.uuid() as AttachmentId
      const command = { do: 'storeAttachment', chatId, attachmentId, name, mediaType, byteCount, sha256 } as const
      return write(parts, request, reply, actor, command, () => ({
        status: 201,
        body: { id: attachmentId, name, mediaType, byteCount },
      }))
    },
  )

  app.get(
    '/chats/:chatId/attachments/:attachmentId',
    { schema: { tags: ['messages'], summary: 'A file of the chat', params: AttachmentParams } },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      const attachment = await desk.ask((state) => {
        const chat = visible(state, actor, request.params.chatId)
        mustChat(state, actor, 'read', chat)
        const found = state.attachments.require(request.params.attachmentId)
        if (found.chatId !== chat.id) throw new Refused(refuse('not-found', 'attachment.not-found'))
        return found
      })
      const bytes = await files.get(attachment.sha256)
      if (!bytes) throw new Refused(refuse('not-found', 'attachment.not-found'))
      reply.headers(fileHeaders(attachment))
      reply.header('cache-control', 'private, max-age=31536000, immutable')
      return Readable.from(bytes)
    },
  )
}
