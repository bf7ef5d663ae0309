import Type from 'typebox'
import { notificationNames } from '#domain/agent/agent.ts'
import { asideKinds } from '#domain/chat/message.ts'
import { deliveryStates } from '#domain/delivery/delivery.ts'
import { passwordLength } from '#domain/login/password.ts'
import { serviceLevelFormulas } from '#domain/metrics/service-level-rule.ts'
import { queueModes } from '#domain/queue/queue.ts'
import { transcriptFormats } from './transcript.ts'
import { Availability, AwayReason, Id, oneOf, Role, StrategyName } from './views.ts'

/** Shapes of what the house API takes. Unknown fields are wrong input everywhere (H-10). */

const closed = { additionalProperties: false }
const optional = Type.Optional

const Email = Type.String({ format: 'email', maxLength: 200 })
const Name = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*\\S[^\\u0000-\\u001f\\u007f-\\u009f]*$',
})
const Password = Type.String({ minLength: passwordLength.least, maxLength: passwordLength.most })
const Capacity = Type.Integer({ minimum: 1, maximum: 100 })
const day = 86_400_000
const Duration = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum, description: 'Milliseconds' })

export const NewText = Type.String({ minLength: 1, description: 'Up to the configured limit of characters' })

export const ChatParams = Type.Object({ chatId: Id }, closed)
export const AgentParams = Type.Object({ agentId: Id }, closed)
export const QueueParams = Type.Object({ queueId: Id }, closed)
export const AttachmentParams = Type.Object({ chatId: Id, attachmentId: Id }, closed)

export const ChannelParams = Type.Object({ channel: Type.String({ maxLength: 32 }) }, closed)
/** A message of a customer; with text and attachment it becomes two lines, the text first. */
export const InboundMessage = Type.Object(
  {
    type: Type.Literal('message'),
    messageId: Type.String({ minLength: 1, maxLength: 200, description: "The sender's own; a repeat changes nothing" }),
    from: Type.String({ maxLength: 40, description: 'A phone number' }),
    name: optional(Name),
    text: optional(NewText),
    attachment: optional(
      Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), base64: Type.String() }, closed),
    ),
  },
  closed,
)
export const InboundReceipt = Type.Object(
  {
    type: Type.Literal('receipt'),
    messageId: Type.String({ maxLength: 200, description: 'Of our line, as it was delivered' }),
    mark: oneOf(['delivered', 'read']),
  },
  closed,
)
export const DeliveryParams = Type.Object({ deliveryId: Id }, closed)
export const DeliveriesQuery = Type.Object(
  {
    state: optional(oneOf(deliveryStates)),
    chatId: optional(Id),
    before: optional(Type.String({ pattern: '^[0-9]{1,15}$', description: '`next` of the page before' })),
    limit: optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
)

export const SignIn = Type.Object(
  { email: Type.String({ maxLength: 200 }), password: Type.String({ maxLength: 200 }) },
  closed,
)

export const OpenChatBody = Type.Object(
  {
    chatId: Id,
    queueId: optional(Id),
    name: optional(Name),
    email: optional(Email),
    phone: optional(Type.String({ maxLength: 40 })),
    externalId: optional(Type.String({ minLength: 1, maxLength: 200 })),
    pageUrl: optional(Type.String({ maxLength: 2_000, pattern: '^https?://' })),
    locale: optional(Type.String({ maxLength: 35, pattern: '^[A-Za-z0-9-]+$' })),
    message: optional(Type.Object({ id: Id, text: NewText }, closed)),
    attributes: optional(Type.Record(Type.String(), Type.String({ maxLength: 1_000 }))),
    preferredAgentId: optional(Id),
    flowId: optional(Id),
    signature: optional(Type.String({ pattern: '^[0-9a-f]{64}$', description: 'HMAC-SHA256 of externalId (H-6)' })),
  },
  closed,
)

export const ChatsQuery = Type.Object(
  {
    scope: oneOf(['mine', 'waiting', 'team', 'closed']),
    limit: optional(Type.Integer({ minimum: 1, maximum: 200 })),
    before: optional(Type.String({ pattern: '^[0-9]{1,15}-[0-9]{1,15}$', description: '`next` of the page before' })),
  },
  closed,
)

const Seq = Type.Integer({ minimum: 0 })
export const MessagesQuery = Type.Object(
  { after: optional(Seq), before: optional(Seq), limit: optional(Type.Integer({ minimum: 1, maximum: 500 })) },
  closed,
)

export const MessageBody = Type.Union([
  Type.Object({ id: Id, text: NewText, cannedResponseId: optional(Id) }, closed),
  Type.Object({ id: Id, attachmentId: Id }, closed),
])

export const UploadQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }, closed)
export const MarksBody = Type.Object({ delivered: Seq, read: Seq }, closed)
export const TypingBody = Type.Object({ typing: Type.Boolean() }, closed)

