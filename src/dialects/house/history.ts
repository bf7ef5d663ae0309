import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { mustChat, mustHave, seenAgent } from '#domain/access/may.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId } from '#domain/ids.ts'
import type { HistoryQuery as StoreQuery } from '#ports/store.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { AgentParams, ChatParams, HistoryQuery } from './schemas.ts'
import { At } from './views.ts'

const closed = { additionalProperties: false }
const Happened = Type.Object(
  {
    position: Type.Integer(),
    at: At,
    what: Type.String({ description: 'As in the journal: chat.accepted, entry.changed …' }),
    by: Type.Object(
      {
        kind: Type.Enum(['agent', 'customer', 'system']),
        id: Type.Union([Type.String(), Type.Null()]),
        via: Type.String({ description: 'The face it came through' }),
      },
      closed,
    ),
    facts: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
)
const Page = Type.Object({ history: Type.Array(Happened), next: Type.Union([Type.String(), Type.Null()]) })

/** What happened, when, who did it, and through which face: straight from the journal, which never forgets. */
export function historyRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store } = parts
  const tags = ['history']
  const page = async (of: StoreQuery['of'], { query }: FastifyRequest) => {
    const { before, limit = 100 } = query as { before?: string; limit?: number }
    const events = await store.history({ of, before: before === undefined ? null : Number(before), limit })
    const last = events.length === limit ? events.at(-1) : undefined
    return { history: events.map(presentEvent), next: last ? String(last.position) : null }
  }

  app.get(
    '/chats/:chatId/history',
    {
      schema: {
        tags,
        summary: 'All that happened to a chat, looks included, beside what was said and how far it was read',
        params: ChatParams,
        querystring: HistoryQuery,
        response: { 200: Page },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const chatId = request.params.chatId as ChatId
      await desk.ask((state) => mustChat(state, actor, 'audit', state.chats.require(chatId)))
      return page({ chatId }, request)
    },
  )

  app.get(
    '/agents/:agentId/history',
    {
      schema: {
        tags,
        summary: 'All that happened to an agent',
        params: AgentParams,
        querystring: HistoryQuery,
        response: { 200: Page },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      await desk.ask((state) =>
        mustHave(state, actor, 'audit.see', state.rights.placeOf(seenAgent(state, actor, agentId))),
      )
      return page({ agentId }, request)
    },
  )

  app.get(
    '/history',
    {
      schema: { tags, summary: 'All that was set up and changed', querystring: HistoryQuery, response: { 200: Page } },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      await desk.ask((state) => mustHave(state, actor, 'audit.see', null))
      return page('organisation', request)
    },
  )
}

function presentEvent({ position, at, type: what, by, ...facts }: DeskEvent): Type.Static<typeof Happened> {
  const id = by.kind === 'agent' ? by.agentId : by.kind === 'customer' ? by.customerId : null
  return { position, at, what, by: { kind: by.kind, id, via: by.via }, facts }
}
