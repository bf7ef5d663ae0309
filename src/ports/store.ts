import type { ClosedChat } from '#domain/chat/chat.ts'
import type { Aside, Attachment, Author, Message } from '#domain/chat/message.ts'
import type { Customer, CustomerNote } from '#domain/customer/customer.ts'
import type { Delivery, DeliveryState } from '#domain/delivery/delivery.ts'
import type { DeskEvent } from '#domain/events.ts'
import type {
  AgentId,
  CertificateId,
  ChatId,
  CustomerId,
  CustomerNoteId,
  Instant,
  MessageId,
  QueueId,
} from '#domain/ids.ts'
import type { AvailabilityStretch } from '#domain/metrics/agent-clock.ts'
import type { Behind } from '#domain/metrics/behind.ts'
import type { BucketSum, SumsWanted } from '#domain/metrics/bucket-sums.ts'
import type { Cell } from '#domain/metrics/cell.ts'
import type { Numbered, organisationTables, Rows, TableName } from '#domain/tables.ts'
import type { BehindPage, BehindQuery, ChatsBehind } from './behind.ts'
import type {
  ChatGroupsPage,
  ChatGroupsQuery,
  ChatSpansPage,
  ChatSpansQuery,
  EndedChatsPage,
  EndedChatsQuery,
} from './ended-chats.ts'
import type {
  AttributeHit,
  AttributeQuery,
  CustomerHit,
  CustomerSearchQuery,
  SearchHit,
  SearchQuery,
} from './search.ts'

/** The first answer to a write that carried an `Idempotency-Key`, kept so that a repeat gets it again. */
export interface Answer {
  /** Actor and key in one text. */
  readonly id: string
  /** SHA-256 of the request: the same key with another request is refused. */
  readonly request: string
  readonly body: unknown
  readonly at: Instant
}

/** A row as it stands after the batch; null deletes it. */
export type RowPut = {
  [Name in TableName]: { readonly table: Name; readonly id: string; readonly row: Rows[Name] | null }
}[TableName]

/** A person to be taken out of everything stored but the journal, where they never were. */
export interface Erasure {
  readonly certificateId: CertificateId
  readonly customerIds: readonly CustomerId[]
  readonly at: Instant
  readonly byAgentId: AgentId | null
}

/** Everything one commit writes: all of it, synced to disk, or nothing. */
export interface Batch {
  readonly rows: readonly RowPut[]
  readonly messages: readonly Message[]
  readonly asides: readonly Aside[]
  /** Added to what is stored of the same slot, queue, agent and chat. */
  readonly behind: readonly Behind[]
  /** In order of `position`, without a gap to what is stored; `words` are left out by the store. */
  readonly events: readonly DeskEvent[]
  readonly answers: readonly Answer[]
  /** Carried out after all else in the batch; what was erased is counted, and the certificate stored. */
  readonly erasures: readonly Erasure[]
}

/** What the desk keeps in memory, as read at start and after a failed commit. */
export interface Stored {
  /** Made once with the store: positions of another store mean nothing here. */
  readonly epoch: string
  /** Of the last event; 0 in an empty store. */
  readonly position: number
  /** The highest number given so far, per table that has `no`. */
  readonly lastNo: Readonly<Record<Numbered, number>>
  readonly agents: readonly Rows['agents'][]
  readonly credentials: readonly Rows['credentials'][]
  /** All, also those that time has yet to end. */
  readonly logins: readonly Rows['logins'][]
  readonly passwordResets: readonly Rows['passwordResets'][]
  readonly apiKeys: readonly Rows['apiKeys'][]
  readonly queues: readonly Rows['queues'][]
  /** All of it. */
  readonly organisation: { readonly [Name in (typeof organisationTables)[number]]: readonly Rows[Name][] }
  /** All that are pending, and the latest of each schedule. */
  readonly reportRuns: readonly Rows['reportRuns'][]
  /** All that are not closed. */
  readonly chats: readonly Rows['chats'][]
  /** The customers of those chats. */
  readonly customers: readonly Rows['customers'][]
  /** Those of the last 48 hours before the given instant, and later ones. */
  readonly intervals: readonly Rows['intervals'][]
  readonly agentClocks: readonly Rows['agentClocks'][]
  readonly queuePaces: readonly Rows['queuePaces'][]
  /** The pending ones. */
  readonly deliveries: readonly Rows['deliveries'][]
}

