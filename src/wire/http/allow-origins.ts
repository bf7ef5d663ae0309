import type { FastifyInstance } from 'fastify'

/**
 * Pages of the given origins, and of no others, may read the answers of what is registered here. No credentials are allowed across
 * origins: a key travels in a header. What lies between must keep the answers of different origins apart.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[], methods: string): void {
  app.addHook('onRequest', async ({ headers: { origin } }, reply) => {
    if (origins.length === 0) return
    reply.header('vary', 'Origin')
    if (origin === undefined || !origins.includes(origin)) return
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'Retry-After')
  })
  app.options('/*', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('access-control-allow-methods', methods)
    reply.header('access-control-allow-headers', 'authorization, content-type')
    reply.header('access-control-max-age', '7200')
    return reply.code(204).send()
  })
}
