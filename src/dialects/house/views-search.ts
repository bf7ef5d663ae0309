import Type, { type Static } from 'typebox'
import { asideKinds } from '#domain/chat/message.ts'
import { At, Id, oneOf } from './views.ts'

/** Shapes of the search: what it takes, and what it shows. */

const closed = { additionalProperties: false }
const optional = Type.Optional
const Nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const Words = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'All words must occur, "phrases" in their order; the last word may go on, and so may one with *',
})
const Instant = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970 in UTC' })
const Limit = Type.Integer({ minimum: 1, maximum: 100 })
const Before = Type.String({ pattern: '^[0-9]{1,15}$', description: '`next` of the page before' })

export const SearchParams = Type.Object(
  {
    q: Words,
    queueId: optional(Id),
    agentId: optional(Id),
    customerId: optional(Id),
    from: optional(Instant),
    to: optional(Instant),
    before: optional(Before),
    limit: optional(Limit),
  },
  closed,
)

export const CustomerSearchParams = Type.Object({ q: Words, before: optional(Before), limit: optional(Limit) }, closed)

const RangesView = Type.Array(
  Type.Object(
    { start: Type.Integer(), end: Type.Integer() },
    { ...closed, description: 'In UTF-16 units; end excluded' },
  ),
)

const HitView = Type.Object(
  {
    chatId: Id,
    no: Type.Integer({ description: 'Of the chat' }),
    seq: Type.Integer({ description: 'Of the line in the chat' }),
    at: At,
    kind: oneOf(['text', 'file', ...asideKinds] as const),
    author: Type.Object(
      { kind: oneOf(['customer', 'agent', 'bot'] as const), id: Id, name: Nullable(Type.String()) },
      closed,
    ),
    text: Type.String({ description: 'The whole text, or the name of the file' }),
    ranges: RangesView,
    queueId: Id,
    customer: Type.Object({ id: Id, name: Nullable(Type.String()) }, closed),
  },
  closed,
)
export type HitView = Static<typeof HitView>

export const SearchView = Type.Object({ hits: Type.Array(HitView), next: Nullable(Type.String()) }, closed)
export type SearchView = Static<typeof SearchView>

const CustomerHitView = Type.Object(
  {
    id: Id,
    no: Type.Integer(),
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    nameRanges: RangesView,
    emailRanges: RangesView,
  },
  closed,
)

export const CustomerSearchView = Type.Object(
  { customers: Type.Array(CustomerHitView), next: Nullable(Type.String()) },
  closed,
)
export type CustomerSearchView = Static<typeof CustomerSearchView>

export const AttributeSearchView = Type.Object(
  {
    chats: Type.Array(
      Type.Object(
        {
          chatId: Id,
          no: Type.Integer({ description: 'Of the chat' }),
          name: Type.String({ description: 'Of the attribute' }),
          value: Type.String(),
          queueId: Id,
          openedAt: At,
          customer: Type.Object({ id: Id, name: Nullable(Type.String()) }, closed),
        },
        closed,
      ),
    ),
    next: Nullable(Type.String()),
  },
  closed,
)
