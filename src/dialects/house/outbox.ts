import Type from 'typebox'
import { mustHave } from '#domain/access/may.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { KeptLetter } from '#ports/mail.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { At } from './views.ts'

const closed = { additionalProperties: false }
const summary = {
  id: Type.String(),
  at: At,
  to: Type.Object({ name: Type.String(), address: Type.String() }, closed),
  subject: Type.String(),
  byteCount: Type.Integer({ description: 'Of the whole letter' }),
}
const OutboxLine = Type.Object(summary, closed)
const File = Type.Object({ name: Type.String(), mediaType: Type.String(), byteCount: Type.Integer() }, closed)
const OutboxLetter = Type.Object({ ...summary, text: Type.String(), enclosures: Type.Array(File) }, closed)
export type OutboxLine = Type.Static<typeof OutboxLine>
export type OutboxLetter = Type.Static<typeof OutboxLetter>

const OutboxPage = Type.Object(
  {
    delivery: Type.Enum(['outbox', 'smtp'], {
      description: 'Where letters go: into this list, or to a mail server, and then the list is empty',
    }),
    letters: Type.Array(OutboxLine),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
)
export type OutboxPage = Type.Static<typeof OutboxPage>

const PageQuery = Type.Object(
  {
    before: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)
const LetterParams = Type.Object({ letterId: Type.String({ maxLength: 100 }) })

/** Letters that were put down because there is no mail server (H-150). */
export function outboxRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, outbox } = parts
  const tags = ['outbox']
  const mustManage = async (request: Parameters<typeof agentCaller>[1]) => {
    const { actor } = await agentCaller(parts, request)
    await desk.ask((state) => mustHave(state, actor, 'organisation.manage', null))
  }

  app.get(
    '/outbox',
    {
      schema: {
        tags,
        summary: 'Letters that were put down in place of being sent, newest first',
        querystring: PageQuery,
        response: { 200: OutboxPage },
      },
    },
    async (request) => {
      await mustManage(request)
      if (!outbox) return { delivery: 'smtp' as const, letters: [], next: null }
      const { before = null, limit = 50 } = request.query
      const letters = await outbox.list({ before, limit })
      const next = letters.length === limit ? (letters.at(-1)?.id ?? null) : null
      return { delivery: 'outbox' as const, letters: letters.map(lineOf), next }
    },
  )

  app.get(
    '/outbox/:letterId/text',
    {
      schema: {
        tags,
        summary: 'What a letter says, and what goes with it',
        params: LetterParams,
        response: { 200: Type.Object({ letter: OutboxLetter }) },
      },
    },
    async (request) => {
      await mustManage(request)
      const letter = await outbox?.find(request.params.letterId)
      if (!letter) throw noLetter()
      const { text, enclosures } = letter
      const files = enclosures.map(({ name, mediaType, byteCount }) => ({ name, mediaType, byteCount }))
      return { letter: { ...lineOf(letter), text, enclosures: files } }
    },
  )

  app.get(
    '/outbox/:letterId',
    { schema: { tags, summary: 'A letter as a file that mail programs open', params: LetterParams } },
    async (request, reply) => {
      await mustManage(request)
      const { letterId } = request.params
      const bytes = await outbox?.read(letterId)
      if (!bytes) throw noLetter()
      reply.header('content-type', 'message/rfc822')
      reply.header('content-disposition', `attachment; filename="${letterId}.eml"`)
      reply.header('content-security-policy', "default-src 'none'; sandbox")
      reply.header('x-content-type-options', 'nosniff')
      reply.header('cache-control', 'private, no-store')
      return Buffer.from(bytes)
    },
  )
}

function lineOf({ id, at, to, subject, byteCount }: KeptLetter): OutboxLine {
  return { id, at, to: { name: to.name, address: to.address }, subject, byteCount }
}

function noLetter(): Refused {
  return new Refused(refuse('not-found', 'letter.not-found'))
}
