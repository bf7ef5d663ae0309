import Type from 'typebox'
import { mustBeAgent } from '#domain/access/may.ts'
import type { AgentId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, type QueueSettings } from '#domain/queue/queue.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { presentQueue } from './present.ts'
import { NewQueue, QueueChanges, QueueParams } from './schemas.ts'
import { QueueView } from './views.ts'
import { write } from './write.ts'

const OneQueue = Type.Object({ queue: QueueView })

/** Queues and their settings. */
export function queueRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids } = parts

  app.get(
    '/queues',
    {
      schema: {
        tags: ['queues'],
        summary: 'All queues',
        response: { 200: Type.Object({ queues: Type.Array(QueueView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        mustBeAgent(state, actor)
        return { queues: [...state.queues.values()].map(presentQueue) }
      })
    },
  )

  app.post(
    '/queues',
    { schema: { tags: ['queues'], summary: 'A new queue', body: NewQueue, response: { 201: OneQueue } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { name, ...rest } = request.body
      const queueId = ids.uuid() as QueueId
      const settings = { ...defaultQueueSettings, name, ...settingsOf(rest) }
      return write(parts, request, reply, actor, { do: 'addQueue', queueId, settings }, (state) => ({
        status: 201,
        body: { queue: presentQueue(state.queues.require(queueId)) },
      }))
    },
  )

  app.patch(
    '/queues/:queueId',
    {
      schema: {
        tags: ['queues'],
        summary: 'Change a queue',
        params: QueueParams,
        body: QueueChanges,
        response: { 200: OneQueue },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const queueId = request.params.queueId as QueueId
      const settings = settingsOf(request.body)
      return write(parts, request, reply, actor, { do: 'changeQueue', queueId, settings }, (state) => ({
        body: { queue: presentQueue(state.queues.require(queueId)) },
      }))
    },
  )
}

function settingsOf({ memberIds, ...settings }: Type.Static<typeof QueueChanges>): Partial<QueueSettings> {
  return memberIds ? { ...settings, members: memberIds.map((agentId) => ({ agentId: agentId as AgentId })) } : settings
}
