import { Readable } from 'node:stream'
import Type from 'typebox'
import type { Looks } from '#desk/looks.ts'
import { chatScope, mayChat, mustBeAgent, mustChat } from '#domain/access/may.ts'
import type { Actor, SystemActor } from '#domain/actor.ts'
import type { Chat, ClosedChat } from '#domain/chat/chat.ts'
import { ownerOf, participantOf, ringingFor } from '#domain/chat/chat.ts'
import type { Wish } from '#domain/chat/open-chat.ts'
import type { AgentId, ChatId, CustomerId, FlowId, Instant, MessageId, QueueId } from '#domain/ids.ts'
import type { CentreSettings } from '#domain/organisation/centre.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { explain } from '#domain/routing/explain.ts'
import type { DeskState } from '#domain/state.ts'
import { Buckets } from '#wire/http/bucket.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { agentCaller } from './agents.ts'
import { bearerOf, callerOfRequest, customerToken, hashSecret, mustBeSigned, notSignedIn } from './auth.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { presentChat, presentCustomerChat, presentExplanation, type Sight } from './present.ts'
import { ChatParams, ChatsQuery, OpenChatBody, RatingBody, TranscriptQuery, TransferBody } from './schemas.ts'
import { transcript, transcriptForms } from './transcript.ts'
import { ChatView, CustomerChatView, ExplanationView } from './views.ts'
import { write } from './write.ts'

const AnyChat = Type.Object({ chat: Type.Union([ChatView, CustomerChatView]) })

/** Who opens a chat: nobody is known as its customer before, but through which face they came is. */
const door: SystemActor = { kind: 'system', via: 'house' }

