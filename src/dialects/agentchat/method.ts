import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox'
import { mustHave } from '#domain/access/may.ts'
import type { Permission } from '#domain/access/permission.ts'
import type { Actor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskEvent } from '#domain/events.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { checked, complaints } from '#wire/http/check.ts'
import { leniently } from '#wire/http/lenient.ts'
import type { HttpProblem } from '#wire/http/problem.ts'
import type { AgentChatParts } from './agentchat.ts'
import { type Caller, callerOf, callerOfKey } from './auth.ts'
import { ErrorView } from './errors.ts'

/** One request, read and allowed, with what it takes to answer it. */
export interface Call<Query extends TProperties, Body extends TProperties> {
  readonly parts: AgentChatParts
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly query: Static<TObject<Query>>
  readonly body: Static<TObject<Body>>
}

/** The same by a signed-in agent. */
export interface AgentCall<Query extends TProperties, Body extends TProperties> extends Call<Query, Body>, Caller {
  /** Has the desk do it as the agent; the answer is taken right after and given when it is on disk. */
  act<Answer>(
    command: Command,
    answer: (state: DeskState, events: readonly DeskEvent[]) => Answer,
    as?: Actor,
  ): Promise<Answer>
  /** Asks what is true now. */
  ask<Answer>(question: (state: DeskState) => Answer): Promise<Answer>
}

interface MethodCommon<Query extends TProperties, Body extends TProperties, Answer extends TSchema> {
  readonly name: string
  readonly verb: 'GET' | 'POST' | 'DELETE'
  /** The heading of the vendor's text under which it stands. */
  readonly heading: string
  readonly about: string
  /** Rules of SPEC.md that are this method's own. */
  readonly rules: readonly `AC-${number}`[]
  readonly query?: Query
  readonly body?: Body
  /** In bytes; where it depends on what the centre takes, made of its settings. */
  readonly bodyLimit?: number | ((settings: AgentChatParts['settings']) => number)
  /** What is told of a larger body. */
  readonly tooLarge?: (settings: AgentChatParts['settings']) => HttpProblem
  /** What fields of the domain are called here, where it is not what `words.ts` says. */
  readonly fields?: Readonly<Record<string, string>>
  /** Null: not JSON; `mediaType` says what. */
  readonly answer: Answer | null
  readonly mediaType?: string
  /** One answer as it may be; for the documentation, checked against the schema. */
  readonly example: Answer extends TSchema ? Static<Answer> : string
}

/** A method that needs a session token; with `permission`, only who has it in the whole centre. */
export interface AgentMethod<Query extends TProperties, Body extends TProperties, Answer extends TSchema>
  extends MethodCommon<Query, Body, Answer> {
  readonly who: 'agent'
  readonly permission?: Permission
  /** A program's token of our own API is taken too, as the header `apikey`, where no session token is sent. */
  readonly apiKey?: true
  readonly run: (call: AgentCall<Query, Body>) => Promise<unknown>
}

/** A method for who has no session. */
export interface OpenMethod<Query extends TProperties, Body extends TProperties, Answer extends TSchema>
  extends MethodCommon<Query, Body, Answer> {
  readonly who: 'anyone'
  readonly run: (call: Call<Query, Body>) => Promise<unknown>
}

export type Method = AgentMethod<TProperties, TProperties, TSchema> | OpenMethod<TProperties, TProperties, TSchema>

/** A method of the table; its `run` is typed by its schemas. */
export function agentMethod<
  Query extends TProperties = Record<never, never>,
  Body extends TProperties = Record<never, never>,
  Answer extends TSchema = TSchema,
>(definition: Omit<AgentMethod<Query, Body, Answer>, 'who'>): Method {
  return { ...definition, who: 'agent' } as unknown as Method
}

/** The same for who has no session. */
export function openMethod<
  Query extends TProperties = Record<never, never>,
  Body extends TProperties = Record<never, never>,
  Answer extends TSchema = TSchema,
>(definition: Omit<OpenMethod<Query, Body, Answer>, 'who'>): Method {
  return { ...definition, who: 'anyone' } as unknown as Method
}

const closed = { additionalProperties: false }
const Version = Type.String({ minLength: 1, maxLength: 50, description: 'The current version number; any is taken' })
const SessionToken = Type.String({ description: 'Given by AgentLogon', examples: ['3a4783a081028a59e7b35529a3f9ef22'] })

