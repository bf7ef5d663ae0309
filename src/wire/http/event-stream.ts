import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'

/** Takes the answer over and begins it as server-sent events, which neither a cache nor a proxy may hold back. */
export function openEventStream(reply: FastifyReply): ServerResponse {
  reply.hijack()
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  return reply.raw
}
