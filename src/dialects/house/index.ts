import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { checked, checkedText, complaints } from '#wire/http/check.ts'
import { type ProblemBody, problem } from '#wire/http/problem.ts'
import { agentRoutes } from './agents.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { attachmentRoutes } from './attachments.ts'
import { availabilityRoutes } from './availability.ts'
import { centreRoutes } from './centre.ts'
import { channelRoutes } from './channels.ts'
import { chatActRoutes } from './chat-acts.ts'
import { chatRoutes } from './chats.ts'
import { customerRoutes } from './customers.ts'
import { deliveryRoutes } from './deliveries.ts'
import { problemOfError } from './errors.ts'
import { Feed } from './feed/feed.ts'
import { feedRoutes } from './feed/routes.ts'
import { historyRoutes } from './history.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { loginRoutes } from './logins.ts'
import { MessageRate, messageRoutes } from './messages.ts'
import { metricsRoutes } from './metrics.ts'
import { MetricsBoards } from './metrics-board.ts'
import { MetricsFeed } from './metrics-feed.ts'
import { organisationRoutes } from './organisation.ts'
import { outageRoutes } from './outages.ts'
import { outboxRoutes } from './outbox.ts'
import { passwordResetRoutes } from './password-resets.ts'
import { photoRoutes } from './photos.ts'
import { queueRoutes } from './queues.ts'
import { reportRoutes } from './reports.ts'
import { rightsRoutes } from './rights.ts'
import { searchRoutes } from './search.ts'
import { widgetRoutes } from './widget.ts'

export const basePath = '/house/v1'

/** Our own API: registers its methods and the live feed under the prefix it is given. */
export async function houseDialect(app: HouseApp, parts: HouseParts): Promise<void> {
  const feed = new Feed(parts)
  const rate = new MessageRate(parts)
  const { looks } = parts
  const boards = new MetricsBoards()
  const metrics = new MetricsFeed(parts, boards, (error) => app.log.error({ err: error }, 'live metrics broke'))
  app.addHook('preClose', async () => {
    feed.stop()
    metrics.stop()
  })
  validateBySchemas(app, parts.settings.checkAnswers)
  answerProblems(app)
  allowWidgetOrigins(app, parts)
  loginRoutes(app, parts)
  passwordResetRoutes(app, parts)
  widgetRoutes(app, parts)
  chatRoutes(app, parts, looks)
  messageRoutes(app, parts, feed, rate, looks)
  attachmentRoutes(app, parts, rate)
  channelRoutes(app, parts, rate)
  deliveryRoutes(app, parts)
  agentRoutes(app, parts)
  apiKeyRoutes(app, parts)
  photoRoutes(app, parts)
  queueRoutes(app, parts)
  chatActRoutes(app, parts)
  organisationRoutes(app, parts)
  centreRoutes(app, parts)
  outageRoutes(app, parts)
  outboxRoutes(app, parts)
  reportRoutes(app, parts)
  rightsRoutes(app, parts)
  historyRoutes(app, parts)
  searchRoutes(app, parts)
  customerRoutes(app, parts)
  metricsRoutes(app, parts, boards, metrics)
  availabilityRoutes(app, parts)
  feedRoutes(app, parts, feed, rate)
}

function validateBySchemas(app: HouseApp, checkAnswers: boolean): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => (value: unknown) => {
    try {
      return { value: httpPart === 'body' ? checked(schema, value) : checkedText(schema, value) }
    } catch (error) {
      return { error: error as Error }
    }
  })
  app.setSerializerCompiler<TSchema>(({ schema }) => (answer) => {
    const wrong = checkAnswers ? complaints(schema, answer) : []
    if (wrong.length > 0) throw new Error(`an answer is not as documented: ${JSON.stringify(wrong)}`)
    return JSON.stringify(answer)
  })
}

function answerProblems(app: HouseApp): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const body = problemOfError(error, request.id)
    if (body.status >= 500 && body.code === 'bug') request.log.error({ err: error, requestId: request.id }, 'bug')
    return send(reply, body)
  })
  app.setNotFoundHandler((request: FastifyRequest, reply) =>
    send(
      reply,
      problem(404, 'method.not-found', {
        detail: `${request.method} ${request.url.split('?')[0]} is not a method of this API`,
      }),
    ),
  )
}

function send(reply: FastifyReply, body: ProblemBody): FastifyReply {
  const retryAfterMs = body.facts?.['retryAfterMs']
  if (typeof retryAfterMs === 'number') reply.header('retry-after', Math.ceil(retryAfterMs / 1_000))
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send({ ...body, title: body.title || STATUS_CODES[body.status] })
}

/**
 * Pages of other origins may use what customers may (H-5): their token travels in a header, never in a cookie, so no
 * credentials are allowed across origins, and an agent's cookie is of no use there.
 */
function allowWidgetOrigins(app: HouseApp, { settings: { widgetOrigins } }: HouseParts): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || (widgetOrigins && !widgetOrigins.includes(origin))) return
    reply.header('access-control-allow-origin', widgetOrigins ? origin : '*')
    reply.header('access-control-expose-headers', 'retry-after')
    if (widgetOrigins) reply.header('vary', 'origin')
  })
  app.options('/*', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
    reply.header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
    reply.header('access-control-max-age', '7200')
    reply.code(204)
  })
}