/** Puts a method on its path: who asks, whether they may, what they ask, in this order (AC-22). */
export function route(app: FastifyInstance, parts: AgentChatParts, method: Method): void {
  const { name, verb, about, heading, query = {}, body = {}, tooLarge, answer, mediaType, example, fields } = method
  const bodyLimit = typeof method.bodyLimit === 'function' ? method.bodyLimit(parts.settings) : method.bodyLimit
  const common = { Version, ...sessionOf(method) }
  const Query = Type.Object({ ...common, ...query }, closed)
  const Body = Type.Object(body, closed)
  app.route({
    method: verb,
    url: `/${name}`,
    // A HEAD request must not do what the GET does.
    exposeHeadRoute: false,
    ...(bodyLimit && {
      bodyLimit,
      // Nobody who is not known has much read in.
      onRequest: async (request: FastifyRequest) => void (await callerOn(parts, method, request)),
    }),
    ...(tooLarge && {
      errorHandler: (error: FastifyError) => {
        throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge(parts.settings) : error
      },
    }),
    schema: {
      tags: [heading],
      summary: about,
      operationId: name,
      querystring: Query,
      ...(verb === 'POST' && { body: Body }),
      ...(mediaType && { produces: [mediaType] }),
      response: {
        200: answer ? { ...answer, examples: [example] } : Type.String({ examples: [example] }),
        '4xx': ErrorView,
      },
    },
    handler: async (request, reply) => {
      refusePrefetch(request)
      const caller = await callerOn(parts, method, request)
      const read = {
        parts,
        request,
        reply,
        query: checked(Query, leniently(Query, request.query)),
        body: verb === 'POST' ? checked(Body, leniently(Body, request.body ?? {})) : {},
      }
      const call = caller ? { ...read, ...caller, ...doing(parts, caller) } : read
      const result = await method.run(call as never).catch((error: unknown) => {
        throw fields ? renamed(error, fields) : error
      })
      if (!answer) return result
      const wrong = parts.settings.checkAnswers ? complaints(answer, result) : []
      if (wrong.length > 0) throw new Error(`an answer of ${name} is not as documented: ${JSON.stringify(wrong)}`)
      return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(result))
    },
  })
}

function doing({ desk }: AgentChatParts, { actor }: Caller): Pick<AgentCall<TProperties, TProperties>, 'act' | 'ask'> {
  return {
    act: (command, answer, as = actor) => desk.execute(as, command, { answer }),
    ask: (question) => desk.ask(question),
  }
}

function sessionOf(method: Method) {
  // Programs that send it with every call may.
  if (method.who === 'anyone') return { SessionToken: Type.Optional(SessionToken) }
  return { SessionToken: method.apiKey ? Type.Optional(SessionToken) : SessionToken }
}

/** Who asks; null where that does not matter. */
async function callerOn(
  { desk, clock }: AgentChatParts,
  method: Method,
  { query, headers }: FastifyRequest,
): Promise<Caller | null> {
  if (method.who === 'anyone') return null
  const { permission, apiKey } = method
  const token = fold(query).get('sessiontoken')
  const key = apiKey && token === undefined ? headers['apikey'] : undefined
  return desk.ask((state) => {
    const caller = key === undefined ? callerOf(state, token, clock.now()) : callerOfKey(state, key, clock.now())
    if (permission) mustHave(state, caller.actor, permission, null)
    return caller
  })
}

/** A refusal with the names that its fields have in this method. */
function renamed(error: unknown, fields: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof Refused)) return error
  const problems = error.refusal.problems.map((problem) => ({
    ...problem,
    field: fields[problem.field] ?? problem.field,
  }))
  return new Refused({ ...error.refusal, problems })
}

/** Names of query parameters are taken whatever their case. */
function fold(query: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(query as object).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Many GET methods change something: a browser that only guesses that it might be asked for one gets none (AC-7). */
function refusePrefetch({ headers }: FastifyRequest): void {
  const purposes = [headers['sec-purpose'], headers['purpose'], headers['x-purpose'], headers['x-moz']]
  if (purposes.some((purpose) => /prefetch|prerender|preview/i.test(String(purpose ?? ''))))
    throw new Refused(refuse('not-allowed', 'request.prefetch'))
}
