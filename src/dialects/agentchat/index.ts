import type { FastifyError, FastifyInstance } from 'fastify'
import type { AgentChatParts } from './agentchat.ts'
import { errorAnswer } from './errors.ts'
import { route } from './method.ts'
import { methods } from './routes.ts'

export const basePath = '/api'

/** The AgentChat API: registers its methods under the prefix it is given. */
export async function agentChatDialect(app: FastifyInstance, parts: AgentChatParts): Promise<void> {
  // What comes in is read and checked by the method itself, which knows how lenient this API is, and what goes out too.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  app.addHook('onSend', async (_request, reply) => {
    // Tokens travel in addresses here: no answer is kept, and no address passed on.
    reply.header('cache-control', 'no-store')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('x-content-type-options', 'nosniff')
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, body, retryAfterMs } = errorAnswer(error, request.id)
    if (status === 500) request.log.error({ err: error, requestId: request.id }, 'bug')
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000))
    return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      ErrorNumber: 4000,
      ErrorName: 'MethodNotFound',
      ErrorMessage: `${request.method} ${request.url.split('?')[0]} is not a method of this API.`,
      Parameters: [],
    }),
  )
  for (const method of methods) route(app, parts, method)
}

const canonical = new Map(methods.map(({ name }) => [name.toLowerCase(), name]))

/** The address with the method's name as it is documented: it is taken in any case (AC-2). Others stay as they are. */
export function canonicalAddress(url: string): string {
  const found = /^\/api\/([^/?]+)/i.exec(url)
  const name = found && canonical.get((found[1] as string).toLowerCase())
  return found && name ? `${basePath}/${name}${url.slice(found[0].length)}` : url
}
