import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { queueWithNumbers } from '#domain/access/numbers.ts'
import type { AgentId, QueueId } from '#domain/ids.ts'
import { openEventStream } from '#wire/http/event-stream.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { estimateOf, type MetricsBoards, shownAt } from './metrics-board.ts'
import type { MetricsChannel, MetricsFeed } from './metrics-feed.ts'
import { channels, type MetricsQuestion, type Part, select } from './metrics-selection.ts'
import { AgentsAnswer, EstimateAnswer, PartAnswer, QueuesAnswer } from './metrics-views.ts'
import { QueueParams } from './schemas.ts'
import { Id, oneOf } from './views.ts'

const closed = { additionalProperties: false }
const Ids = Type.Optional(Type.Array(Id, { maxItems: 1_000 }))
const QueuesQuery = Type.Object({ queueId: Ids }, closed)
const AgentsQuery = Type.Object({ agentId: Ids }, closed)
const PartParams = Type.Object({ id: Id }, closed)
const ChannelParams = Type.Object({ channel: oneOf(channels) }, closed)
const uuid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
const Scope = Type.String({
  pattern: `^(queues|agents|(teams|groups|business-units)/${uuid}|channels/(${channels.join('|')}))$`,
  description: 'queues, agents: all one may see numbers of; or a part: teams/{id}, groups/{id} … channels/{channel}',
})
const EventsQuery = Type.Object(
  { queueId: Ids, agentId: Ids, scope: Type.Optional(Type.Array(Scope, { maxItems: 100 })) },
  closed,
)
const tags = ['metrics']
const slowBytes = 1024 * 1024

/** Numbers of today and of now (H-80 …): of queues, of agents, of parts of the centre, and as they change. */
export function metricsRoutes(app: HouseApp, parts: HouseParts, boards: MetricsBoards, feed: MetricsFeed): void {
  const { desk, clock } = parts
  const shown = async (request: FastifyRequest, question: MetricsQuestion) => {
    const { actor } = await agentCaller(parts, request)
    return desk.ask((state) => {
      const now = clock.now()
      const board = boards.of(state, now)
      const { since, zone } = board
      return { span: { since, now, zone }, ...shownAt(board.show(select(state, actor, question), now), now) }
    })
  }

  app.get(
    '/metrics/queues',
    {
      schema: {
        tags,
        summary: 'Queues today and now; without `queueId` all whose numbers one may see',
        querystring: QueuesQuery,
        response: { 200: QueuesAnswer },
      },
    },
    async (request) => {
      const queueIds = (request.query.queueId ?? null) as QueueId[] | null
      const { span, queues } = await shown(request, { queueIds, agentIds: [], parts: [] })
      return { ...span, queues }
    },
  )

  app.get(
    '/metrics/agents',
    {
      schema: {
        tags,
        summary: 'Agents today and now; without `agentId` all whose numbers one may see',
        querystring: AgentsQuery,
        response: { 200: AgentsAnswer },
      },
    },
    async (request) => {
      const agentIds = (request.query.agentId ?? null) as AgentId[] | null
      const { span, agents } = await shown(request, { queueIds: [], agentIds, parts: [] })
      return { ...span, agents }
    },
  )

  const partAnswer = async (request: FastifyRequest, part: Part) => {
    const { span, parts: found } = await shown(request, { queueIds: [], agentIds: [], parts: [part] })
    return { ...span, part: found[0] as Static<typeof PartAnswer>['part'] }
  }
  for (const kind of ['teams', 'groups', 'business-units'] as const)
    app.get(
      `/metrics/${kind}/:id`,
      {
        schema: {
          tags,
          summary: `Sums over the queues and agents of one of the ${kind} whose numbers one may see`,
          params: PartParams,
          response: { 200: PartAnswer },
        },
      },
      async (request) => partAnswer(request, { kind, id: (request.params as Static<typeof PartParams>).id }),
    )

  app.get(
    '/metrics/channels/:channel',
    {
      schema: {
        tags,
        summary: 'Sums over all queues and agents whose numbers one may see, of one channel',
        params: ChannelParams,
        response: { 200: PartAnswer },
      },
    },
    async (request) => partAnswer(request, { kind: 'channels', channel: request.params.channel }),
  )

  app.get(
    '/metrics/queues/:queueId/estimate',
    {
      schema: {
        tags,
        summary: 'How long who comes now will wait, what that rests on, and how often such promises were kept',
        params: QueueParams,
        response: { 200: EstimateAnswer },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        const now = clock.now()
        const { id: queueId } = queueWithNumbers(state, actor, request.params.queueId as QueueId)
        const board = boards.of(state, now)
        const { since, zone } = board
        const [queue] = board.show({ queueIds: [queueId], agentIds: [], parts: [] }, now).queues
        const { promisedCount = 0, keptCount = 0, earlyCount = 0 } = queue?.counts ?? {}
        const accuracy = { share: queue?.promiseAccuracy ?? null, promisedCount, keptCount, earlyCount }
        const waitingCount = queue?.now.waitingCount ?? 0
        return { since, now, zone, queueId, ...estimateOf(state, queueId, now), waitingCount, accuracy }
      })
    },
  )

  app.get(
    '/metrics/events',
    {
      schema: {
        tags,
        summary:
          'Numbers as they change, as server-sent events: a snapshot, then at most once a second what is different',
        querystring: EventsQuery,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { actor, login } = await agentCaller(parts, request)
      const opening = await feed.ask({ actor, loginId: login.id, question: questionOf(request.query) })
      const raw = openEventStream(reply)
      const channel: MetricsChannel = {
        send: (frame) => raw.write(`data: ${frame}\n\n`),
        beat: () => raw.write(':\n\n'),
        close: () => raw.end(),
        isFull: () => raw.writableLength > slowBytes,
      }
      const end = feed.open(opening, channel)
      raw.on('close', end)
      // Gone while the first answer was made.
      if (raw.destroyed) end()
    },
  )
}

function questionOf({ queueId, agentId, scope = [] }: Static<typeof EventsQuery>): MetricsQuestion {
  const nothingNamed = !queueId && !agentId && scope.length === 0
  const all = (name: 'queues' | 'agents') => nothingNamed || scope.includes(name)
  return {
    queueIds: all('queues') ? null : ((queueId ?? []) as QueueId[]),
    agentIds: all('agents') ? null : ((agentId ?? []) as AgentId[]),
    parts: [...new Set(scope)].flatMap(partOf),
  }
}

/** The part that a scope names; nothing for those that name none. */
function partOf(scope: string): Part[] {
  const [kind, id] = scope.split('/') as [Part['kind'], string | undefined]
  if (id === undefined) return []
  if (kind === 'channels') return channels.filter((channel) => channel === id).map((channel) => ({ kind, channel }))
  return [{ kind, id }]
}
