import Type from 'typebox'
import type { Looks } from '#desk/looks.ts'
import { mustChat } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import { nameIn } from '#domain/customer/customer.ts'
import type { AttachmentId, CannedResponseId, ChatId, MessageId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { Buckets } from '#wire/http/bucket.ts'
import { callerOfRequest } from './auth.ts'
import { checkLength, visible } from './chats.ts'
import type { Feed } from './feed/feed.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { presentMessage } from './present.ts'
import { ChatParams, MarksBody, MessageBody, MessagesQuery, TypingBody } from './schemas.ts'
import { MessageView, PostedView } from './views.ts'
import { write } from './write.ts'

/** Keeps what customers send within the configured rate, each chat by itself; agents are not limited. */
export class MessageRate {
  readonly #buckets: Buckets

  constructor({ settings, clock }: HouseParts) {
    const perMinute = settings.messagesPerVisitorPerMinute
    this.#buckets = new Buckets(perMinute, Math.max(10, perMinute / 4), () => clock.now())
  }

  /** Refuses when the customer was too quick. */
  check(actor: Actor): void {
    if (actor.kind === 'customer') this.checkSender(actor.chatId)
  }

  /** The same for who is known by something else than their chat. */
  checkSender(key: string): void {
    const wait = this.#buckets.take(key)
    if (wait !== null) throw new Refused(refuse('too-many', 'messages.too-many', { retryAfterMs: wait }))
  }
}

/** Where a message stands, first time or repeated: the first answer. */
export function postedView(state: DeskState, chatId: ChatId, id: MessageId): PostedView {
  const used = state.usedMessageIds(chatId).get(id)
  if (!used) throw new Error(`message ${id} was posted but is not known`)
  return { chatId, id, seq: used.seq, at: used.at }
}

/** What was written, and from which canned response an agent made it. */
export function textOf({ text, cannedResponseId: id }: { readonly text: string; readonly cannedResponseId?: string }) {
  return id === undefined ? { text } : { text, cannedResponseId: id as CannedResponseId }
}

/** The lines of a conversation: read, written, marked; and who is typing. */
export function messageRoutes(app: HouseApp, parts: HouseParts, feed: Feed, rate: MessageRate, looks: Looks): void {
  const { desk, store, settings } = parts

  app.get(
    '/chats/:chatId/messages',
    {
      schema: {
        tags: ['messages'],
        summary: 'A page of the conversation, ascending by seq',
        params: ChatParams,
        querystring: MessagesQuery,
        response: { 200: Type.Object({ messages: Type.Array(MessageView), lastSeq: Type.Integer() }) },
      },
    },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      const { chat, customer } = await desk.ask((state) => {
        const chat = visible(state, actor, request.params.chatId)
        mustChat(state, actor, 'read', chat)
        return { chat, customer: state.customers.get(chat.customerId) }
      })
      await looks.note(actor, chat, 'conversation')
      const messages = await store.messages(chat.id, { limit: 100, ...request.query })
      const lastSeq = Math.max(chat.lastSeq, messages.at(-1)?.seq ?? 0)
      return {
        messages: messages.map((message) => presentMessage(message, desk.state, nameIn(chat, customer))),
        lastSeq,
      }
    },
  )

  app.post(
    '/chats/:chatId/messages',
    {
      schema: {
        tags: ['messages'],
        summary: 'Write a line; a repeat of the same id gets the first answer',
        params: ChatParams,
        body: MessageBody,
        response: { 200: PostedView, 201: PostedView },
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      rate.check(actor)
      const { body } = request
      if ('text' in body) checkLength(body.text, 'text', settings.messageLimit)
      const chatId = request.params.chatId as ChatId
      const messageId = body.id as MessageId
      const content = 'text' in body ? textOf(body) : { attachmentId: body.attachmentId as AttachmentId }
      return write(
        parts,
        request,
        reply,
        actor,
        { do: 'postMessage', chatId, messageId, content },
        (state, events) => ({
          status: events.length > 0 ? 201 : 200,
          body: postedView(state, chatId, messageId),
        }),
      )
    },
  )

  app.put(
    '/chats/:chatId/marks',
    {
      schema: {
        tags: ['messages'],
        summary: 'How far you have got in the conversation',
        params: ChatParams,
        body: MarksBody,
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      const chatId = request.params.chatId as ChatId
      await write(parts, request, reply, actor, { do: 'markChat', chatId, ...request.body }, () => ({
        status: 204,
        body: null,
      }))
    },
  )

  app.post(
    '/chats/:chatId/typing',
    { schema: { tags: ['messages'], summary: 'You are typing, or stopped', params: ChatParams, body: TypingBody } },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      rate.check(actor)
      await feed.typing(actor, request.params.chatId as ChatId, request.body.typing)
      reply.code(204)
    },
  )
}
