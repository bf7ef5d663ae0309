import type { FastifyRequest } from 'fastify'
import { askReset, setPasswordByCode } from '#desk/password-reset.ts'
import { mustBeOwnPage } from './auth.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { ResetAsk, ResetUse } from './schemas.ts'

/** A forgotten password: a code by mail, and a new password for the code (H-120 … H-122). */
export function passwordResetRoutes(app: HouseApp, parts: HouseParts): void {
  const { publicOrigin } = parts.settings
  const ownPage = async (request: FastifyRequest) => mustBeOwnPage(request, publicOrigin)

  app.post(
    '/password-resets',
    {
      onRequest: ownPage,
      schema: {
        tags: ['logins'],
        summary: 'Mail a code for a new password to whoever has that address or login name, if anybody has',
        body: ResetAsk,
      },
    },
    async (request, reply) => {
      askReset(parts, request.body.email, request.ip)
      return reply.code(202).send()
    },
  )

  app.post(
    '/password-resets/use',
    {
      onRequest: ownPage,
      schema: { tags: ['logins'], summary: 'Set a new password by the code; all logins end', body: ResetUse },
    },
    async (request, reply) => {
      await setPasswordByCode(parts, { ...request.body, address: request.ip })
      return reply.code(204).send()
    },
  )
}
