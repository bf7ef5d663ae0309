import Type, { type Static, type TSchema } from 'typebox'
import { availabilities, notificationNames, roles } from '#domain/agent/agent.ts'
import { channels, endings, hows } from '#domain/chat/chat.ts'
import { asideKinds } from '#domain/chat/message.ts'
import { deliveryStates } from '#domain/delivery/delivery.ts'
import { queueModes, strategyNames } from '#domain/queue/queue.ts'
import { whysNot } from '#domain/routing/assess.ts'
import { nextSteps } from '#domain/routing/explain.ts'

/** Shapes of what the house API shows; answers and feed frames are both made of these. */

/** One of a closed list of names. */
export function oneOf<Names extends string[]>(names: readonly [...Names]): Type.TEnum<Names> {
  return Type.Enum(names)
}
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }

export const Id = Type.String({ format: 'uuid' })
export const At = Type.Integer({ description: 'Milliseconds since 1970 in UTC' })
const Ms = Type.Integer({ minimum: 0, description: 'Milliseconds' })

export const Availability = oneOf(availabilities)
export const AwayReason = Type.String({
  minLength: 1,
  maxLength: 36,
  description: 'lunch, meeting, break, supervisor-assigned, or the id of an own one',
})
export const Role = oneOf(roles)
export const StrategyName = oneOf(strategyNames)

/** An agent as colleagues see them. */
export const AgentView = Type.Object(
  {
    id: Id,
    no: Type.Integer(),
    name: Type.String(),
    email: Type.String(),
    role: Role,
    enabled: Type.Boolean(),
    capacity: Type.Integer(),
    availability: Availability,
    awayReason: Nullable(AwayReason),
    availabilitySince: At,
    suspended: Type.Boolean({ description: 'Gets no offers for the time being; set by a supervisor' }),
    teamId: Nullable(Id),
    skills: Type.Array(Type.Object({ skillId: Id, level: Type.Integer() }, closed)),
    hasPhoto: Type.Boolean({ description: 'There is a picture at /agents/{agentId}/photo' }),
    notResponding: Type.Boolean({ description: 'Let an offer lapse; gets none until available is set again' }),
    connected: Type.Boolean({ description: 'False while the live connection is lost' }),
    chats: Type.Integer({ description: 'Chats that count against capacity: active and in wrap-up' }),
    offers: Type.Integer({ description: 'Offers that ring now: 0 or 1' }),
  },
  closed,
)
export type AgentView = Static<typeof AgentView>

const Line = Nullable(Type.String())
/** What is shown of an agent to themselves and to who manages people. */
export const AgentDetailsView = Type.Object(
  {
    firstName: Line,
    lastName: Line,
    loginName: Line,
    sipAddress: Line,
    phone: Line,
    locale: Line,
    zone: Line,
    maxPerDay: Type.Integer(),
    notifications: Type.Array(oneOf(notificationNames)),
    gone: Type.Boolean(),
    lastAnsweredAt: Nullable(At),
  },
  closed,
)
export type AgentDetailsView = Static<typeof AgentDetailsView>

export const QueueView = Type.Object(
  {
    id: Id,
    no: Type.Integer(),
    name: Type.String(),
    enabled: Type.Boolean(),
    description: Type.String(),
    language: Nullable(Type.String()),
    mode: oneOf(queueModes),
    unitId: Nullable(Id),
    open: Type.Boolean({ description: 'By its hours; a disabled queue takes no chats even so' }),
    opensOrClosesAt: Nullable(At),
    priority: Type.Integer({ description: 'Minutes of waiting ahead of other queues' }),
    strategy: StrategyName,
    memberIds: Type.Array(Id),
    offerMs: Ms,
    wrapUpMs: Ms,
    retryMs: Ms,
    maxWaitMs: Ms,
    goneMs: Ms,
  },
  closed,
)
export type QueueView = Static<typeof QueueView>

const Mark = Type.Object({ delivered: Type.Integer(), read: Type.Integer() }, closed)
export const MarksView = Type.Object({ customer: Mark, agent: Mark }, closed)
export type MarksView = Static<typeof MarksView>

const RatingView = Type.Object({ score: Type.Integer(), comment: Nullable(Type.String()), at: At }, closed)
export type RatingView = Static<typeof RatingView>
const PassedOverView = Type.Array(
  Type.Object({ agentId: Id, why: oneOf(['declined', 'lapsed'] as const), at: At }, closed),
)
const ParticipantView = Type.Object(
  { agentId: Id, part: oneOf(['consult', 'invited', 'silent', 'whisper'] as const), since: At },
  closed,
)
export const phases = ['welcome', 'queued', 'offered', 'active', 'wrapUp', 'closed'] as const

