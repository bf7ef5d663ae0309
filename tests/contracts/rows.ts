import { system } from '#domain/actor.ts'
import { type Agent, defaultAgentSettings, noWords } from '#domain/agent/agent.ts'
import type { ActiveChat, ClosedChat, QueuedChat } from '#domain/chat/chat.ts'
import type { Attachment, TextMessage, Writer } from '#domain/chat/message.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { Delivery } from '#domain/delivery/delivery.ts'
import type { EventOf } from '#domain/events.ts'
import type {
  AgentId,
  ApiKeyId,
  AttachmentId,
  CertificateId,
  ChatId,
  CustomerId,
  Instant,
  LoginId,
  MessageId,
  QueueId,
  RecipientId,
  ReportScheduleId,
} from '#domain/ids.ts'
import type { ApiKey } from '#domain/login/api-key.ts'
import type { Credential, Login, PasswordReset } from '#domain/login/login.ts'
import type { AgentClock } from '#domain/metrics/agent-clock.ts'
import { addToCell, type Cell, emptyCell } from '#domain/metrics/cell.ts'
import type { QueuePace } from '#domain/metrics/queue-pace.ts'
import { defaultQueueSettings, type Queue } from '#domain/queue/queue.ts'
import type { ReportRun } from '#domain/report/report-run.ts'
import { runIdOf } from '#domain/report/report-run.ts'
import type { Rows, TableName } from '#domain/tables.ts'
import type { Batch, Erasure, RowPut } from '#ports/store.ts'

/** The instant so many milliseconds after this suite's beginning of time. */
export const at = (ms: number) => (Date.UTC(2026, 0, 5, 9) + ms) as Instant

export const agentId = (no: number) => `agent-${no}` as AgentId
export const queueId = (no: number) => `queue-${no}` as QueueId
export const customerId = (no: number) => `customer-${no}` as CustomerId
export const chatId = (no: number) => `chat-${no}` as ChatId

export function batch(parts: Partial<Batch>): Batch {
  return { rows: [], messages: [], asides: [], behind: [], events: [], answers: [], erasures: [], ...parts }
}

export function put<Name extends TableName>(table: Name, row: Rows[Name]): RowPut {
  return { table, id: row.id, row } as RowPut
}

export function remove(table: TableName, id: string): RowPut {
  return { table, id, row: null } as RowPut
}

export function agent(no: number): Agent {
  return {
    ...noWords,
    ...defaultAgentSettings,
    id: agentId(no),
    no,
    name: `Agent ${no}`,
    email: `agent${no}@example.org`,
    suspended: false,
    lastAnsweredAt: null,
    answered: { count: 0, until: at(0) },
    availability: 'available',
    awayReason: null,
    availabilitySince: at(0),
    notResponding: false,
    live: false,
    lostAt: null,
    idleSince: at(0),
    addedAt: at(0),
  }
}

export function credential(no: number): Credential {
  return { id: agentId(no), passwordHash: `hash ${no}`, changedAt: at(0) }
}

export function login(no: number, expiresAt: Instant): Login {
  return {
    id: `login-${no}` as LoginId,
    agentId: agentId(1),
    secretHash: 'ab',
    use: 'page',
    startedAt: at(0),
    expiresAt,
  }
}

export function passwordReset(no: number): PasswordReset {
  return { id: agentId(no), codeHash: `code ${no}`, expiresAt: at(1_000) }
}

export function apiKey(no: number): ApiKey {
  return { id: `hash-${no}` as ApiKeyId, agentId: agentId(no), madeAt: at(0), madeBy: agentId(1), lastUsedAt: at(no) }
}

export function queue(no: number): Queue {
  const own = { id: queueId(no), no, name: `Queue ${no}`, addedAt: at(0) }
  return { ...defaultQueueSettings, ...own, lastAskedNo: 0, hadChats: false, open: true, turnsAt: null }
}

export function customer(no: number): Customer {
  return {
    id: customerId(no),
    no,
    name: `Customer ${no}`,
    email: null,
    phone: null,
    externalId: null,
    fields: {},
    verified: false,
    mergedIntoId: null,
    mergedIds: [],
    erasedAt: null,
    lastAgentId: null,
    addedAt: at(0),
  }
}

/** A cell of the first queue in the slot that begins then. */
export function cell(slotAt: Instant): Cell {
  const key = { queueId: queueId(1), agentId: null, channel: 'chat' } as const
  const addition = { key, counts: ['queuedCount'], times: { queueTime: 1_234 } } as const
  return addToCell(emptyCell(`${slotAt}/1`, slotAt, key), addition)
}

export function agentClock(no: number): AgentClock {
  const stretch = { id: agentId(no), availability: 'available', awayReason: null, notResponding: false } as const
  const activity = { activity: 'idle', activityFrom: at(0), idleFrom: at(0) } as const
  const slots = { offeredSlots: 3, usedSlots: 0, settledAt: at(0) }
  return { ...stretch, from: at(0), status: 'available', statusFrom: at(0), ...activity, ...slots }
}

export function queuePace(no: number): QueuePace {
  return { id: queueId(no), lastDepartureAt: at(5), gaps: [[at(5), 5]], alone: [] }
}

export function attachment(no: number, chatNo: number): Attachment {
  return {
    id: `attachment-${no}` as AttachmentId,
    name: 'plan.pdf',
    mediaType: 'application/pdf',
    byteCount: 10,
    chatId: chatId(chatNo),
    sha256: '0'.repeat(64),
    storedAt: at(1),
  }
}

