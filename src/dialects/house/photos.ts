import { Readable } from 'node:stream'
import Type from 'typebox'
import { mustHave, seenAgent } from '#domain/access/may.ts'
import type { AgentId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { isPicture, mediaTypeOf } from '#wire/files/media-type.ts'
import { HttpProblem } from '#wire/http/problem.ts'
import { agentCaller, agentViewOf } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { AgentParams } from './schemas.ts'
import { AgentView } from './views.ts'
import { write } from './write.ts'

const largestPhoto = 1024 * 1024
const headBytes = 4_100

/** Pictures of agents: PNG, JPEG, GIF or WebP, up to a megabyte. */
export function photoRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, files } = parts
  const tags = ['agents']

  app.put(
    '/agents/:agentId/photo',
    {
      schema: {
        tags,
        summary: "An agent's picture",
        consumes: ['application/octet-stream'],
        params: AgentParams,
        response: { 200: Type.Object({ agent: AgentView }) },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      // Who may not set it must not fill the disk first.
      await desk.ask((state) =>
        mustHave(state, actor, 'agents.manage', state.rights.placeOf(seenAgent(state, actor, agentId))),
      )
      if (!(request.body instanceof Readable))
        throw new HttpProblem(415, 'body.media-type', {
          detail: 'The body is the picture, as application/octet-stream',
        })
      const stored = await files.put(request.body, largestPhoto)
      if (stored === 'too-large') throw new HttpProblem(413, 'photo.too-large', { facts: { limitBytes: largestPhoto } })
      if (!isPicture(await mediaTypeOf(stored.head)))
        throw new HttpProblem(415, 'photo.media-type', { detail: 'A picture is PNG, JPEG, GIF or WebP' })
      return write(parts, request, reply, actor, { do: 'changeAgent', agentId, photo: stored.sha256 }, (state) => ({
        body: { agent: agentViewOf(state, agentId) },
      }))
    },
  )

  app.get(
    '/agents/:agentId/photo',
    { schema: { tags, summary: "An agent's picture", params: AgentParams } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { photo } = await desk.ask((state) => seenAgent(state, actor, request.params.agentId as AgentId))
      const bytes = photo && (await files.get(photo))
      if (!bytes) throw new Refused(refuse('not-found', 'photo.not-found'))
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      const picture = Buffer.concat(chunks)
      reply.header('content-type', await mediaTypeOf(picture.subarray(0, headBytes)))
      reply.header('content-security-policy', "default-src 'none'; sandbox")
      reply.header('x-content-type-options', 'nosniff')
      reply.header('cache-control', 'private, max-age=300')
      return picture
    },
  )
}
