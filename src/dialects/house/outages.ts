import Type from 'typebox'
import { mustBeAgent } from '#domain/access/may.ts'
import type { Instant, OutageId, QueueId } from '#domain/ids.ts'
import { flagsOf, type Outage, type OutageSettings } from '#domain/outage/outage.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { OutageFields, OutageView } from './organisation-views.ts'
import { Id } from './views.ts'
import { write } from './write.ts'

const closed = { additionalProperties: false }
const Params = Type.Object({ outageId: Id }, closed)
const One = Type.Object({ outage: OutageView })
const { queueId: _queueId, ...changeable } = OutageFields
const Added = Type.Object(
  {
    ...OutageFields,
    text: Type.Optional(OutageFields.text),
    startsAt: Type.Optional(OutageFields.startsAt),
    endsAt: Type.Optional(OutageFields.endsAt),
  },
  closed,
)
const Changes = Type.Partial(Type.Object(changeable, closed), closed)

export function presentOutage({ announcedById = null, ...outage }: Outage, at: Instant) {
  return { ...outage, announcedById, ...flagsOf(outage, at) }
}

/** Announced disturbances of queues. */
export function outageRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids, clock } = parts
  const tags = ['outages']

  app.get(
    '/outages',
    {
      schema: {
        tags,
        summary: 'Outages of the queues you may see, newest first',
        querystring: Type.Object({ queueId: Type.Optional(Id) }, closed),
        response: { 200: Type.Object({ outages: Type.Array(OutageView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const { queueId } = request.query
      return desk.ask((state) => {
        const { agent } = mustBeAgent(state, actor)
        const seen = [...state.outages.values()].filter((outage) => {
          const queue = state.queues.get(outage.queueId)
          return queue && state.rights.seesQueue(agent, queue) && (!queueId || outage.queueId === queueId)
        })
        return { outages: seen.sort((a, b) => b.no - a.no).map((outage) => presentOutage(outage, clock.now())) }
      })
    },
  )

  app.post(
    '/outages',
    { schema: { tags, summary: 'Announce an outage', body: Added, response: { 201: One } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { queueId, text = '', startsAt = null, endsAt = null, ...rest } = request.body
      const outageId = ids.uuid() as OutageId
      const times = { startsAt: startsAt as Instant | null, endsAt: endsAt as Instant | null }
      const settings = { ...rest, ...times, text, queueId: queueId as QueueId }
      return write(parts, request, reply, actor, { do: 'announceOutage', outageId, settings }, (state) => ({
        status: 201,
        body: { outage: presentOutage(state.outages.require(outageId), clock.now()) },
      }))
    },
  )

  app.patch(
    '/outages/:outageId',
    { schema: { tags, summary: 'Change an outage', params: Params, body: Changes, response: { 200: One } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const outageId = request.params.outageId as OutageId
      const settings = request.body as Partial<OutageSettings>
      return write(parts, request, reply, actor, { do: 'changeOutage', outageId, settings }, (state) => ({
        body: { outage: presentOutage(state.outages.require(outageId), clock.now()) },
      }))
    },
  )

  app.post(
    '/outages/:outageId/end',
    { schema: { tags, summary: 'It is over', params: Params, response: { 200: One } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const outageId = request.params.outageId as OutageId
      return write(parts, request, reply, actor, { do: 'endOutage', outageId }, (state) => ({
        body: { outage: presentOutage(state.outages.require(outageId), clock.now()) },
      }))
    },
  )
}