export const TranscriptQuery = Type.Object({ format: optional(oneOf([...transcriptFormats])) }, closed)

export const TransferBody = Type.Union([Type.Object({ toQueueId: Id }, closed), Type.Object({ toAgentId: Id }, closed)])

export const RatingBody = Type.Object(
  { score: Type.Integer({ minimum: 1, maximum: 5 }), comment: optional(Type.String({ maxLength: 2_000 })) },
  closed,
)

export const ResetAsk = Type.Object({ email: Type.String({ minLength: 1, maxLength: 200 }) }, closed)
export const ResetUse = Type.Object({ code: Type.String({ maxLength: 100 }), password: Password }, closed)

export const AvailabilityBody = Type.Object({ availability: Availability, awayReason: optional(AwayReason) }, closed)
export const OwnPasswordBody = Type.Object(
  { oldPassword: Type.String({ maxLength: 200 }), newPassword: Password },
  closed,
)

const Line = (maxLength: number) => Type.Union([Type.String({ minLength: 1, maxLength }), Type.Null()])
const Locale = Type.String({ maxLength: 35, pattern: '^[A-Za-z0-9-]+$' })

const agentFields = {
  firstName: optional(Line(100)),
  lastName: optional(Line(100)),
  loginName: optional(Line(200)),
  sipAddress: optional(
    Type.Union([Type.String({ maxLength: 200, pattern: '^(sip:)?[^\\s@]+@[^\\s@]+$' }), Type.Null()]),
  ),
  phone: optional(Line(40)),
  locale: optional(Type.Union([Locale, Type.Null()])),
  zone: optional(Line(64)),
  teamId: optional(Type.Union([Id, Type.Null()])),
  role: optional(Role),
  capacity: optional(Capacity),
  maxPerDay: optional(Type.Integer({ minimum: 0, maximum: 10_000, description: '0: any number' })),
  skills: optional(
    Type.Array(
      Type.Object({ skillId: Id, level: Type.Integer({ minimum: 1, maximum: 10, description: '1 is best' }) }, closed),
      {
        maxItems: 200,
      },
    ),
  ),
  notifications: optional(Type.Array(oneOf(notificationNames), { description: 'What the agent is told of by mail' })),
}
const QueuesOfAgent = Type.Object(
  {
    ids: Type.Array(Id, { maxItems: 5_000 }),
    receivesChats: Type.Boolean({ description: 'Whether chats of the queues that are new to the agent are offered' }),
  },
  { ...closed, description: 'Whose member the agent is from now on: exactly these, of the queues you may see' },
)
export const NewAgent = Type.Object(
  { name: Name, email: Email, password: Password, queues: optional(QueuesOfAgent), ...agentFields },
  closed,
)
export const AgentChanges = Type.Object(
  {
    name: optional(Name),
    email: optional(Email),
    enabled: optional(Type.Boolean()),
    gone: optional(Type.Boolean({ description: 'For good: disabled, and kept in reports' })),
    password: optional(Password),
    queues: optional(QueuesOfAgent),
    availability: optional(Availability),
    awayReason: optional(AwayReason),
    ...agentFields,
  },
  closed,
)

const Needs = Type.Array(
  Type.Object({ skillId: Id, weakestLevel: Type.Integer({ minimum: 1, maximum: 10 }) }, closed),
  { maxItems: 20 },
)
const Ids = Type.Array(Id, { maxItems: 5_000 })
const To = { toQueueId: Id }
const Overflow = Type.Union([
  Type.Object({ when: Type.Literal('waited'), afterMs: Duration(1_000, 30 * day), ...To }, closed),
  Type.Object({ when: Type.Literal('length'), length: Type.Integer({ minimum: 1, maximum: 100_000 }), ...To }, closed),
  Type.Object({ when: Type.Literal('closed'), ...To }, closed),
  Type.Object({ when: Type.Literal('nobody'), afterMs: Duration(0, 30 * day), ...To }, closed),
])
const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** How the share of chats that were served in time is counted. */
export const ServiceLevelRule = Type.Object(
  { withinMs: Duration(1, day), formula: oneOf(serviceLevelFormulas), shortAbandonMs: Duration(0, day) },
  closed,
)

