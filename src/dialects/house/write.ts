import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Once } from '#desk/answers.ts'
import type { Actor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { DeskState } from '#domain/state.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { bearerOf, customerToken } from './auth.ts'
import type { HouseParts } from './house.ts'

interface Answered {
  readonly status: number
  readonly body: unknown
}

/** Has the desk do what a request asks, once per idempotency key (H-11), and answers when it is on disk (H-12). */
export async function write<Body>(
  { desk }: HouseParts,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  command: Command,
  present: (state: DeskState, events: readonly DeskEvent[]) => { readonly status?: number; readonly body: Body },
): Promise<Body> {
  const once = onceOf(request, actor)
  const answered = await desk.execute<Answered>(actor, command, {
    answer: (state, events) => ({ status: 200, ...present(state, events) }),
    ...(once && { once }),
  })
  reply.code(answered.status)
  return answered.body as Body
}

function onceOf(request: FastifyRequest, actor: Actor): Once | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200)
    throw new WrongInput([{ field: 'Idempotency-Key', accepted: '1 to 200 characters, once' }])
  return { id: `${whoAsks(actor, request)} ${key}`, request: digestOf(request) }
}

/** Whose key it is: at the door, where nobody is known yet, that of the chat which is opened. */
function whoAsks(actor: Actor, request: FastifyRequest): string {
  if (actor.kind === 'agent') return actor.agentId
  if (actor.kind === 'customer') return actor.chatId
  return customerToken(bearerOf(request) ?? '')?.chatId ?? 'system'
}

/** What was asked, as a digest; passwords are left out, since a digest of one could be guessed. */
function digestOf({ method, url, body }: FastifyRequest): string {
  const text = isPlain(body) ? JSON.stringify(body, (key, value) => (/password/i.test(key) ? '' : value)) : ''
  return createHash('sha256').update(`${method} ${url} ${text}`).digest('base64url')
}

function isPlain(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype
}
