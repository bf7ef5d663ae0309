import Type from 'typebox'
import { newApiKey } from '#desk/api-keys.ts'
import { lacksForKeyOf, mustBeAgent } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { AgentId } from '#domain/ids.ts'
import type { ApiKey } from '#domain/login/api-key.ts'
import type { DeskState } from '#domain/state.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { AgentParams } from './schemas.ts'
import { At, Id } from './views.ts'
import { write } from './write.ts'

const closed = { additionalProperties: false }
/** What is told of a key that is there: never the key, nor what is stored of it. */
const ApiKeyView = Type.Object(
  {
    agentId: Id,
    madeAt: At,
    madeBy: Id,
    lastUsedAt: Type.Union([At, Type.Null()], { description: 'To the minute; null: never yet' }),
  },
  closed,
)
export type ApiKeyView = Type.Static<typeof ApiKeyView>

const NewApiKeyView = Type.Object(
  { key: Type.String({ format: 'uuid', description: 'Shown this once' }), apiKey: ApiKeyView },
  closed,
)
export type NewApiKeyView = Type.Static<typeof NewApiKeyView>

/** The keys with which programs act for agents in the reporting API and other APIs of that kind (H-170 … H-174). */
export function apiKeyRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids } = parts
  const tags = ['api keys']

  app.get(
    '/api-keys',
    {
      schema: {
        tags,
        summary: 'Your API key, and those of the people whose keys you may make; newest first',
        response: { 200: Type.Object({ apiKeys: Type.Array(ApiKeyView) }, closed) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => ({ apiKeys: shownTo(state, actor).map(presentApiKey) }))
    },
  )

  app.put(
    '/agents/:agentId/api-key',
    {
      schema: {
        tags,
        summary: 'Make an API key for an agent: shown this once; the one they had is dead at once',
        params: AgentParams,
        response: { 200: NewApiKeyView },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      const { key, keyId } = newApiKey(ids)
      // Not by `write`, which keeps the answer for a repeat: the key would lie on disk.
      const apiKey = await desk.execute(
        actor,
        { do: 'makeApiKey', agentId, keyId },
        { answer: (state) => presentApiKey(state.apiKeys.require(keyId)) },
      )
      reply.header('cache-control', 'no-store')
      return { key, apiKey }
    },
  )

  app.delete(
    '/agents/:agentId/api-key',
    { schema: { tags, summary: 'Remove the API key of an agent, who may have none', params: AgentParams } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      await write(parts, request, reply, actor, { do: 'removeApiKey', agentId }, () => ({ status: 204, body: null }))
    },
  )
}

function shownTo(state: DeskState, actor: Actor): ApiKey[] {
  const { agent: viewer } = mustBeAgent(state, actor)
  const shown = [...state.apiKeys.values()].filter(({ agentId }) => {
    const owner = state.agents.require(agentId)
    return state.rights.seesAgent(viewer, owner) && lacksForKeyOf(state, viewer.id, owner) === null
  })
  return shown.sort((one, other) => other.madeAt - one.madeAt)
}

function presentApiKey({ agentId, madeAt, madeBy, lastUsedAt }: ApiKey): ApiKeyView {
  return { agentId, madeAt, madeBy, lastUsedAt }
}
