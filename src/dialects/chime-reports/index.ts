import '@fastify/swagger'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import Type from 'typebox'
import { reportNamed } from '#reports/index.ts'
import { allowOrigins } from '#wire/http/allow-origins.ts'
import { checked, complaints } from '#wire/http/check.ts'
import { leniently } from '#wire/http/lenient.ts'
import { callerOf } from './auth.ts'
import type { ChimeReportsParts } from './chime-reports.ts'
import { errorAnswer } from './errors.ts'
import { type Route, routes } from './routes.ts'

export const basePath = '/Chime/Report'

const Key = Type.Object({ authorization: Type.String({ description: '`Bearer` and the API key of an agent' }) })

/** The Chime Reporting API: registers its routes under the prefix it is given. */
export async function chimeReportsDialect(app: FastifyInstance, parts: ChimeReportsParts): Promise<void> {
  // What comes in is read and checked by the routes themselves, which know how lenient this API is, and what goes out too.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer)))
  allowOrigins(app, parts.settings.apiOrigins, 'GET')
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store')
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, text } = errorAnswer(error, request.id)
    if (status === 500) request.log.error({ err: error, requestId: request.id }, 'bug')
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    return sayWrong(reply, status, text)
  })
  app.setNotFoundHandler((request, reply) =>
    sayWrong(reply, 404, `${request.method} ${request.url.split('?')[0]} is not a method of this API.`),
  )
  for (const one of routes) mount(app, parts, one)
}

function mount(app: FastifyInstance, parts: ChimeReportsParts, { name, path, heading, about, ...route }: Route): void {
  const { query, answer, example, run } = route
  app.get(
    path,
    {
      schema: {
        tags: [heading],
        summary: about,
        operationId: name.replaceAll(/\W/g, ''),
        headers: Key,
        querystring: query,
        produces: answer ? ['application/json'] : ['application/json', 'text/csv'],
        response: {
          200: { ...(answer ?? Type.Unknown()), examples: [example] },
          '4xx': Type.String({ description: 'text/plain: what is wrong, and what is accepted' }),
        },
      },
    },
    async (request, reply) => {
      const actor = await callerOf(parts, request)
      const asked = checked(query, leniently(query, request.query))
      const result = await run(parts, { request, reply, actor, query: asked })
      if (!answer) return result
      const wrong = parts.settings.checkAnswers ? complaints(answer, result) : []
      if (wrong.length > 0) throw new Error(`an answer of ${name} is not as documented: ${JSON.stringify(wrong)}`)
      return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(result))
    },
  )
}

function sayWrong(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('content-type', 'text/plain; charset=utf-8').send(text)
}

const fixed = new Map(routes.map(({ path }) => [path.slice(1).toLowerCase(), path.slice(1)]))

/** The address with the route as it is documented: it is taken in any case, with or without a slash at the end (CR-1). */
export function canonicalAddress(url: string): string {
  const [, name, query = ''] = /^\/chime\/report\/([^/?]*)\/?(\?.*)?$/is.exec(url) ?? []
  if (name === undefined) return url
  return `${basePath}/${fixed.get(name.toLowerCase()) ?? reportNamed(name)?.id ?? name}${query}`
}