/**
 * A chat as agents see it. Everyone who may see it gets the first part; `own` is there for the agent whose chat it is,
 * or for whom it rings, and null for everyone else.
 */
export const ChatView = Type.Object(
  {
    id: Id,
    no: Type.Integer(),
    phase: oneOf(phases),
    queueId: Id,
    customer: Type.Object({ id: Id, name: Nullable(Type.String()), email: Nullable(Type.String()) }, closed),
    agentId: Nullable(Id),
    openedAt: At,
    waitingSince: Nullable(At),
    offer: Nullable(Type.Object({ agentIds: Type.Array(Id), lapsesAt: At, strategy: StrategyName }, closed)),
    acceptedAt: Nullable(At),
    transfer: Nullable(
      Type.Object({ purpose: oneOf(['transfer', 'consult', 'invite'] as const), toAgentId: Id, lapsesAt: At }, closed),
    ),
    channel: oneOf(channels),
    priority: Type.Integer(),
    tagIds: Type.Array(Id),
    disposition: Nullable(Type.Object({ id: Id, label: Type.String() }, closed)),
    resolved: Nullable(Type.Boolean()),
    heldSince: Nullable(At),
    customerLeftAt: Nullable(At),
    ending: Nullable(oneOf(endings)),
    endedAt: Nullable(At),
    endedBy: Nullable(oneOf(['customer', 'agent', 'system'] as const)),
    wrapUpEndsAt: Nullable(At),
    closedAt: Nullable(At),
    rating: Nullable(RatingView),
    own: Nullable(
      Type.Object(
        {
          lastSeq: Type.Integer(),
          lastAsideSeq: Type.Integer(),
          participants: Type.Array(ParticipantView, {
            description: 'Others in it; who only watches is shown to the owner if the centre says so',
          }),
          attributes: Type.Record(Type.String(), Type.String()),
          recorded: Type.Boolean({ description: 'The transcript is kept as evidence' }),
          lastMessageAt: Nullable(At),
          unansweredSince: Nullable(At),
          marks: MarksView,
          pageUrl: Nullable(Type.String()),
          address: Nullable(
            Type.Object({ channel: Type.String(), phone: Type.String({ description: 'E.164' }) }, closed),
          ),
          because: Nullable(
            Type.Object(
              {
                how: oneOf(hows),
                strategy: Nullable(StrategyName),
                waitedMs: Ms,
                passedOver: PassedOverView,
                fromAgentId: Nullable(Id),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ChatView = Static<typeof ChatView>

/** A line on its way to a customer's phone. */
export const DeliveryView = Type.Object(
  {
    id: Id,
    chatId: Id,
    channel: Type.String(),
    phone: Nullable(Type.String({ description: 'E.164; null since the person was erased' })),
    seq: Type.Integer({ description: 'Of the line in its chat' }),
    state: oneOf(deliveryStates),
    attempts: Type.Integer({ description: 'How often it was tried in vain' }),
    nextAt: Nullable(At),
    addedAt: At,
    sentAt: Nullable(At),
    error: Nullable(Type.String({ description: 'Why the last try failed' })),
  },
  closed,
)
export type DeliveryView = Static<typeof DeliveryView>

/** A chat as its customer sees it. */
export const CustomerChatView = Type.Object(
  {
    id: Id,
    no: Type.Integer(),
    phase: oneOf(['waiting', 'active', 'ended'] as const),
    choices: Nullable(
      Type.Array(Type.Object({ key: Type.String(), label: Type.String() }, closed), {
        description: 'What a welcome flow offers now; empty while it offers nothing; null once an agent was asked for',
      }),
    ),
    queue: Type.Object({ id: Id, name: Type.String() }, closed),
    customer: Type.Object({ name: Nullable(Type.String()), email: Nullable(Type.String()) }, closed),
    agent: Nullable(Type.Object({ id: Id, name: Type.String() }, closed)),
    openedAt: At,
    ending: Nullable(oneOf(endings)),
    endedAt: Nullable(At),
    endedBy: Nullable(oneOf(['customer', 'agent', 'system'] as const)),
    lastSeq: Type.Integer(),
    marks: MarksView,
    rating: Nullable(RatingView),
  },
  closed,
)
export type CustomerChatView = Static<typeof CustomerChatView>

export const AttachmentView = Type.Object(
  { id: Id, name: Type.String(), mediaType: Type.String(), byteCount: Type.Integer() },
  closed,
)
export type AttachmentView = Static<typeof AttachmentView>

export const noticeCodes = [
  'agent-joined',
  'agent-came-in',
  'agent-went-out',
  'agent-lost',
  'moved-to-queue',
  'held',
  'resumed',
  'idle-warning',
  'ended-idle',
  'ended-deflected',
  'ended-full',
  'ended-after-hours',
  'transferred-to-agent',
  'transferred-to-queue',
  'ended-by-agent',
  'ended-by-customer',
  'ended-nobody-came',
] as const

const place = { chatId: Id, seq: Type.Integer({ minimum: 1 }), at: At }
const AuthorView = Type.Object(
  { kind: oneOf(['customer', 'agent', 'bot'] as const), id: Id, name: Nullable(Type.String()) },
  closed,
)

/** One line of a conversation. `seq` counts 1, 2, 3 … in its chat without a gap, notices included. */
export const MessageView = Type.Union([
  Type.Object({ ...place, kind: Type.Literal('text'), id: Id, author: AuthorView, text: Type.String() }, closed),
  Type.Object({ ...place, kind: Type.Literal('file'), id: Id, author: AuthorView, attachment: AttachmentView }, closed),
  Type.Object(
    {
      ...place,
      kind: Type.Literal('notice'),
      code: oneOf(noticeCodes),
      agentName: Nullable(Type.String({ description: 'The agent who joined, ended, or gets the chat' })),
      fromAgentName: Nullable(Type.String()),
      queueName: Nullable(Type.String()),
    },
    closed,
  ),
])
export type MessageView = Static<typeof MessageView>

/** A line beside the conversation: agents only. `asideSeq` counts 1, 2, 3 … in its lane. */
export const AsideView = Type.Object(
  {
    chatId: Id,
    asideSeq: Type.Integer({ minimum: 1 }),
    at: At,
    id: Id,
    kind: oneOf(asideKinds),
    agent: Type.Object({ id: Id, name: Nullable(Type.String()) }, closed),
    text: Type.String(),
  },
  closed,
)
export type AsideView = Static<typeof AsideView>

/** Where an own message stands: what the author's page needs to call it stored. */
export const PostedView = Type.Object({ chatId: Id, id: Id, seq: Type.Integer(), at: At }, closed)
export type PostedView = Static<typeof PostedView>

/** The routing trace of one chat: who could take it, who not and why, and what happens next. */
export const ExplanationView = Type.Object(
  {
    chatId: Id,
    phase: oneOf(phases),
    queueId: Id,
    strategy: StrategyName,
    ahead: Nullable(Type.Integer({ description: 'Waiting chats before this one in its queue' })),
    needs: Type.Array(Type.Object({ skillId: Id, weakestLevel: Type.Integer() }, closed)),
    held: Nullable(
      Type.Object({ agentId: Id, why: oneOf(['last-agent', 'preferred', 'required'] as const), until: At }, closed),
    ),
    round: Nullable(Type.Integer()),
    agents: Type.Array(
      Type.Object({ agentId: Id, name: Type.String(), can: Type.Boolean(), why: Nullable(oneOf(whysNot)) }, closed),
    ),
    next: Nullable(
      Type.Object(
        {
          what: oneOf(nextSteps),
          at: At,
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ExplanationView = Static<typeof ExplanationView>

/** RFC 9457. `code` is stable and for programs; `errors` names each wrong field and says what is accepted. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    requestId: Type.Optional(Type.String()),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), accepted: Type.String() }, closed))),
  },
  closed,
)
export type Problem = Static<typeof Problem>

export const MeView = Type.Object({ agent: AgentView, csrf: Type.String() }, closed)
export type MeView = Static<typeof MeView>

/** What the widget needs before the first message. */
export const WidgetView = Type.Object(
  {
    name: Type.String(),
    messageLimit: Type.Integer(),
    attachmentLimitBytes: Type.Integer(),
    welcomes: Type.Boolean({ description: 'A flow leads chats that name no queue: it need not be asked before' }),
    queues: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.String(),
          waiting: Type.Integer(),
          staffed: Type.Boolean(),
          open: Type.Boolean(),
          opensAt: Nullable(At),
          estimate: Nullable(
            Type.Object(
              { fromMs: Ms, toMs: Ms },
              { ...closed, description: 'Median to 90th percentile; null: unknown' },
            ),
          ),
          outages: Type.Array(
            Type.Object(
              {
                title: Type.String(),
                text: Type.String(),
                startsAt: At,
                endsAt: Nullable(At),
                isActive: Type.Boolean(),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type WidgetView = Static<typeof WidgetView>
