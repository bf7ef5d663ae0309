import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { DeskState } from '#domain/state.ts'
import { onceOf } from '#wire/http/idempotency.ts'
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
  const once = onceOf(request, whoAsks(actor, request))
  const answered = await desk.execute<Answered>(actor, command, {
    answer: (state, events) => ({ status: 200, ...present(state, events) }),
    ...(once && { once }),
  })
  reply.code(answered.status)
  return answered.body as Body
}

/** Whose key it is: at the door, where nobody is known yet, that of the chat which is opened. */
function whoAsks(actor: Actor, request: FastifyRequest): string {
  if (actor.kind === 'agent') return actor.agentId
  if (actor.kind === 'customer') return actor.chatId
  return customerToken(bearerOf(request) ?? '')?.chatId ?? 'system'
}