/** What is known of a message id that is already used in a chat. */
export interface UsedMessageId {
  readonly id: MessageId
  readonly seq: number
  readonly at: Instant
  readonly author: Author
}

export interface MessagePage {
  /** Exclusive bounds on `seq`. With `after`: the first ones after it; otherwise the last ones before `before`. */
  readonly after?: number
  readonly before?: number
  readonly limit: number
}

export interface ClosedChatsQuery {
  /** Chats of these queues, or of these agents; null queues: all. */
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[]
  /** Chats that ended before this point: `no` breaks ties of `endedAt`. */
  readonly before: { readonly endedAt: Instant; readonly no: number } | null
  readonly limit: number
}

export interface HistoryQuery {
  readonly of: { readonly chatId: ChatId } | { readonly agentId: AgentId } | 'organisation'
  /** Events before this position. */
  readonly before: number | null
  readonly limit: number
}

export interface CustomerChatsQuery extends ClosedChatsQuery {
  readonly customerIds: readonly CustomerId[]
}

export interface CustomerNotesQuery {
  readonly customerIds: readonly CustomerId[]
  /** Notes before this one. */
  readonly before: { readonly at: Instant; readonly id: CustomerNoteId } | null
  readonly limit: number
}

/** Cells whose slot begins at `from` or later and before `to`; null: those of all queues, or of all agents. */
export interface IntervalsQuery {
  readonly from: Instant
  readonly to: Instant
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
}

/** Slots whose cells count in one bucket: `from ≤ at < to`, both at the beginning of a slot. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
  /** Several stretches may have the same one. */
  readonly bucket: number
}

/**
 * Sums of cells: of queues' own, or of agents' together with what their clocks ran until `now` and is in no cell yet. Null ids: of
 * all. With `queueIds` only the agents' work in those queues counts; their day belongs to no queue and always does.
 */
export interface SumsQuery extends SumsWanted {
  /** Ascending, without overlap. */
  readonly stretches: readonly Stretch[]
  readonly of: 'queues' | 'agents'
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
  readonly now: Instant
}

/** Stretches that share at least a moment with `from ≤ at < to`. */
export interface StretchesQuery {
  readonly agentId: AgentId
  readonly from: Instant
  readonly to: Instant
}

export interface DeliveriesQuery {
  readonly state: DeliveryState | null
  readonly chatId: ChatId | null
  /** Lines brought before this journal position. */
  readonly before: number | null
  readonly limit: number
}

