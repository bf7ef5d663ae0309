import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { Refused, refuse } from '#domain/refusal.ts'
import { allowOrigins } from '#wire/http/allow-origins.ts'
import { Buckets } from '#wire/http/bucket.ts'
import type { ChimeParts } from './chime.ts'
import { errorAnswer } from './errors.ts'
import { Health } from './health.ts'
import { route, type TextBody } from './method.ts'
import { methods } from './routes.ts'
import { WaitTimes } from './wait-times.ts'

export const basePath = '/Chime'

/** So often one address may ask, and so many times at once: availability is asked by every page of a portal, and a company may share an address. */
const perMinute = 3_000
const atOnce = 300

/** The Chime API: registers its methods under the prefix it is given. */
export async function chimeDialect(app: FastifyInstance, parts: ChimeParts): Promise<void> {
  const { apiOrigins } = parts.settings
  const asked = new Buckets(perMinute, atOnce, () => parts.clock.now())
  const health = new Health(parts)
  const stop = health.follow()
  app.addHook('preClose', async () => void stop())
  // What comes in is read and checked by the method itself, which knows how lenient this API is, and what goes out too.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer)))
  keepBodiesAsText(app)
  // Pages of the configured origins may read the answers (CH-13).
  allowOrigins(app, apiOrigins, 'GET, POST')
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    const retryAfterMs = asked.take(request.ip)
    if (retryAfterMs !== null) throw new Refused(refuse('too-many', 'request.too-many', { retryAfterMs }))
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, text, retryAfterMs } = errorAnswer(error, request.id)
    if (status === 500) request.log.error({ err: error, requestId: request.id }, 'bug')
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000))
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    return sayWrong(reply, status, text)
  })
  app.setNotFoundHandler((request, reply) =>
    sayWrong(reply, 404, `${request.method} ${request.url.split('?')[0]} is not a method of this API.`),
  )
  const shared = { waits: new WaitTimes(), health }
  for (const method of methods) route(app, parts, shared, method)
}

function sayWrong(reply: FastifyReply, status: number, text: string): FastifyReply {
  reply.header('cache-control', 'no-store').header('content-type', 'text/plain; charset=utf-8')
  return reply.code(status).send(text)
}

/** `application/json` is said of what is none (CH-81): the method that takes it reads it. */
function keepBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  for (const mediaType of ['application/json', 'application/x-www-form-urlencoded'])
    app.addContentTypeParser(mediaType, { parseAs: 'string' }, (_request, text, done) => {
      const body: TextBody = { text: String(text), mediaType }
      done(null, body)
    })
}

/** The paths as they are documented, by their parts in small letters; null stands for what is sent in the path. */
const paths = methods.map(({ path }) =>
  path.split('/').map((part) => ({ part, known: part.startsWith('{') ? null : part.toLowerCase() })),
)

/** The address with its path as it is documented: it is taken in any case (CH-2). Others stay as they are. */
export function canonicalAddress(url: string): string {
  const [, path, query] = /^\/chime((?:\/[^?]*)?)(\?.*)?$/is.exec(url) ?? []
  if (path === undefined) return url
  const given = path.replace(/\/$/, '').split('/')
  const found = paths.find(
    (parts) =>
      parts.length === given.length &&
      parts.every(({ known }, at) => known === null || known === (given[at] ?? '').toLowerCase()),
  )
  const written = found ? found.map(({ part, known }, at) => (known === null ? given[at] : part)).join('/') : path
  return `${basePath}${written}${query ?? ''}`
}
