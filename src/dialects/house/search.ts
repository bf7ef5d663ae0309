import { chatScope, mustBeAgent } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { AgentId, CustomerId, Instant, QueueId } from '#domain/ids.ts'
import type { CustomerHit, SearchHit, SearchScope, TextRange } from '#ports/search.ts'
import { callerOfRequest } from './auth.ts'
import type { HouseApp, HouseParts } from './house.ts'
import {
  AttributeSearchView,
  CustomerSearchParams,
  CustomerSearchView,
  type HitView,
  SearchParams,
  SearchView,
} from './views-search.ts'

const pageSize = 50

/** Search over everything that agents may see (H-90 …). */
export function searchRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store } = parts

  app.get(
    '/search',
    {
      schema: {
        tags: ['search'],
        summary: 'Find lines of all chats that one may see',
        querystring: SearchParams,
        response: { 200: SearchView },
      },
    },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      const { q, queueId, agentId, customerId, from, to, before, limit = pageSize } = request.query
      const hits = await store.search({
        words: q,
        scope: await scopeOf(parts, actor),
        queueId: (queueId ?? null) as QueueId | null,
        agentId: (agentId ?? null) as AgentId | null,
        customerId: (customerId ?? null) as CustomerId | null,
        from: (from ?? null) as Instant | null,
        to: (to ?? null) as Instant | null,
        before: before === undefined ? null : Number(before),
        limit,
      })
      const nameOf = await desk.ask((state) => {
        const names = new Map(hits.map(({ author }) => [author.id, state.agents.get(author.id as AgentId)?.name]))
        return (id: string) => names.get(id as AgentId) ?? null
      })
      const last = hits.length === limit ? hits.at(-1) : undefined
      return { hits: hits.map((hit) => presentHit(hit, nameOf)), next: last ? String(last.position) : null }
    },
  )

  app.get(
    '/search/attributes',
    {
      schema: {
        tags: ['search'],
        summary: 'Find chats by what a searchable attribute begins with',
        querystring: CustomerSearchParams,
        response: { 200: AttributeSearchView },
      },
    },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      const { q, before, limit = pageSize } = request.query
      const { scope, names } = await desk.ask((state) => ({
        scope: chatScope(state, mustBeAgent(state, actor).agent.id, 'chats.read'),
        names: state.settings.searchableAttributes,
      }))
      const from = before === undefined ? null : Number(before)
      const hits = await store.searchAttributes({ text: q.trim(), names, scope, before: from, limit })
      const last = hits.length === limit ? hits.at(-1) : undefined
      return {
        chats: hits.map(({ chatNo: no, ...hit }) => ({ ...hit, no })),
        next: last ? String(last.chatNo) : null,
      }
    },
  )

  app.get(
    '/search/customers',
    {
      schema: {
        tags: ['search'],
        summary: 'Find customers of all chats that one may see',
        querystring: CustomerSearchParams,
        response: { 200: CustomerSearchView },
      },
    },
    async (request) => {
      const { actor } = await callerOfRequest(parts, request)
      const { q, before, limit = pageSize } = request.query
      const scope = await scopeOf(parts, actor)
      const from = before === undefined ? null : Number(before)
      const found = await store.searchCustomers({ words: q, scope, before: from, limit })
      const last = found.length === limit ? found.at(-1) : undefined
      return { customers: found.map(presentCustomerHit), next: last ? String(last.customer.no) : null }
    },
  )
}

/** Chats that one may read: one's own, those of one's queues, and by permission. */
function scopeOf({ desk }: HouseParts, actor: Actor): Promise<SearchScope> {
  return desk.ask((state) => chatScope(state, mustBeAgent(state, actor).agent.id, 'chats.read'))
}

function presentHit(hit: SearchHit, nameOf: (id: string) => string | null): HitView {
  const { chatId, chatNo, seq, at, kind, author, text, ranges, queueId, customer } = hit
  const name = author.kind === 'agent' ? nameOf(author.id) : customer.name
  return {
    chatId,
    no: chatNo,
    seq,
    at,
    kind,
    author: { kind: author.kind, id: author.id, name },
    text,
    ranges: plain(ranges),
    queueId,
    customer,
  }
}

function presentCustomerHit({ customer: { id, no, name, email }, nameRanges, emailRanges }: CustomerHit) {
  return { id, no, name, email, nameRanges: plain(nameRanges), emailRanges: plain(emailRanges) }
}

function plain(ranges: readonly TextRange[]): TextRange[] {
  return [...ranges]
}
