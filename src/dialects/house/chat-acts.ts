import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type TSchema } from 'typebox'
import { mustChat } from '#domain/access/may.ts'
import { planReassign, type ReassignChats } from '#domain/chat/assign-chat.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { AgentId, ChatId, DispositionId, MessageId, TagId } from '#domain/ids.ts'
import { agentCaller } from './agents.ts'
import { agentView, checkLength, visible } from './chats.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { presentAside } from './present.ts'
import {
  AgentBody,
  AsideBody,
  AttributesBody,
  BringInBody,
  ChatParams,
  DispositionBody,
  LeaveBody,
  MessagesQuery,
  ReassignBody,
  RecordingBody,
  ResolvedBody,
  TagsBody,
  WatchBody,
} from './schemas.ts'
import { AsideView, ChatView, Id, PostedView } from './views.ts'
import { write } from './write.ts'

const OneChat = Type.Object({ chat: ChatView })
const Outcome = Type.Object({ chatId: Id, moves: Type.Boolean(), code: Type.Union([Type.String(), Type.Null()]) })

/** What agents do to a chat beside talking: bring others in, watch, advise, label, move. */
export function chatActRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store, clock, settings } = parts

  /** One verb on one chat, answered with the chat as it then stands. */
  const act = <Body extends TSchema>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    summary: string,
    body: Body | undefined,
    command: (chatId: ChatId, body: Type.Static<Body>) => Command,
  ) =>
    app.route({
      method,
      url: `/chats/:chatId/${path}`,
      schema: { tags: ['chats'], summary, params: ChatParams, ...(body && { body }), response: { 200: OneChat } },
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const { actor } = await agentCaller(parts, request)
        const chatId = (request.params as { chatId: string }).chatId as ChatId
        const asked = command(chatId, request.body as Type.Static<Body>)
        return write(parts, request, reply, actor, asked, (state) => ({
          body: { chat: agentView(state, actor.agentId, state.chats.require(chatId)) },
        }))
      },
    })

  act('POST', 'bring-in', 'Ask another agent in: aside, or into the conversation', BringInBody, (chatId, body) => ({
    do: 'bringIn',
    chatId,
    agentId: body.agentId as AgentId,
    purpose: body.purpose,
  }))
  act('POST', 'complete-consult', 'Hand the chat to one you asked in', AgentBody, (chatId, { agentId }) => ({
    do: 'completeConsult',
    chatId,
    agentId: agentId as AgentId,
  }))
  act(
    'POST',
    'leave',
    'Leave a chat you were asked into or watch, or send out whom you asked in',
    LeaveBody,
    (chatId, body) => ({
      do: 'leaveChat',
      chatId,
      agentId: (body.agentId ?? null) as AgentId | null,
    }),
  )
  act('POST', 'watch', 'Look on, to whisper or only to see', WatchBody, (chatId, { part }) => ({
    do: 'watchChat',
    chatId,
    part,
  }))
  act('POST', 'barge-in', 'Join in openly', undefined, (chatId) => ({ do: 'bargeIn', chatId }))
  act('POST', 'take-over', 'Make the chat your own', undefined, (chatId) => ({ do: 'takeOver', chatId }))
  act('POST', 'assign', 'Give the chat to an agent, unasked', AgentBody, (chatId, { agentId }) => ({
    do: 'assignChat',
    chatId,
    agentId: agentId as AgentId,
  }))
  act('POST', 'hold', 'Ask the customer to wait', undefined, (chatId) => ({ do: 'holdChat', chatId }))
  act('POST', 'resume', 'You are back', undefined, (chatId) => ({ do: 'resumeChat', chatId }))
  act('POST', 'tags', 'Label the chat', TagsBody, (chatId, { tagIds }) => ({
    do: 'tagChat',
    chatId,
    tagIds: tagIds as TagId[],
  }))
  act('DELETE', 'tags', 'Take labels off', TagsBody, (chatId, { tagIds }) => ({
    do: 'untagChat',
    chatId,
    tagIds: tagIds as TagId[],
  }))
  act('PUT', 'disposition', 'What it was about', DispositionBody, (chatId, { dispositionId }) => ({
    do: 'setDisposition',
    chatId,
    dispositionId: dispositionId as DispositionId,
  }))
  act('PUT', 'attributes', 'Names and values; null takes one away', AttributesBody, (chatId, { attributes }) => ({
    do: 'setAttributes',
    chatId,
    attributes,
  }))
  act('PUT', 'resolved', 'Whether the matter is settled', ResolvedBody, (chatId, { resolved }) => ({
    do: 'setResolved',
    chatId,
    resolved,
  }))
  act('PUT', 'recording', 'Keep the transcript as evidence', RecordingBody, (chatId, { recorded }) => ({
    do: 'setRecording',
    chatId,
    recorded,
  }))

  app.get(
    '/chats/:chatId/asides',
    {
      schema: {
        tags: ['messages'],
        summary: 'Notes, whispers and consultations beside the conversation',
        params: ChatParams,
        querystring: MessagesQuery,
        response: { 200: Type.Object({ asides: Type.Array(AsideView), lastAsideSeq: Type.Integer() }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const chat = await desk.ask((state) => {
        const chat = visible(state, actor, request.params.chatId)
        mustChat(state, actor, 'readAsides', chat)
        return chat
      })
      const asides = await store.asides(chat.id, { limit: 100, ...request.query })
      const lastAsideSeq = Math.max(chat.lastAsideSeq, asides.at(-1)?.asideSeq ?? 0)
      return { asides: asides.map((aside) => presentAside(aside, desk.state)), lastAsideSeq }
    },
  )

  app.post(
    '/chats/:chatId/asides',
    {
      schema: {
        tags: ['messages'],
        summary: 'Write beside the conversation; a repeat of the same id gets the first answer',
        params: ChatParams,
        body: AsideBody,
        response: { 200: PostedView, 201: PostedView },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { kind, text } = request.body
      checkLength(text, 'text', settings.messageLimit)
      const chatId = request.params.chatId as ChatId
      const messageId = request.body.id as MessageId
      return write(
        parts,
        request,
        reply,
        actor,
        { do: 'postAside', chatId, messageId, kind, text },
        (state, events) => {
          const used = state.usedMessageIds(chatId).get(messageId)
          if (!used) throw new Error(`aside ${messageId} was posted but is not known`)
          return {
            status: events.length > 0 ? 201 : 200,
            body: { chatId, id: messageId, seq: used.seq, at: used.at },
          }
        },
      )
    },
  )

  const Reassigned = Type.Object({ outcomes: Type.Array(Outcome) })
  app.post(
    '/chats/reassign/preview',
    {
      schema: {
        tags: ['chats'],
        summary: 'What reassigning would do',
        body: ReassignBody,
        response: { 200: Reassigned },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const asked = request.body as Omit<ReassignChats, 'do'>
      return desk.ask((state) => ({
        outcomes: planReassign(state, asked, actor, clock.now()).map(({ chatId, outcome }) => ({
          chatId,
          moves: !isRefusal(outcome) && outcome.length > 0,
          code: isRefusal(outcome) ? outcome.code : null,
        })),
      }))
    },
  )

  app.post(
    '/chats/reassign',
    {
      schema: {
        tags: ['chats'],
        summary: 'Move many chats at once; those that cannot be moved stay as they are',
        body: ReassignBody,
        response: { 200: Type.Object({ movedChatIds: Type.Array(Id) }) },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const command = { do: 'reassignChats', ...request.body } as ReassignChats
      return write(parts, request, reply, actor, command, (_state, events) => {
        const moved = events.filter(({ type }) => type === 'chat.accepted' || type === 'chat.transferred')
        return { body: { movedChatIds: moved.flatMap((event) => ('chatId' in event ? [event.chatId] : [])) } }
      })
    },
  )
}
