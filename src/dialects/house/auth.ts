import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { AgentActor, CustomerActor } from '#domain/actor.ts'
import type { Instant, LoginId } from '#domain/ids.ts'
import type { Login } from '#domain/login/login.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { HouseParts } from './house.ts'

export interface AgentCaller {
  readonly actor: AgentActor
  readonly login: Login
  readonly secret: string
}

export interface CustomerCaller {
  readonly actor: CustomerActor
  readonly login: null
}

/** Who asks: an agent with a login, or a customer with the token of their chat. */
export type Caller = AgentCaller | CustomerCaller

export const cookieName = 'polydesk'
export const csrfHeader = 'x-polydesk-csrf'
const customerTokenLasts = 30 * 86_400_000
const secretForm = /^[A-Za-z0-9_-]{43}$/
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** The value that a page must send back with each write; it cannot be had without the cookie's secret. */
export function csrfOf(secret: string): string {
  return createHash('sha256').update(`csrf:${secret}`).digest('base64url')
}

export function agentToken(loginId: LoginId, secret: string): string {
  return `agent.${loginId}.${secret}`
}

/** The two halves of a customer's token (H-3), or null when it has not that form. */
export function customerToken(token: string): { readonly chatId: string; readonly secret: string } | null {
  const [chatId = '', secret = '', ...rest] = token.split('.')
  return uuidForm.test(chatId) && secretForm.test(secret) && rest.length === 0 ? { chatId, secret } : null
}

/** Who stands behind a token; stops with *not signed in* when nobody does. */
export function callerOf(state: DeskState, token: string, now: Instant): Caller {
  const [kind, loginId = '', secret = '', ...rest] = token.split('.')
  if (kind === 'agent' && rest.length === 0) return agentBehind(state, loginId, secret, now)
  const parts = customerToken(token)
  const chat = parts && state.chats.find(parts.chatId)
  if (!chat || !sameText(hashSecret(parts.secret), chat.secretHash) || chat.openedAt + customerTokenLasts <= now)
    throw notSignedIn()
  return { actor: { kind: 'customer', customerId: chat.customerId, chatId: chat.id, via: 'house' }, login: null }
}

function agentBehind(state: DeskState, loginId: string, secret: string, now: Instant): AgentCaller {
  const login = uuidForm.test(loginId) && secretForm.test(secret) ? state.logins.find(loginId) : null
  if (!login || !sameText(hashSecret(secret), login.secretHash) || login.expiresAt <= now) throw notSignedIn()
  if (!state.agents.get(login.agentId)?.enabled) throw notSignedIn()
  return { actor: { kind: 'agent', agentId: login.agentId, via: 'house' }, login, secret }
}

/** Who sent the request. A cookie counts for reading, and for writing only with the CSRF header (H-1). */
export async function callerOfRequest({ desk, clock, settings }: HouseParts, request: FastifyRequest): Promise<Caller> {
  const bearer = bearerOf(request)
  const cookie = request.cookies[cookieName]
  const token = bearer ?? cookie
  if (token === undefined) throw notSignedIn()
  const caller = await desk.ask((state) => callerOf(state, token, clock.now()))
  if (bearer === undefined) checkPage(request, caller, settings.publicOrigin)
  return caller
}

export function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  return authorization?.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice(7).trim() : undefined
}

/** Whether a request that carries the cookie may come from the page it says it comes from. */
export function isOwnPage(request: FastifyRequest, publicOrigin: string): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || origin === publicOrigin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Stops what a browser sends from a page of another origin. */
export function mustBeOwnPage(request: FastifyRequest, publicOrigin: string): void {
  if (!isOwnPage(request, publicOrigin)) throw new Refused(refuse('not-allowed', 'csrf.other-origin'))
}

function checkPage(request: FastifyRequest, caller: Caller, publicOrigin: string): void {
  // biome-ignore lint/complexity/useOptionalChain: the plain test also tells the compiler which caller it is
  if (!caller.login || caller.login.use !== 'page') throw notSignedIn()
  mustBeOwnPage(request, publicOrigin)
  if (request.method === 'GET' || request.method === 'HEAD') return
  const header = request.headers[csrfHeader]
  if (typeof header !== 'string' || !sameText(header, csrfOf(caller.secret)))
    throw new Refused(refuse('not-allowed', 'csrf.missing', { header: 'X-Polydesk-CSRF' }))
}

export function notSignedIn(): Refused {
  return new Refused(refuse('not-signed-in', 'login.needed'))
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** Stops unless the site that knows its customers signed the external id (H-6). */
export function mustBeSigned(secret: string | null, externalId: string | undefined, signature: string): void {
  const expected = secret && externalId ? createHmac('sha256', secret).update(externalId).digest('hex') : null
  if (!expected || !sameText(expected, signature)) throw new Refused(refuse('not-allowed', 'identity.wrong'))
}
