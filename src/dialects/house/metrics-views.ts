import Type, { type Static, type TSchema } from 'typebox'
import { agentCounts, queueCounts, queueTimes, stretchTimes, workTimes } from '#domain/metrics/names.ts'
import { ServiceLevelRule } from './schemas.ts'
import { At, Availability, AwayReason, Id, oneOf } from './views.ts'

/** Shapes of the metrics; `docs/metrics.md` says what each number means. */

const closed = { additionalProperties: false }
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Count = Type.Integer({ minimum: 0 })
const Ms = Type.Number({ minimum: 0, description: 'Milliseconds' })
const Share = orNull(Type.Number({ minimum: 0, maximum: 1, description: 'From 0 to 1; null: of nothing' }))
const each = <Name extends string, Schema extends TSchema>(names: readonly Name[], schema: Schema) =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>

const time = { total: Ms, average: orNull(Ms), count: Count, longest: Ms, median: orNull(Ms), percentile90: orNull(Ms) }
const Time = Type.Object(time, closed)
const Running = Type.Object(
  {
    count: Count,
    since: Type.Number({ description: 'When it began to count today; of several the mean of that' }),
    firstAt: At,
  },
  { ...closed, description: 'What goes on: its time is count × (now − since), the longest at least now − firstAt' },
)
const RunningTime = Type.Object({ ...time, running: orNull(Running) }, closed)
const Ratings = Type.Object(
  { count: Count, average: orNull(Type.Number()), topTwoShare: Share, byScore: Type.Array(Count) },
  closed,
)
const ServiceLevel = Type.Object(
  {
    share: Share,
    judgedCount: Count,
    exact: Type.Boolean({ description: 'False: partly read off histograms, since other thresholds stood then' }),
    rule: ServiceLevelRule,
  },
  closed,
)

const sla = [
  'answeredBeforeSLACount',
  'answeredAfterSLACount',
  'abandonedBeforeSLACount',
  'abandonedAfterSLACount',
  'shortAbandonedCount',
] as const
const queueNumbers = {
  counts: Type.Object({ ...each(queueCounts, Count), ...each(sla, Count) }, closed),
  times: Type.Object(each(queueTimes, Time), closed),
  longestQueuedTime: Ms,
  serviceLevel: ServiceLevel,
  ratings: Ratings,
  promiseAccuracy: Share,
  now: Type.Object(
    {
      waitingCount: Count,
      waitingSince: orNull(At),
      currentlyActiveCount: Count,
      wrapUpCount: Count,
      agentsAvailableCount: Count,
      agentsOnlineCount: Count,
      agentsIdleCount: Count,
    },
    closed,
  ),
}
const agentNumbers = {
  counts: Type.Object(each(agentCounts, Count), closed),
  times: Type.Object(each([...workTimes, ...stretchTimes, 'offlineTime'] as const, RunningTime), closed),
  ratings: Ratings,
  occupancy: Share,
  now: Type.Object(
    {
      byStatus: Type.Object(each(['available', 'busy', 'away', 'offline', 'notResponding'] as const, Count), closed),
      byActivity: Type.Object(each(['inChat', 'wrapUp', 'idle'] as const, Count), closed),
      currentlyActiveCount: Count,
      wrapUpCount: Count,
      ringingCount: Count,
      suspendedCount: Count,
    },
    closed,
  ),
}

const range = Type.Object(
  { fromMs: Ms, toMs: Ms },
  { ...closed, description: 'Half are served by the one, nine of ten by the other' },
)
const estimate = {
  range: orNull(range),
  unknown: orNull(oneOf(['nobody-staffed', 'too-few-departures'] as const)),
  lastDepartureAt: orNull(At),
  sampleCount: Count,
}
const named = { id: Id, no: Type.Integer(), name: Type.String() }

export const QueueNumbersView = Type.Object(
  {
    ...named,
    ...queueNumbers,
    estimatedWait: Type.Object(estimate, {
      ...closed,
      description: 'For who would come now, in steps of five seconds',
    }),
  },
  closed,
)
export type QueueNumbersView = Static<typeof QueueNumbersView>

export const AgentNumbersView = Type.Object(
  {
    ...named,
    ...agentNumbers,
    doing: Type.Object(
      {
        status: oneOf(['available', 'busy', 'away', 'offline', 'notResponding'] as const),
        statusSince: At,
        awayReason: orNull(AwayReason),
        activity: oneOf(['inChat', 'wrapUp', 'idle'] as const),
        activitySince: At,
      },
      closed,
    ),
  },
  closed,
)
export type AgentNumbersView = Static<typeof AgentNumbersView>

/** Sums over those queues and agents of a part of the centre whose numbers the asker may see. */
export const PartNumbersView = Type.Object(
  {
    id: Type.String({ description: 'teams/{id}, groups/{id}, business-units/{id} or channels/{channel}' }),
    name: Type.String(),
    queueIds: Type.Array(Id),
    agentIds: Type.Array(Id),
    queues: Type.Object(queueNumbers, closed),
    agents: Type.Object(agentNumbers, closed),
  },
  closed,
)
export type PartNumbersView = Static<typeof PartNumbersView>

/** Of which time an answer speaks. */
const span = {
  since: At,
  now: At,
  zone: Type.String({ description: 'Of the centre: there `since` is midnight' }),
}
export const QueuesAnswer = Type.Object({ ...span, queues: Type.Array(QueueNumbersView) }, closed)
export const AgentsAnswer = Type.Object({ ...span, agents: Type.Array(AgentNumbersView) }, closed)
export const PartAnswer = Type.Object({ ...span, part: PartNumbersView }, closed)
export const EstimateAnswer = Type.Object(
  {
    ...span,
    queueId: Id,
    ...estimate,
    ageMs: orNull(Ms),
    waitingCount: Count,
    accuracy: Type.Object(
      { share: Share, promisedCount: Count, keptCount: Count, earlyCount: Count },
      { ...closed, description: 'Of the promises of today that could be judged' },
    ),
  },
  closed,
)

/** The first frame, and the one after midnight or when one may see more or less than before. */
export const MetricsSnapshot = Type.Object(
  {
    type: Type.Literal('snapshot'),
    why: oneOf(['first', 'day', 'rights', 'restart'] as const),
    ...span,
    queues: Type.Array(QueueNumbersView),
    agents: Type.Array(AgentNumbersView),
    parts: Type.Array(PartNumbersView),
  },
  closed,
)
export type MetricsSnapshot = Static<typeof MetricsSnapshot>

const Patches = Type.Array(
  Type.Intersect([Type.Object({ id: Type.String() }), Type.Record(Type.String(), Type.Unknown())]),
)
/** Per entry its id and what is different; a group of values only with those that are. */
export const MetricsChange = Type.Object(
  {
    type: Type.Literal('diff'),
    now: At,
    queues: Type.Optional(Patches),
    agents: Type.Optional(Patches),
    parts: Type.Optional(Patches),
  },
  closed,
)
export type MetricsChange = Static<typeof MetricsChange>
/** The last frame: why there will be no other. */
export const MetricsEnd = Type.Object({ type: Type.Literal('ended'), code: Type.String() }, closed)

const StretchView = Type.Object(
  {
    availability: Availability,
    awayReason: orNull(AwayReason),
    notResponding: Type.Boolean(),
    from: At,
    until: orNull(At),
  },
  closed,
)
export const StretchesAnswer = Type.Object(
  { agentId: Id, from: At, to: orNull(At), stretches: Type.Array(StretchView) },
  closed,
)
