import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { signIn } from '#desk/sign-in.ts'
import { type LoginId, later } from '#domain/ids.ts'
import { agentCaller, agentViewOf } from './agents.ts'
import { agentToken, cookieName, csrfOf, hashSecret, mustBeOwnPage } from './auth.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { SignIn } from './schemas.ts'
import { AgentView, At, MeView } from './views.ts'
import { write } from './write.ts'

const lasts = { page: 7 * 86_400_000, program: 90 * 86_400_000 }

/** Signing in and out: a cookie for our pages (H-1), a bearer token for programs (H-2). */
export function loginRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids, clock, settings } = parts
  const secure = settings.publicOrigin.startsWith('https:')
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  /** Checks the password (H-4) and starts a login. */
  async function start(request: FastifyRequest, use: 'page' | 'program') {
    const { email: name, password } = request.body as Type.Static<typeof SignIn>
    const secret = ids.secret()
    const { agent, loginId, expiresAt } = await signIn(
      parts,
      { name, password, address: request.ip },
      {
        loginId: ids.uuid() as LoginId,
        secretHash: hashSecret(secret),
        use,
        expiresAt: later(clock.now(), lasts[use]),
      },
    )
    const view = await desk.ask((state) => agentViewOf(state, agent.id))
    return { agent: view, token: agentToken(loginId, secret), csrf: csrfOf(secret), expiresAt }
  }

  app.post(
    '/login',
    {
      schema: {
        tags: ['logins'],
        summary: 'Sign in a page: a cookie, and the CSRF value',
        body: SignIn,
        response: { 200: MeView },
      },
    },
    async (request, reply: FastifyReply) => {
      mustBeOwnPage(request, settings.publicOrigin)
      const { agent, token, csrf, expiresAt } = await start(request, 'page')
      reply.setCookie(cookieName, token, { ...cookie, expires: new Date(expiresAt) })
      return { agent, csrf }
    },
  )

  app.delete('/login', { schema: { tags: ['logins'], summary: 'Sign out' } }, async (request, reply) => {
    const { actor, login } = await agentCaller(parts, request)
    await write(parts, request, reply, actor, { do: 'endLogin', loginId: login.id }, () => ({
      status: 204,
      body: null,
    }))
    reply.clearCookie(cookieName, cookie)
  })

  app.post(
    '/tokens',
    {
      schema: {
        tags: ['logins'],
        summary: 'Sign in a program: a bearer token',
        body: SignIn,
        response: { 201: Type.Object({ token: Type.String(), agent: AgentView, expiresAt: At }) },
      },
    },
    async (request, reply) => {
      const { agent, token, expiresAt } = await start(request, 'program')
      reply.code(201)
      return { agent, token, expiresAt }
    },
  )
}