/** A line of the chat with that number, on its way to its customer's phone. */
export function delivery(no: number, chatNo: number, row: Partial<Delivery> = {}): Delivery {
  return {
    id: `message-${chatNo}-${no}` as MessageId,
    chatId: chatId(chatNo),
    customerId: customerId(chatNo),
    channel: 'sms',
    phone: '+27821234567',
    seq: no,
    position: no,
    state: 'pending',
    attempts: 0,
    nextAt: at(no),
    addedAt: at(no),
    since: at(no),
    sentAt: null,
    error: null,
    ...row,
  }
}

function common(no: number) {
  return {
    id: chatId(no),
    no,
    queueId: queueId(1),
    customerId: customerId(no),
    channel: 'chat',
    priority: 0,
    needs: [],
    attributes: {},
    tagIds: [],
    disposition: null,
    resolved: null,
    recorded: false,
    flowSteps: null,
    lastAsideSeq: 0,
    stated: null,
    secretHash: 'cd',
    pageUrl: 'https://example.org/page',
    address: null,
    locale: null,
    openedAt: at(no),
    answeredAt: null,
    lastSeq: 0,
    lastMessageAt: null,
    unansweredSince: null,
    offerCount: 0,
    marks: { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } },
    customerLive: false,
    customerLeftAt: null,
    goneUntil: null,
  } as const
}

export function queuedChat(no: number): QueuedChat {
  return {
    ...common(no),
    phase: 'queued',
    place: {
      ...{ since: at(no), enteredAt: at(no), rank: at(no), until: at(3_600_000), overflowAt: null },
      ...{ relaxed: 0, relaxAt: null, held: null, visited: [] },
    },
    round: { no: 1, passedOver: [], endsAt: null },
  }
}

export function activeChat(no: number): ActiveChat {
  return {
    ...common(no),
    phase: 'active',
    agentId: agentId(1),
    acceptedAt: at(no),
    because: { how: 'grab', strategy: null, waitedMs: 5, passedOver: [], fromAgentId: null },
    transfer: null,
    participants: [],
    heldSince: null,
    heldMs: 0,
    idleWarnedAt: null,
    idle: null,
  }
}

export function closedChat(no: number, closed: Partial<ClosedChat> = {}): ClosedChat {
  return {
    ...common(no),
    phase: 'closed',
    agentId: null,
    ending: 'abandoned',
    endedAt: at(no),
    endedBy: 'system',
    rating: null,
    numbers: null,
    closedAt: at(no),
    ...closed,
  }
}

/** A customer's message in the chat with that number, brought by the event at that position. */
export function textMessage(chatNo: number, seq: number, position: number, text = `message ${seq}`): TextMessage {
  return {
    chatId: chatId(chatNo),
    seq,
    at: at(position),
    position,
    kind: 'text',
    id: `message-${chatNo}-${seq}` as MessageId,
    author: { kind: 'customer', id: customerId(chatNo) },
    text,
  }
}

/** The event that brought a message, with its words as the desk hands them over. */
export function posted({ chatId, id, seq, author, text, position, at }: TextMessage): EventOf<'chat.messagePosted'> {
  const by = { kind: 'customer', customerId: author.id as CustomerId, chatId, via: 'house' } as const
  return {
    type: 'chat.messagePosted',
    chatId,
    messageId: id,
    seq,
    author: author as Writer,
    attachmentId: null,
    words: { text },
    position,
    at,
    by,
  }
}

export function customerLeft(chatNo: number, position: number): EventOf<'chat.customerLeft'> {
  return {
    type: 'chat.customerLeft',
    chatId: chatId(chatNo),
    goneUntil: at(120_000),
    position,
    at: at(position),
    by: system,
  }
}

/** A whole small batch: the chat's row, its next message, and the event of it. */
export function postedBatch(chatNo: number, seq: number, position: number, text?: string): Batch {
  const message = textMessage(chatNo, seq, position, text)
  const row = { ...activeChat(chatNo), lastSeq: seq, lastMessageAt: message.at }
  return batch({ rows: [put('chats', row)], messages: [message], events: [posted(message)] })
}

/** An administrator has these customers erased. */
export function erasure(customerIds: readonly CustomerId[], certificateId = 'certificate-1'): Erasure {
  return { certificateId: certificateId as CertificateId, customerIds, at: at(9_000), byAgentId: agentId(1) }
}

const scheduleId = (no: number) => `schedule-${no}` as ReportScheduleId

export function reportSchedule(no: number): Rows['reportSchedules'] {
  const own = { id: scheduleId(no), no, revision: 1, addedAt: at(0) }
  const times = { days: [1], time: '08:00', groupings: ['week'] } as const
  return { ...own, ...times, recipientId: 'recipient-1' as RecipientId, reportNo: 1, ownerId: agentId(1) }
}

/** The run of a schedule that was due so many days after the beginning of time. */
export function reportRun(schedule: number, day: number, state: ReportRun['state']): ReportRun {
  const dueAt = at(day * 86_400_000)
  const id = runIdOf(scheduleId(schedule), dueAt)
  const attempts = state === 'pending' ? 0 : 1
  return { id, scheduleId: scheduleId(schedule), dueAt, at: dueAt, state, attempts, nextAt: null, error: null }
}