/** Texts by name (H-37, H-112). */
export const Texts = Type.Record(Type.String({ pattern: '^[A-Za-z0-9]{1,64}$' }), Type.String({ maxLength: 4_000 }))

/** Everything that is set on a queue; also how it is shown to who may set it. */
export const queueFields = {
  description: Type.String({ maxLength: 2_000 }),
  language: orNull(Locale),
  enabled: Type.Boolean(),
  mode: oneOf(queueModes),
  unitId: orNull(Id),
  teamIds: Ids,
  managerIds: Ids,
  reviewerIds: Ids,
  strategy: StrategyName,
  members: Type.Array(
    Type.Object(
      { agentId: Id, priority: Type.Integer({ minimum: 1, maximum: 9 }), receivesChats: Type.Boolean() },
      closed,
    ),
    { maxItems: 5_000 },
  ),
  priority: Type.Integer({ minimum: -10_000, maximum: 10_000 }),
  needs: Needs,
  relaxations: Type.Array(Type.Object({ afterMs: Duration(1_000, 30 * day), needs: Needs }, closed), { maxItems: 10 }),
  stickyMs: Duration(0, day),
  lengthLimit: orNull(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  overflows: Type.Array(Overflow, { maxItems: 20 }),
  hoursId: orNull(Id),
  endsWaitingAtClosing: Type.Boolean(),
  offerMs: Duration(5_000, 600_000),
  wrapUpMs: Duration(0, day),
  retryMs: Duration(1_000, day),
  maxWaitMs: Duration(10_000, 30 * day),
  goneMs: Duration(5_000, day),
  idleWarnMs: orNull(Duration(10_000, 30 * day)),
  idleCloseMs: orNull(Duration(10_000, 30 * day)),
  needsDisposition: Type.Boolean(),
  autoTagIds: Ids,
  serviceLevel: orNull(ServiceLevelRule),
  menu: orNull(
    Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 80 }),
        index: Type.Integer({ minimum: 1, maximum: 99, description: 'Its place in the welcome menu (H-110)' }),
      },
      closed,
    ),
  ),
  texts: Texts,
}
const optionalQueueFields = Type.Partial(Type.Object(queueFields)).properties
/** `memberIds` in place of `members` makes everyone a member of the first priority who is offered chats. */
const memberIds = { memberIds: optional(Ids) }
export const NewQueue = Type.Object({ name: Name, ...optionalQueueFields, ...memberIds }, closed)
export const QueueChanges = Type.Object({ name: optional(Name), ...optionalQueueFields, ...memberIds }, closed)

/** Found by any name they have: all words must begin one of theirs. */
export const NamedQuery = Type.Object({ q: optional(Type.String({ maxLength: 200 })) }, closed)

export const AsideBody = Type.Object({ id: Id, kind: oneOf(asideKinds), text: NewText }, closed)
export const AgentBody = Type.Object({ agentId: Id }, closed)
export const BringInBody = Type.Object({ agentId: Id, purpose: oneOf(['consult', 'invite']) }, closed)
export const WatchBody = Type.Object({ part: oneOf(['silent', 'whisper']) }, closed)
export const LeaveBody = Type.Object({ agentId: optional(Id) }, closed)
export const TagsBody = Type.Object({ tagIds: Type.Array(Id, { minItems: 1, maxItems: 100 }) }, closed)
export const DispositionBody = Type.Object({ dispositionId: Id }, closed)
export const AttributesBody = Type.Object(
  { attributes: Type.Record(Type.String(), orNull(Type.String({ maxLength: 1_000 }))) },
  closed,
)
export const ResolvedBody = Type.Object({ resolved: Type.Boolean() }, closed)
export const RecordingBody = Type.Object({ recorded: Type.Boolean() }, closed)
export const ReassignBody = Type.Object(
  {
    from: Type.Union([
      Type.Object({ agentId: Id }, closed),
      Type.Object({ chatIds: Type.Array(Id, { minItems: 1, maxItems: 1_000 }) }, closed),
    ]),
    to: Type.Union([Type.Object({ queueId: Id }, closed), Type.Object({ agentId: Id }, closed)]),
  },
  closed,
)
export const HistoryQuery = Type.Object(
  {
    before: optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
    limit: optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
)

const feedPlace = {
  epoch: optional(Type.String({ maxLength: 100 })),
  position: optional(Type.Integer({ minimum: 0 })),
}
export const FeedQuery = Type.Object(feedPlace, closed)
export const PollQuery = Type.Object(
  { ...feedPlace, wait: optional(Type.Integer({ minimum: 0, maximum: 25, description: 'Seconds' })) },
  closed,
)
