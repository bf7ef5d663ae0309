import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { system } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import { type LoginId, later } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { Buckets } from '#wire/http/bucket.ts'
import { agentCaller, agentViewOf } from './agents.ts'
import { agentToken, cookieName, csrfOf, hashSecret, isOwnPage } from './auth.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { SignIn } from './schemas.ts'
import { AgentView, At, MeView } from './views.ts'
import { write } from './write.ts'

const lasts = { page: 7 * 86_400_000, program: 90 * 86_400_000 }

/** Signing in and out: a cookie for our pages (H-1), a bearer token for programs (H-2). */
export function loginRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids, clock, passwords, settings } = parts
  const perAddress = new Buckets(20, 20, () => clock.now())
  const perEmail = new Buckets(10, 10, () => clock.now())
  const secure = settings.publicOrigin.startsWith('https:')
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  /** Checks the password (H-4) and starts a login. */
  async function signIn(request: FastifyRequest, use: 'page' | 'program') {
    const { email, password } = request.body as Type.Static<typeof SignIn>
    const wait = perAddress.take(request.ip) ?? perEmail.take(email.toLowerCase())
    if (wait !== null) throw new Refused(refuse('too-many', 'login.too-many', { retryAfterMs: wait }))
    const agent = agentByEmail(email)
    const known = (agent?.enabled && desk.state.credentials.get(agent.id)?.passwordHash) || null
    if (!(await passwords.matches(password, known)) || !agent) throw new Refused(refuse('not-signed-in', 'login.wrong'))
    const loginId = ids.uuid() as LoginId
    const secret = ids.secret()
    const expiresAt = later(clock.now(), lasts[use])
    const command = {
      do: 'startLogin',
      loginId,
      agentId: agent.id,
      secretHash: hashSecret(secret),
      use,
      expiresAt,
    } as const
    const view = await desk.execute(system, command, { answer: (state) => agentViewOf(state, agent.id) })
    return { agent: view, token: agentToken(loginId, secret), csrf: csrfOf(secret), expiresAt }
  }

  /** By e-mail address or login name: nobody's is another's. */
  function agentByEmail(email: string): Agent | null {
    const wanted = email.toLowerCase()
    for (const agent of desk.state.agents.values())
      if (agent.email.toLowerCase() === wanted || agent.loginName?.toLowerCase() === wanted) return agent
    return null
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
      if (!isOwnPage(request, settings.publicOrigin)) throw new Refused(refuse('not-allowed', 'csrf.other-origin'))
      const { agent, token, csrf, expiresAt } = await signIn(request, 'page')
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
      const { agent, token, expiresAt } = await signIn(request, 'program')
      reply.code(201)
      return { agent, token, expiresAt }
    },
  )
}
