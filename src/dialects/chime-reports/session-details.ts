import Type, { type Static } from 'typebox'
import { type Chat, isEnded, ownerOf } from '#domain/chat/chat.ts'
import { type Customer, nameIn } from '#domain/customer/customer.ts'
import type { DeskState } from '#domain/state.ts'
import { dateTimeText } from '#wire/dotnet/date-time.ts'
import { timeSpanText } from '#wire/dotnet/time-span.ts'
import { wallTimeIn } from '#wire/time/wall-time.ts'

const Maybe = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Moment = (about: string) => Maybe(Type.String({ description: `${about}, by the clock of the zone` }))
const Duration = (about: string) => Maybe(Type.String({ description: `${about}, as a TimeSpan` }))

/** Project-defined throughout: the text names the route in a picture only. Null where there is nothing to tell, or not yet. */
export const SessionDetails = Type.Object(
  {
    SessionID: Type.Integer(),
    QueueID: Type.Integer(),
    QueueName: Type.String(),
    State: Type.Enum(['Welcome', 'Waiting', 'Active', 'WrapUp', 'Closed']),
    Ending: Maybe(Type.String({ description: 'completed, abandoned, afterHours or deflected' })),
    AgentID: Maybe(Type.Integer()),
    AgentFullName: Maybe(Type.String()),
    SeekerName: Type.String(),
    SeekerEmail: Maybe(Type.String()),
    EntryPoint: Maybe(Type.String({ description: 'The page, or the messaging channel' })),
    SessionStartTime: Type.String(),
    QueuedTime: Moment('First place in a queue'),
    ConnectedTime: Moment('First accepted by an agent'),
    SessionEndTime: Moment('Ended'),
    SeekerWaitTime: Duration('From the queue to the first agent, or to the end'),
    ConnectedDuration: Duration('With an agent, hold included'),
    HoldDuration: Duration('On hold'),
    WrapUpDuration: Duration('Paperwork'),
    FirstResponseTime: Duration('From the customer’s first message to the first of an agent'),
    SeekerMessageCount: Maybe(Type.Integer()),
    AgentMessageCount: Maybe(Type.Integer()),
    OfferCount: Maybe(Type.Integer({ description: 'Agents to whom it was held out' })),
    TransferCount: Maybe(Type.Integer()),
    Tags: Type.Array(Type.String()),
    Disposition: Maybe(Type.String()),
    Resolved: Maybe(Type.Boolean()),
    SessionRating: Maybe(Type.Integer()),
    SeekerComment: Maybe(Type.String()),
  },
  { additionalProperties: false },
)
export type SessionDetails = Static<typeof SessionDetails>

const states = {
  welcome: 'Welcome',
  queued: 'Waiting',
  offered: 'Waiting',
  active: 'Active',
  wrapUp: 'WrapUp',
  closed: 'Closed',
} as const

/** One session with its numbers, but without what was said: that is GetSessionData of the Chime API (CR-30). */
export function presentDetails(state: DeskState, chat: Chat, customer: Customer | null, zone: string): SessionDetails {
  const wallTime = wallTimeIn(zone)
  const moment = (at: number | null) => (at === null ? null : dateTimeText(wallTime(at)))
  const span = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : timeSpanText(ms))
  const queue = state.queues.get(chat.queueId)
  const agentId = ownerOf(chat)
  const agent = agentId ? state.agents.get(agentId) : null
  const ended = isEnded(chat) ? chat : null
  const numbers = ended?.numbers ?? null
  return {
    SessionID: chat.no,
    QueueID: queue?.no ?? 0,
    QueueName: queue?.name ?? '',
    State: states[chat.phase],
    Ending: ended?.ending ?? null,
    AgentID: agent?.no ?? null,
    AgentFullName: agent?.name ?? null,
    SeekerName: nameIn(chat, customer) ?? '',
    SeekerEmail: customer?.email ?? null,
    EntryPoint: chat.pageUrl ?? chat.address?.channel ?? null,
    SessionStartTime: dateTimeText(wallTime(chat.openedAt)),
    QueuedTime: moment(numbers?.queuedAt ?? null),
    ConnectedTime: moment(chat.answeredAt),
    SessionEndTime: moment(ended?.endedAt ?? null),
    SeekerWaitTime: span(numbers?.waitMs),
    ConnectedDuration: span(numbers?.talkMs),
    HoldDuration: span(numbers?.heldMs),
    WrapUpDuration: span(numbers?.wrapUpMs),
    FirstResponseTime: span(numbers?.firstResponseMs),
    SeekerMessageCount: numbers?.customerMessageCount ?? null,
    AgentMessageCount: numbers?.agentMessageCount ?? null,
    OfferCount: numbers?.offerCount ?? null,
    TransferCount: numbers?.transferCount ?? null,
    Tags: chat.tagIds.flatMap((id) => state.tags.get(id)?.name ?? []),
    Disposition: chat.disposition?.label ?? null,
    Resolved: chat.resolved,
    SessionRating: ended?.rating?.score ?? null,
    SeekerComment: ended?.rating?.comment ?? null,
  }
}