/** Chats: opening, lists, and all that happens to one. */
export function chatRoutes(app: HouseApp, parts: HouseParts, looks: Looks): void {
  const { desk, ids, clock, settings } = parts
  const opened = new Buckets(settings.chatsPerAddressPerMinute, settings.chatsPerAddressPerMinute, () => clock.now())

  app.post(
    '/chats',
    {
      schema: {
        tags: ['chats'],
        summary: 'Open a chat',
        body: OpenChatBody,
        response: { 201: Type.Object({ chat: CustomerChatView }) },
      },
    },
    async (request, reply) => {
      const wait = opened.take(request.ip)
      if (wait !== null) throw new Refused(refuse('too-many', 'chats.too-many', { retryAfterMs: wait }))
      const { chatId, queueId, name, email, phone, externalId, pageUrl, locale, message } = request.body
      const { attributes, preferredAgentId, flowId, signature } = request.body
      if (signature !== undefined) mustBeSigned(settings.identitySecret, externalId, signature)
      const token = customerToken(bearerOf(request) ?? '')
      if (!token || token.chatId !== chatId) throw notSignedIn()
      if (message) checkLength(message.text, 'message.text', settings.messageLimit)
      const command = {
        do: 'openChat',
        chatId: chatId as ChatId,
        customerId: ids.uuid() as CustomerId,
        secretHash: hashSecret(token.secret),
        queueId: (queueId ?? null) as QueueId | null,
        flowId: (flowId ?? null) as FlowId | null,
        name: name ?? null,
        email: email ?? null,
        phone: phone ?? null,
        externalId: externalId ?? null,
        ...(signature !== undefined && { verified: true }),
        pageUrl: pageUrl ?? null,
        locale: locale ?? null,
        message: message ? { id: message.id as MessageId, text: message.text } : null,
        wish: {
          ...(attributes && { attributes }),
          ...(preferredAgentId && { agent: preferred(preferredAgentId as AgentId) }),
        },
      } as const
      return write(parts, request, reply, door, command, (state) => ({
        status: 201,
        body: { chat: customerView(state, state.chats.require(chatId)) },
      }))
    },
  )

  app.get(
    '/chats',
    {
      schema: {
        tags: ['chats'],
        summary: 'A list of chats',
        querystring: ChatsQuery,
        response: { 200: Type.Object({ chats: Type.Array(ChatView), next: Type.Union([Type.String(), Type.Null()]) }) },
      },
    },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      const { scope, limit = 50, before } = request.query
      if (scope === 'closed') return closedChats(parts, actor, limit, before)
      const chats = await desk.ask((state) => {
        const { agent } = mustBeAgent(state, actor)
        return openChats(state, agent.id, scope).map((chat) => agentView(state, agent.id, chat))
      })
      return { chats, next: null }
    },
  )

  app.get(
    '/chats/:chatId',
    { schema: { tags: ['chats'], summary: 'One chat', params: ChatParams, response: { 200: AnyChat } } },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      return desk.ask((state) => ({ chat: viewFor(state, actor, visible(state, actor, request.params.chatId)) }))
    },
  )

  const act = (
    path: string,
    summary: string,
    doing: 'acceptOffer' | 'declineOffer' | 'grabChat' | 'closeChat' | 'finishWrapUp',
  ) =>
    app.post(
      `/chats/:chatId/${path}`,
      { schema: { tags: ['chats'], summary, params: ChatParams, response: { 200: AnyChat } } },
      async (request, reply) => {
        const { actor } = await callerOfRequest(parts, request)
        const chatId = request.params.chatId as ChatId
        return write(parts, request, reply, actor, { do: doing, chatId }, (state) => ({
          body: { chat: viewFor(state, actor, state.chats.require(chatId)) },
        }))
      },
    )
  act('accept', 'Take the chat that rings for you', 'acceptOffer')
  act('decline', 'Do not take the chat that rings for you', 'declineOffer')
  act('grab', 'Take a waiting chat out of turn', 'grabChat')
  act('close', 'End the conversation', 'closeChat')
  act('finish-wrap-up', 'Finish the paperwork', 'finishWrapUp')

  app.post(
    '/chats/grab-next',
    {
      schema: {
        tags: ['chats'],
        summary: 'Take the chat of your queues whose turn it is, or the one that rings for you',
        response: { 200: AnyChat },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      return write(parts, request, reply, actor, { do: 'grabChat', chatId: null }, (state, events) => {
        const taken = events.find(({ type }) => type === 'chat.accepted')
        if (taken?.type !== 'chat.accepted') throw new Error('a chat was grabbed and none was taken')
        return { body: { chat: viewFor(state, actor, state.chats.require(taken.chatId)) } }
      })
    },
  )

  app.post(
    '/chats/:chatId/transfer',
    {
      schema: {
        tags: ['chats'],
        summary: 'Pass the chat on',
        params: ChatParams,
        body: TransferBody,
        response: { 200: AnyChat },
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      const chatId = request.params.chatId as ChatId
      const to =
        'toQueueId' in request.body
          ? { queueId: request.body.toQueueId as QueueId }
          : { agentId: request.body.toAgentId as AgentId }
      return write(parts, request, reply, actor, { do: 'transferChat', chatId, to }, (state) => ({
        body: { chat: viewFor(state, actor, state.chats.require(chatId)) },
      }))
    },
  )

  app.delete(
    '/chats/:chatId/transfer',
    {
      schema: {
        tags: ['chats'],
        summary: 'Take a transfer to an agent back',
        params: ChatParams,
        response: { 200: AnyChat },
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      const chatId = request.params.chatId as ChatId
      return write(parts, request, reply, actor, { do: 'takeBackTransfer', chatId }, (state) => ({
        body: { chat: viewFor(state, actor, state.chats.require(chatId)) },
      }))
    },
  )

  app.post(
    '/chats/:chatId/rating',
    {
      schema: {
        tags: ['chats'],
        summary: 'Rate an ended chat',
        params: ChatParams,
        body: RatingBody,
        response: { 200: AnyChat },
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      const chatId = request.params.chatId as ChatId
      const { score, comment = null } = request.body
      return write(parts, request, reply, actor, { do: 'rateChat', chatId, score, comment }, (state) => ({
        body: { chat: viewFor(state, actor, state.chats.require(chatId)) },
      }))
    },
  )

  app.get(
    '/chats/:chatId/explanation',
    {
      schema: {
        tags: ['chats'],
        summary: 'Who could take it, who not and why, what happens next',
        params: ChatParams,
        response: { 200: ExplanationView },
      },
    },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      return desk.ask((state) => {
        const { agent } = mustBeAgent(state, actor)
        const sees = (agentId: AgentId) => state.rights.seesAgent(agent, state.agents.require(agentId))
        return presentExplanation(state, explain(state, visible(state, actor, request.params.chatId)), sees)
      })
    },
  )

  app.get(
    '/chats/:chatId/transcript',
    {
      schema: {
        tags: ['chats'],
        summary: 'The conversation as a file',
        params: ChatParams,
        querystring: TranscriptQuery,
        produces: ['text/plain', 'text/html', 'application/json'],
      },
    },
    async (request, reply) => {
      const { actor } = await callerOfRequest(parts, request)
      const { format = 'text' } = request.query
      const chat = await desk.ask((state) => {
        const chat = visible(state, actor, request.params.chatId)
        mustChat(state, actor, 'read', chat)
        return chat
      })
      await looks.note(actor, chat, 'transcript')
      const { mediaType, ending } = transcriptForms[format]
      reply.header('content-type', mediaType)
      reply.header('content-disposition', `attachment; filename="chat-${chat.no}.${ending}"`)
      reply.header('content-security-policy', "default-src 'none'; sandbox")
      return Readable.from(transcript(parts, chat, format))
    },
  )
}

/** A customer who asks for somebody waits two minutes for them, as long as they are there. */
function preferred(agentId: AgentId): NonNullable<Wish['agent']> {
  return { agentId, why: 'preferred', waitMs: 120_000 }
}

/** The chat, if the actor may see it; else it does not exist (H-13). */
export function visible(state: DeskState, actor: Actor, chatId: string): Chat {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  return chat
}

/** Refuses a text above the configured limit. */
export function checkLength(text: string, field: string, limit: number): void {
  if (text.length > limit) throw new WrongInput([{ field, accepted: `at most ${limit} characters` }])
}

function viewFor(state: DeskState, actor: Actor, chat: Chat): ChatView | CustomerChatView {
  return actor.kind === 'agent' ? agentView(state, actor.agentId, chat) : customerView(state, chat)
}

/** The chat as this agent is shown it. */
export function agentView(state: DeskState, agentId: AgentId, chat: Chat): ChatView {
  return presentChat(chat, state.customers.get(chat.customerId), sightOf(state.settings, agentId, chat))
}

/** How much of it the agent is shown, given that they may see it. */
export function sightOf({ tellWatched }: Pick<CentreSettings, 'tellWatched'>, agentId: AgentId, chat: Chat): Sight {
  const part = participantOf(chat, agentId)?.part
  if (part === 'silent' || part === 'whisper') return 'all'
  if (ownerOf(chat) === agentId) return tellWatched ? 'all' : 'own'
  return part || ringingFor(chat).includes(agentId) ? 'own' : 'peer'
}

/** Whether the chat is the agent's, or rings for them. */
function isOwn(agentId: AgentId, chat: Chat): boolean {
  return ownerOf(chat) === agentId || ringingFor(chat).includes(agentId)
}

function customerView(state: DeskState, chat: Chat): CustomerChatView {
  return presentCustomerChat(chat, state.customers.get(chat.customerId), state)
}

function openChats(state: DeskState, agentId: AgentId, scope: 'mine' | 'waiting' | 'team'): Chat[] {
  const listed = [...state.chats.values()].filter((chat) => {
    if (chat.phase === 'closed' || chat.phase === 'welcome') return false
    if (isOwn(agentId, chat)) return scope === 'mine' || (scope === 'waiting' && chat.phase === 'offered')
    if (!mayChat(state, agentId, 'see', chat)) return false
    const waits = chat.phase === 'queued' || chat.phase === 'offered'
    return scope === 'team' ? !waits : scope === 'waiting' && waits
  })
  return listed.sort((a, b) => a.openedAt - b.openedAt || a.no - b.no)
}

async function closedChats({ desk, store }: HouseParts, actor: Actor, limit: number, before: string | undefined) {
  const scope = await desk.ask((state) => {
    const { agent } = mustBeAgent(state, actor)
    return { agentId: agent.id, settings: state.settings, ...chatScope(state, agent.id, 'chats.see') }
  })
  const [endedAt, no] = before?.split('-').map(Number) ?? []
  const from = endedAt === undefined || no === undefined ? null : { endedAt: endedAt as Instant, no }
  const { queueIds, agentIds } = scope
  const found = await store.closedChats({ queueIds, agentIds, before: from, limit })
  const last: ClosedChat | undefined = found.length === limit ? found.at(-1)?.chat : undefined
  return {
    chats: found.map(({ chat, customer }) => presentChat(chat, customer, sightOf(scope.settings, scope.agentId, chat))),
    next: last ? `${last.endedAt}-${last.no}` : null,
  }
}
