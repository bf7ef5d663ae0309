import Type from 'typebox'
import { mustBeAgent, mustHave, seenQueue } from '#domain/access/may.ts'
import type { AgentId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, member, type Queue, type QueueSettings } from '#domain/queue/queue.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { isMeant, namesOfQueue } from './named.ts'
import { presentQueue } from './present.ts'
import { NamedQuery, NewQueue, QueueChanges, QueueParams, queueFields } from './schemas.ts'
import { QueueView } from './views.ts'
import { write } from './write.ts'

const OneQueue = Type.Object({ queue: QueueView })
const QueueSettingsView = Type.Object({ name: Type.String(), ...queueFields }, { additionalProperties: false })

/** Queues and their settings. */
export function queueRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids } = parts

  app.get(
    '/queues',
    {
      schema: {
        tags: ['queues'],
        summary: 'All queues that you may know of; with `q` those that are called so',
        querystring: NamedQuery,
        response: { 200: Type.Object({ queues: Type.Array(QueueView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        const { agent } = mustBeAgent(state, actor)
        const seen = [...state.queues.values()].filter(
          (queue) => state.rights.seesQueue(agent, queue) && isMeant(request.query.q, namesOfQueue(queue)),
        )
        return { queues: seen.map(presentQueue) }
      })
    },
  )

  app.get(
    '/queues/:queueId',
    {
      schema: {
        tags: ['queues'],
        summary: 'A queue with all that is set on it, for who may set it',
        params: QueueParams,
        response: { 200: Type.Object({ queue: QueueView, settings: QueueSettingsView }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        const queue = seenQueue(state, actor, request.params.queueId as QueueId)
        mustHave(state, actor, 'queues.manage', queue)
        return { queue: presentQueue(queue), settings: presentSettings(queue) }
      })
    },
  )

  app.delete(
    '/queues/:queueId',
    {
      schema: {
        tags: ['queues'],
        summary: 'Remove a queue that nothing uses and where no chat ever was',
        params: QueueParams,
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const queueId = request.params.queueId as QueueId
      await write(parts, request, reply, actor, { do: 'removeQueue', queueId }, () => ({ status: 204, body: null }))
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
  const members = memberIds && { members: memberIds.map((agentId) => member(agentId as AgentId)) }
  return { ...settings, ...members } as unknown as Partial<QueueSettings>
}

function presentSettings(queue: Queue): Type.Static<typeof QueueSettingsView> {
  const given = Object.keys(queueFields).map((field) => [field, queue[field as keyof QueueSettings]])
  return { name: queue.name, ...Object.fromEntries(given) } as Type.Static<typeof QueueSettingsView>
}