/** Everything on disk. One writer; readers never see half a batch. */
export interface Store {
  read(at: Instant): Promise<Stored>
  /** Resolves when the batch is synced to disk. Rejects when it is not known to be: the caller reads everything anew. */
  commit(batch: Batch): Promise<void>
  load<Name extends TableName>(table: Name, id: string): Promise<Rows[Name] | null>
  /** The id of what has that number; null when nothing has. */
  idByNo(table: 'chats' | 'customers', no: number): Promise<string | null>
  answer(id: string): Promise<Answer | null>
  usedMessageIds(chatId: ChatId): Promise<UsedMessageId[]>
  /** Ascending by `seq`. */
  messages(chatId: ChatId, page: MessagePage): Promise<Message[]>
  /** What was last said in each of some chats, at most `limit` lines of each, notices left out; ascending by `seq` in its chat. */
  lastLines(chatIds: readonly ChatId[], limit: number): Promise<Exclude<Message, { kind: 'notice' }>[]>
  /** The lane beside a conversation, ascending by its own `seq`. */
  asides(chatId: ChatId, page: MessagePage): Promise<Aside[]>
  /** Messages of some chats with `after < position ≤ upTo`, ascending by position. */
  messagesSince(chatIds: readonly ChatId[], after: number, upTo: number): Promise<Message[]>
  /** Asides of some chats, likewise. */
  asidesSince(chatIds: readonly ChatId[], after: number, upTo: number): Promise<Aside[]>
  /** Events with `after < position ≤ upTo`, ascending, at most `limit`; without `words`. */
  journal(after: number, upTo: number, limit: number): Promise<DeskEvent[]>
  /** Newest first by end; a page, each with its customer. */
  closedChats(query: ClosedChatsQuery): Promise<{ readonly chat: ClosedChat; readonly customer: Customer | null }[]>
  /** What happened, newest first: to one chat (beside what was said in it and how far it was read), to one agent, or to the organisation. */
  history(query: HistoryQuery): Promise<DeskEvent[]>
  /** Newest first, with everything that was committed before the question; a page. */
  search(query: SearchQuery): Promise<SearchHit[]>
  /** Newest chats first; a page. */
  searchAttributes(query: AttributeQuery): Promise<AttributeHit[]>
  /** By name and e-mail address, newest first; a page. */
  searchCustomers(query: CustomerSearchQuery): Promise<CustomerHit[]>
  /** Closed chats of some customers, newest end first, a page; only those of the queues or of the agent, as in `closedChats`. */
  customerChats(query: CustomerChatsQuery): Promise<ClosedChat[]>
  /** Newest first; a page. */
  customerNotes(query: CustomerNotesQuery): Promise<CustomerNote[]>
  /** Queues' own cells and agents' cells, ascending by slot; several of one slot and owner add up. */
  intervals(query: IntervalsQuery): Promise<Cell[]>
  /** By bucket and owner, in no order; of one moment of the store. A reader is busy meanwhile: ask for a few months at a time. */
  sums(query: SumsQuery): Promise<BucketSum[]>
  /** Closed chats, oldest end first; a page, so that no reader is busy for long. */
  endedChats(query: EndedChatsQuery): Promise<EndedChatsPage>
  /** How many closed chats are alike, and how they fared; of a few hundred chats at a time. */
  groupChats(query: ChatGroupsQuery): Promise<ChatGroupsPage>
  /** From when to when chats were there, newest end first; a page. */
  chatSpans(query: ChatSpansQuery): Promise<ChatSpansPage>
  /** The chats behind numbers, by slot and then by number, open ones too; a page. Of what was counted before there was this, nothing. */
  chatsBehind(page: BehindPage): Promise<ChatsBehind>
  /** The sum of `times` over all pages. A reader is busy meanwhile, as with `sums`. */
  countBehind(query: BehindQuery): Promise<number>
  /** Those that ended, ascending and whole: they may begin before the range and end after it. */
  availabilityStretches(query: StretchesQuery): Promise<AvailabilityStretch[]>
  /** Newest first; a page. */
  deliveries(query: DeliveriesQuery): Promise<Delivery[]>
  attachmentsOf(chatId: ChatId): Promise<Attachment[]>
  /** The SHA-256 of files that no attachment uses since a person was erased, and whose bytes may still be there. */
  doomedFiles(): Promise<string[]>
  /** Notes that the bytes of a file are gone. */
  forgetDoomedFile(sha256: string): Promise<void>
  /** Whether an attachment uses the file. */
  usesFile(sha256: string): Promise<boolean>
  /** Overwrites what was erased wherever the store still holds it; false when somebody read at that moment. */
  scrub(): Promise<boolean>
  /** Writes something of no meaning and syncs it to disk: rejects when that cannot be done. */
  check(): Promise<void>
  /**
   * Makes one past day quicker to add up, of those whose cells end so long before that instant that none is added to any more;
   * false when none is left.
   */
  condense(now: Instant): Promise<boolean>
  /** Forgets answers older than that. */
  forgetAnswers(before: Instant): Promise<void>
  close(): Promise<void>
}
