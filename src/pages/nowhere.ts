import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** An address at which there is nothing; its query, which may hold a token, is not said back. */
export function nowhere({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ statusCode: 404, error: 'Not Found', message: `${method} ${pathOf(url)}` })
}

/** An address that cannot be read at all; nothing of it is said back. */
export function brokenAddress(
  { code, statusCode = 400 }: FastifyError,
  _: unknown,
  reply: Pick<FastifyReply, 'code'>,
): void {
  reply.code(statusCode).send({ statusCode, error: 'Bad Request', code })
}

function pathOf(url: string): string {
  return url.split('?')[0] as string
}
