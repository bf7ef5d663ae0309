import Type from 'typebox'
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
const Password = Type.String({ minLength: 10, maxLength: 200 })
const Capacity = Type.Integer({ minimum: 1, maximum: 100 })
const day = 86_400_000
const Duration = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum, description: 'Milliseconds' })

export const ChatParams = Type.Object({ chatId: Id }, closed)
export const AgentParams = Type.Object({ agentId: Id }, closed)
export const QueueParams = Type.Object({ queueId: Id }, closed)
export const AttachmentParams = Type.Object({ chatId: Id, attachmentId: Id }, closed)

export const SignIn = Type.Object(
  { email: Type.String({ maxLength: 200 }), password: Type.String({ maxLength: 200 }) },
  closed,
)

export const NewText = Type.String({ minLength: 1, description: 'Up to the configured limit of characters' })

export const OpenChatBody = Type.Object(
  {
    chatId: Id,
    queueId: optional(Id),
    name: optional(Name),
    email: optional(Email),
    pageUrl: optional(Type.String({ maxLength: 2_000, pattern: '^https?://' })),
    locale: optional(Type.String({ maxLength: 35, pattern: '^[A-Za-z0-9-]+$' })),
    message: optional(Type.Object({ id: Id, text: NewText }, closed)),
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
  Type.Object({ id: Id, text: NewText }, closed),
  Type.Object({ id: Id, attachmentId: Id }, closed),
])

export const UploadQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }, closed)
export const MarksBody = Type.Object({ delivered: Seq, read: Seq }, closed)
export const TypingBody = Type.Object({ typing: Type.Boolean() }, closed)

export const TransferBody = Type.Union([Type.Object({ toQueueId: Id }, closed), Type.Object({ toAgentId: Id }, closed)])

export const RatingBody = Type.Object(
  { score: Type.Integer({ minimum: 1, maximum: 5 }), comment: optional(Type.String({ maxLength: 2_000 })) },
  closed,
)

export const AvailabilityBody = Type.Object({ availability: Availability, awayReason: optional(AwayReason) }, closed)
export const OwnPasswordBody = Type.Object(
  { oldPassword: Type.String({ maxLength: 200 }), newPassword: Password },
  closed,
)

export const NewAgent = Type.Object(
  { name: Name, email: Email, role: optional(Role), capacity: optional(Capacity), password: Password },
  closed,
)
export const AgentChanges = Type.Object(
  {
    name: optional(Name),
    email: optional(Email),
    role: optional(Role),
    capacity: optional(Capacity),
    enabled: optional(Type.Boolean()),
    password: optional(Password),
  },
  closed,
)

const queueFields = {
  enabled: optional(Type.Boolean()),
  strategy: optional(StrategyName),
  memberIds: optional(Type.Array(Id, { maxItems: 5_000 })),
  offerMs: optional(Duration(5_000, 600_000)),
  wrapUpMs: optional(Duration(0, day)),
  retryMs: optional(Duration(1_000, day)),
  maxWaitMs: optional(Duration(10_000, 30 * day)),
  goneMs: optional(Duration(5_000, day)),
}
export const NewQueue = Type.Object({ name: Name, ...queueFields }, closed)
export const QueueChanges = Type.Object({ name: optional(Name), ...queueFields }, closed)

const feedPlace = {
  epoch: optional(Type.String({ maxLength: 100 })),
  position: optional(Type.Integer({ minimum: 0 })),
}
export const FeedQuery = Type.Object(feedPlace, closed)
export const PollQuery = Type.Object(
  { ...feedPlace, wait: optional(Type.Integer({ minimum: 0, maximum: 25, description: 'Seconds' })) },
  closed,
)
