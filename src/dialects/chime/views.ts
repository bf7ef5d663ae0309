import Type, { type TSchema } from 'typebox'
import { presences } from './words.ts'

/** Shapes of the answers; names, their case and their order are those of the vendor's samples (CH-4). */

const closed = { additionalProperties: false }
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Duration = Type.String({
  description: 'A .NET TimeSpan',
  pattern: '^(\\d+\\.)?\\d\\d:\\d\\d:\\d\\d(\\.\\d{7})?$',
})
const Moment = Type.String({
  description: 'UTC, without a zone',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?$',
})
const Id = Type.Integer({ minimum: 0 })

const State = Type.Object({ Status: Type.Boolean(), Details: orNull(Type.String()) }, closed)
const QueueHealthView = Type.Object(
  {
    Process: State,
    Routing: State,
    IMConnection: State,
    Alerting: State,
    Scheduler: State,
    Smtp: State,
    SignalR: State,
    QueueId: Id,
    Name: Type.String(),
    Ok: Type.Boolean(),
  },
  closed,
)
export const HealthView = Type.Object(
  {
    Ok: Type.Boolean(),
    System: Type.Object(
      {
        Service: State,
        ServiceAccount: State,
        Smtp: State,
        SQL: State,
        ActiveDirectory: State,
        ChimeHub: State,
        WebClient: State,
        OK: Type.Boolean(),
      },
      closed,
    ),
    Queues: Type.Array(QueueHealthView),
  },
  closed,
)
export type HealthView = Type.Static<typeof HealthView>

export const AvailableView = Type.Object({ isAvailable: Type.Boolean() }, closed)

export const WaitView = Type.Object({ averageWaitTime: Duration, longestWaitTime: Duration }, closed)

export const QueueInfoView = Type.Object(
  {
    queueID: Id,
    queueName: Type.String(),
    isAvailable: Type.Boolean(),
    onlineAgentCount: Type.Integer({ minimum: 0 }),
    averageWaitTime: Duration,
    longestWaitTime: Duration,
  },
  closed,
)

export const QueueView = Type.Object(
  {
    id: Id,
    name: Type.String(),
    description: Type.String(),
    enabled: Type.Boolean(),
    available: Type.Boolean(),
    webClientID: Id,
  },
  closed,
)

export const WebClientView = Type.Object({ id: Id, name: Type.String(), useschatform: Type.Boolean() }, closed)

export const SkillView = Type.Object(
  { BestMatchID: Id, Text: Type.String(), Icon: Type.String(), QueueSortingOrder: Type.Integer() },
  closed,
)
export type SkillView = Type.Static<typeof SkillView>

export const QueueAgentView = Type.Object(
  {
    id: Id,
    firstName: Type.String(),
    lastName: Type.String(),
    priority: Type.Integer({ minimum: 0 }),
    disabledAtStart: Type.Boolean(),
    isManager: Type.Boolean(),
    readOnly: Type.Boolean(),
    uri: Type.String(),
    role: Type.Enum([0, 1, 2]),
    tags: Type.Array(SkillView),
    Guid: Type.String(),
  },
  closed,
)
export type QueueAgentView = Type.Static<typeof QueueAgentView>

export const PresenceView = Type.Object(
  {
    firstName: Type.String(),
    lastName: Type.String(),
    displayName: Type.String(),
    sip: Type.String(),
    ChimeID: Id,
    lyncPresence: Type.Enum([...presences]),
    availableInChime: Type.Boolean(),
    imageUrl: orNull(Type.String()),
  },
  closed,
)

export const ChatMessageView = Type.Object(
  {
    MessageID: Id,
    SentTime: Moment,
    From: Type.Enum(['Seeker', 'Agent', 'System']),
    Name: Type.String(),
    Text: orNull(Type.String()),
    FileName: orNull(Type.String()),
  },
  closed,
)
export type ChatMessageView = Type.Static<typeof ChatMessageView>

export const AgentCommentView = Type.Object(
  { CreatedTime: Moment, AgentID: Id, AgentFullName: Type.String(), Comment: Type.String() },
  closed,
)
export type AgentCommentView = Type.Static<typeof AgentCommentView>

export const SessionView = Type.Object(
  {
    QueueID: Id,
    QueueName: Type.String(),
    AgentFullName: Type.String(),
    SeekerName: Type.String(),
    Question: Type.String(),
    SessionStartTime: Moment,
    SeekerWaitTime: orNull(Duration),
    ConnectedTime: orNull(Moment),
    ChatMessages: Type.Array(ChatMessageView),
    SessionID: Id,
    SessionGuid: Type.String(),
    Resolved: Type.Boolean(),
    SessionRating: orNull(Type.Integer({ minimum: 1, maximum: 5 })),
    SeekerComment: orNull(Type.String()),
    Tags: Type.Array(Type.Object({ TagID: Id, Text: Type.String() }, closed)),
    AgentComments: Type.Array(AgentCommentView),
  },
  closed,
)
export type SessionView = Type.Static<typeof SessionView>

export const OutageView = Type.Object(
  {
    QueueID: Id,
    OutageID: Id,
    CreatorID: orNull(Id),
    CreatorName: orNull(Type.String()),
    QueueName: Type.String(),
    CreatedTime: Moment,
    Title: Type.String(),
    Body: Type.String(),
    isScheduled: Type.Boolean(),
    isActive: Type.Boolean(),
    isPlanned: Type.Boolean(),
    isUpcoming: Type.Boolean(),
    OutageStart: Moment,
    OutageStop: orNull(Moment),
  },
  closed,
)
export type OutageView = Type.Static<typeof OutageView>

/** Of what has nothing more to say: `if(data)` in the samples must find something (CH-20, CH-60). */
export const Done = Type.Literal(true)
