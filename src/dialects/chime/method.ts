import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox'
import type { Actor } from '#domain/actor.ts'
import type { DeskState } from '#domain/state.ts'
import { checked, complaints } from '#wire/http/check.ts'
import { leniently } from '#wire/http/lenient.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { callerOf } from './auth.ts'
import type { ChimeParts } from './chime.ts'
import type { Health } from './health.ts'
import type { WaitTimes } from './wait-times.ts'

/** What the methods share beside the parts. */
export interface Shared {
  readonly waits: WaitTimes
  readonly health: Health
}

/** One request, read and allowed, with what it takes to answer it. */
export interface Call<Input extends TProperties> extends Shared {
  readonly parts: ChimeParts
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** What was sent in the query, the path and the body. */
  readonly input: Static<TObject<Input>>
  /** Who asks; the desk itself where nobody needs to be known. */
  readonly actor: Actor
  /** Asks what is true now. */
  ask<Answer>(question: (state: DeskState) => Answer): Promise<Answer>
}

/** One method of the table. */
export interface Method<Input extends TProperties = TProperties, Answer extends TSchema = TSchema> {
  readonly name: string
  readonly verb: 'GET' | 'POST'
  /** Below `/Chime`, as it is documented; what stands in braces is sent in it. */
  readonly path: string
  /** The heading of the vendor's text under which it stands. */
  readonly heading: string
  readonly about: string
  /** Rules of SPEC.md that are this method's own. */
  readonly rules: readonly `CH-${number}`[]
  /** `key`: what shows people or what was said needs an API key. */
  readonly who: 'anyone' | 'key'
  /** For how many seconds anybody may keep the answer; absent: it is not kept. */
  readonly freshSeconds?: number
  readonly input?: Input
  /** Of a POST: how the text of the body is read. */
  readonly readBody?: (text: string, mediaType: string) => unknown
  /** The media types of the body; for the documentation. */
  readonly consumes?: readonly string[]
  /** Null: not JSON; `mediaType` says what. */
  readonly answer: Answer | null
  readonly mediaType?: string
  /** One answer as it may be, the vendor's own where there is one; for the documentation, checked against the schema. */
  readonly example: Answer extends TSchema ? Static<Answer> : string
  readonly run: (call: Call<Input>) => Promise<unknown>
}

/** A method of the table; its `run` is typed by its schemas. */
export function method<Input extends TProperties = Record<never, never>, Answer extends TSchema = TSchema>(
  definition: Method<Input, Answer>,
): Method {
  return definition as unknown as Method
}

/** A number as this API gives them to queues, agents and sessions. */
export const No = (what: string) =>
  Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: `the number of ${what}, from 1 to 2147483647` })

const Key = Type.Object({ authorization: Type.String({ description: '`Bearer` and the API key of an agent' }) })

/** Puts a method on its path: who asks, then what they ask. */
export function route(app: FastifyInstance, parts: ChimeParts, shared: Shared, method: Method): void {
  const {
    name,
    verb,
    path,
    heading,
    about,
    who,
    freshSeconds,
    input = {},
    readBody,
    consumes,
    answer,
    example,
  } = method
  // What is not known is let through: pages add numbers of their own against caches (CH-3).
  const Input = Type.Object(input)
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part as string)
  const within = (names: readonly string[]) =>
    Type.Object(Object.fromEntries(Object.entries(input).filter(([field]) => names.includes(field))))
  const others = Object.keys(input).filter((field) => !inPath.includes(field))
  app.route({
    method: verb,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: {
      tags: [heading],
      summary: about,
      operationId: name,
      ...(inPath.length > 0 && { params: within(inPath) }),
      ...(others.length > 0 && (readBody ? { body: within(others) } : { querystring: within(others) })),
      ...(consumes && { consumes: [...consumes] }),
      produces: [method.mediaType ?? 'application/json'],
      ...(who === 'key' && { headers: Key }),
      response: {
        200: answer ? { ...answer, examples: [example] } : Type.String({ examples: [example] }),
        '4xx': {
          description: 'What is wrong, and what is accepted',
          content: { 'text/plain': { schema: Type.String() } },
        },
      },
    },
    handler: async (request, reply) => {
      const actor: Actor = who === 'key' ? await callerOf(parts, request) : { kind: 'system', via: 'chime' }
      const sent = {
        ...(readBody ? bodyOf(request, readBody) : (request.query as object)),
        ...(request.params as object),
      }
      const ask = parts.desk.ask.bind(parts.desk)
      const read = checkedInput(Input, sent)
      const result = await method.run({ ...shared, parts, request, reply, input: read as never, actor, ask })
      reply.header('cache-control', freshSeconds === undefined ? 'no-store' : `public, max-age=${freshSeconds}`)
      if (!answer || reply.statusCode !== 200) return result
      const wrong = parts.settings.checkAnswers ? complaints(answer, result) : []
      if (wrong.length > 0) throw new Error(`an answer of ${name} is not as documented: ${JSON.stringify(wrong)}`)
      return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(result))
    },
  })
}

/** A body as it came over the wire: its parser keeps it as text, since this API says `application/json` of what is none. */
export interface TextBody {
  readonly text: string
  readonly mediaType: string
}

function bodyOf({ body }: FastifyRequest, readBody: NonNullable<Method['readBody']>): object {
  const { text, mediaType } = (body as TextBody | null | undefined) ?? { text: '', mediaType: '' }
  const value = readBody(text, mediaType)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new WrongInput([{ field: '(body)', accepted: 'an object' }])
}

/** What was sent, names in any case and numbers as text; each wrong field with what it is. */
function checkedInput(Input: TObject, sent: object): unknown {
  try {
    return checked(Input, leniently(Input, sent))
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error
    throw new WrongInput(
      error.errors.map(({ field, accepted }) => {
        const { description } = (Input.properties[field] ?? {}) as { description?: string }
        return { field, accepted: description && accepted !== 'once' ? description : accepted }
      }),
    )
  }
}
