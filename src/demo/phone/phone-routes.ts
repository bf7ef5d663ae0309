import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { isPicture } from '#wire/files/media-type.ts'
import { checked } from '#wire/http/check.ts'
import { openEventStream } from '#wire/http/event-stream.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { phoneNumber } from '#wire/phone/phone-number.ts'
import { files, page } from '../../pages/pages.ts'
import type { Phone } from './phone.ts'
import { NotTaken, type PhoneNetwork } from './phone-network.ts'

const closed = { additionalProperties: false }
const Given = Type.String({ minLength: 1, maxLength: 40 })
const pictureLimitBytes = 5 * 1024 * 1024
const base64Limit = Math.ceil((pictureLimitBytes * 4) / 3) + 4
const Writes = Type.Object(
  {
    number: Given,
    id: Type.String({ format: 'uuid' }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 })),
    attachment: Type.Optional(
      Type.Object(
        { name: Type.String({ minLength: 1, maxLength: 200 }), base64: Type.String({ maxLength: base64Limit }) },
        closed,
      ),
    ),
  },
  closed,
)
const Reads = Type.Object(
  { number: Given, ids: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 }) },
  closed,
)
const beatMs = 25_000

/** The page that behaves like a customer's phone, and what it asks: only in demo mode, as anybody may pick any number. */
export function phoneRoutes(network: PhoneNetwork): (app: FastifyInstance) => Promise<void> {
  const phoneOf = (given: string): Phone => {
    const number = phoneNumber(given, 'ZA')
    if (!number) throw new WrongInput([{ field: 'number', accepted: 'a phone number, such as +27 82 555 0123' }])
    return network.phone(number)
  }
  return async (app) => {
    app.setErrorHandler((error, _request, reply) => {
      if (error instanceof WrongInput) return reply.code(400).send({ problems: error.errors })
      if (error instanceof NotTaken)
        return reply.code(error.status >= 500 ? 502 : error.status).send({ problems: [], reason: error.message })
      throw error
    })
    app.get('/demo/phone', page('phone/index.html', 'page'))
    app.get('/demo/phone/assets/*', files('phone/assets'))

    app.get('/demo/phone/lines', (request, reply) => {
      const phone = phoneOf(checked(Type.Object({ number: Given }, closed), request.query).number)
      const raw = openEventStream(reply)
      const stop = phone.show((news) => raw.write(`data: ${JSON.stringify(news)}\n\n`))
      const beat = setInterval(() => raw.write(':\n\n'), beatMs)
      raw.on('close', () => {
        clearInterval(beat)
        stop()
      })
      void network.switchedOn(phone).catch(() => {})
    })

    app.post('/demo/phone/messages', { bodyLimit: base64Limit + 64 * 1024 }, async (request) => {
      const { number, ...writes } = checked(Writes, jsonOf(request)) as Static<typeof Writes>
      await network.send(phoneOf(number), writes)
      return { taken: true }
    })

    app.post('/demo/phone/receipts', async (request) => {
      const { number, ids } = checked(Reads, jsonOf(request))
      await network.confirm(phoneOf(number), 'read', ids)
      return { taken: true }
    })

    app.get('/demo/phone/files/:id', async (request, reply) => {
      const file = network.files.get((request.params as { readonly id: string }).id)
      if (!file) return reply.code(404).type('text/plain').send('This file is not kept any more.')
      const shown = isPicture(file.mediaType)
      reply.header('x-content-type-options', 'nosniff')
      reply.header('content-security-policy', "default-src 'none'; sandbox")
      reply.header('cache-control', 'private, max-age=3600')
      reply.header(
        'content-disposition',
        `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      return reply.type(shown ? file.mediaType : 'application/octet-stream').send(Buffer.from(file.bytes))
    })
  }
}

/** JSON alone: a page of another site cannot send that here without being asked first. */
function jsonOf({ headers, body }: FastifyRequest): unknown {
  if (/^application\/json\b/.test(headers['content-type'] ?? '')) return body
  throw new WrongInput([{ field: '(body)', accepted: 'application/json' }])
}
