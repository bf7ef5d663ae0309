import type { RoleRow } from './access/permission.ts'
import { Rights, type RightsSource } from './access/rights.ts'
import { type Agent, agentDeadline, isAround, type Load } from './agent/agent.ts'
import { type Chat, chatDeadline, holdersOf, ringingFor } from './chat/chat.ts'
import { LiveChats } from './chat/live-chats.ts'
import type { Aside, Attachment, Author, Message } from './chat/message.ts'
import type { Certificate, Customer, CustomerKey, CustomerNote } from './customer/customer.ts'
import { Sights } from './customer/sights.ts'
import { Deadlines } from './deadlines.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId, QueueId, ReportScheduleId } from './ids.ts'
import type { ApiKey } from './login/api-key.ts'
import type { Credential, Login, PasswordReset } from './login/login.ts'
import { type AgentClock, type AvailabilityStretch, clockChanged } from './metrics/agent-clock.ts'
import type { Behind } from './metrics/behind.ts'
import type { Cell } from './metrics/cell.ts'
import { CellIndex } from './metrics/cell-index.ts'
import { HeldChats } from './metrics/held-chats.ts'
import { QueueLoads } from './metrics/queue-load.ts'
import type { QueuePace } from './metrics/queue-pace.ts'
import { NumberIndex } from './number-index.ts'
import { type Centre, type CentreSettings, defaultCentre } from './organisation/centre.ts'
import type { EntryOf, EntryTable } from './organisation/entries.ts'
import { type Outage, outageDeadline } from './outage/outage.ts'
import { Line } from './queue/line.ts'
import type { Queue, QueueMember } from './queue/queue.ts'
import { dueAtOf, type ReportPlan, type ReportRun } from './report/report-run.ts'
import { FreeAgents } from './routing/free-agents.ts'
import { MissingRow, Table } from './table.ts'
import { type Numbered, numbered } from './tables.ts'

/** A message id that is taken in its chat, with the first answer. */
export interface UsedMessageId {
  readonly seq: number
  readonly at: Instant
  readonly author: Author
}

/** A row that time itself ends. */
type Lasting = Pick<Login | PasswordReset, 'id' | 'expiresAt'>

type EntryTables = { readonly [Name in EntryTable]: Table<EntryOf<Name>> }

/**
 * Everything that is true now and needed to decide what happens next: the organisation, the chats that are not closed, and
 * indexes derived from them. Closed chats and absent customers come in when a command names them.
 */
export class DeskState implements EntryTables, RightsSource {
  /** Of the last event that was applied. */
  position = 0
  /** When that was: time never runs backwards in the journal, whatever the machine's clock does. */
  at = 0 as Instant
  /** The highest number given so far, by table. */
  readonly lastNo = Object.fromEntries(numbered.map((name) => [name, 0])) as Record<Numbered, number>

  readonly agents = new Table<Agent>('agents', 'agent', (previous, next) => this.#agentChanged(previous, next))
  readonly credentials = new Table<Credential>('credentials', 'credential')
  readonly logins = new Table<Login>('logins', 'login', (previous, next) => this.#endsAt('login', previous, next))
  readonly passwordResets = new Table<PasswordReset>('passwordResets', 'passwordReset', (previous, next) =>
    this.#endsAt('passwordReset', previous, next),
  )
  readonly apiKeys = new Table<ApiKey>('apiKeys', 'api-key')
  readonly queues = new Table<Queue>('queues', 'queue', (previous, next) => this.#queueChanged(previous, next))
  readonly customers = new Table<Customer>('customers', 'customer', (previous, next) =>
    this.customerNos.changed(previous, next),
  )
  readonly customerKeys = new Table<CustomerKey>('customerKeys', 'customerKey')
  readonly customerNotes = new Table<CustomerNote>('customerNotes', 'customerNote')
  /** Written by the store, which counts what it erases. */
  readonly certificates = new Table<Certificate>('certificates', 'certificate')
  readonly chats = new Table<Chat>('chats', 'chat', (previous, next) => this.#chatChanged(previous, next))
  readonly attachments = new Table<Attachment>('attachments', 'attachment')
  /** The pending ones, and others that were asked for lately. */
  readonly deliveries = new Table<Delivery>('deliveries', 'delivery')
  readonly outages = new Table<Outage>('outages', 'outage', (previous, next) => this.#outageChanged(previous, next))
  /** Those that are to be sent, and the latest of each schedule. */
  readonly reportRuns = new Table<ReportRun>('reportRuns', 'report-run')
  readonly reportPlans = new Table<ReportPlan>('reportPlans', 'report-plan', (previous, next) =>
    this.#reportsChanged(previous, next),
  )
  readonly roles = new Table<RoleRow>('roles', 'role', () => this.rights.forget())
  readonly centre = new Table<Centre>('centre', 'centre', () => this.#centreChanged())
  readonly businessUnits = this.#entries('businessUnits', 'business-unit')
  readonly teams = this.#entries('teams', 'team')
  readonly groups = this.#entries('groups', 'group')
  readonly authorizations = this.#entries('authorizations', 'authorization')
  readonly skills = this.#entries('skills', 'skill')
  readonly awayReasons = this.#entries('awayReasons', 'away-reason')
  readonly tagGroups = this.#entries('tagGroups', 'tag-group')
  readonly tags = this.#entries('tags', 'tag')
  readonly dispositions = this.#entries('dispositions', 'disposition')
  readonly hours = this.#entries('hours', 'hours')
  readonly flows = this.#entries('flows', 'flow')
  readonly cannedResponses = this.#entries('cannedResponses', 'canned-response')
  readonly recipients = this.#entries('recipients', 'recipient')
  readonly reportSchedules = this.#entries('reportSchedules', 'report-schedule', ({ id }) => this.#noteReportDue(id))

  /** The last two days of metrics, in quarter hours. */
  readonly intervals = new Table<Cell>('intervals', 'interval', (previous, next) => this.cells.changed(previous, next))
  readonly agentClocks = new Table<AgentClock>('agentClocks', 'agentClock')
  /** Those that ended and are not on disk yet. */
  readonly availabilityStretches = new Table<AvailabilityStretch>('availabilityStretches', 'availabilityStretch')
  readonly queuePaces = new Table<QueuePace>('queuePaces', 'queuePace')

  /** Derived: the cells by whose they are. */
  readonly cells = new CellIndex()
  /** Derived: agents whose time counts otherwise since metrics were last folded. */
  readonly touchedAgents = new Set<AgentId>()
  readonly held = new HeldChats(this.touchedAgents)
  /** Derived: chats by queue, besides its line. */
  readonly queueLoads = new QueueLoads()
  /** Derived: what is in a queue or with an agent, by number. */
  readonly liveChats = new LiveChats()
  /** Derived: who may do what. */
  readonly rights: Rights = new Rights(this)

  /** Derived: chats and customers by their number, with what the store said of those not in memory. */
  readonly chatNos = new NumberIndex<ChatId>('chatNos', () => this.lastNo.chats)
  readonly customerNos = new NumberIndex<CustomerId>('customerNos', () => this.lastNo.customers)

  /** Whose closed chats an agent may see, as the store answered. */
  readonly sights = new Sights()
  /** Derived: what each agent holds now. */
  readonly loads = new Table<Load>('loads', 'load', (_previous, next) => next && this.#freeChanged(next.id))
  /** Derived: who could be offered a chat now. */
  readonly free = new FreeAgents()
  /**
   * Derived: what time does next. Keys are `agent:<id>`, `chat:<id>`, `queue:<id>`, `outage:<id>`, `login:<id>`,
   * `passwordReset:<agentId>` and `reportSchedule:<id>`.
   */
  readonly deadlines = new Deadlines()
  /** Derived: queues where somebody waits or became free since the router last looked. */
  readonly unrouted = new Set<QueueId>()
  readonly #lines = new Map<QueueId, Line>()
  readonly #queuesOf = new Map<AgentId, Set<QueueId>>()
  readonly #memberOf = new Map<QueueId, ReadonlyMap<AgentId, QueueMember>>()
  /** The chats in memory of each customer: with the last one the customer leaves memory too. */
  readonly #chatsOf = new Map<CustomerId, Set<ChatId>>()

  readonly #usedMessageIds = new Map<ChatId, Map<MessageId, UsedMessageId>>()
  /** The open chats each agent holds. */
  readonly #held = new Map<AgentId, Set<ChatId>>()
  #posted: Message[] = []
  #asides: Aside[] = []
  #behind: Behind[] = []

  /** What holds for the whole centre. */
  get settings(): CentreSettings {
    return this.centre.get('centre') ?? defaultCentre
  }

  /** The open chats that count against the agent's capacity. */
  heldBy(agentId: AgentId): ReadonlySet<ChatId> {
    return this.#held.get(agentId) ?? noChats
  }

  line(queueId: QueueId): Line {
    let line = this.#lines.get(queueId)
    if (!line) this.#lines.set(queueId, (line = new Line()))
    return line
  }

  /** The queues whose member the agent is. */
  queuesOf(agentId: AgentId): ReadonlySet<QueueId> {
    return this.#queuesOf.get(agentId) ?? noQueues
  }

  /** The members of a queue by agent. */
  membersOf(queueId: QueueId): ReadonlyMap<AgentId, QueueMember> {
    return this.#memberOf.get(queueId) ?? noMembers
  }

  /** The customer's chats that are in memory: all that are not closed, and some that are. */
  chatsOf(customerId: CustomerId): ReadonlySet<ChatId> {
    return this.#chatsOf.get(customerId) ?? noChats
  }

  /** The chat with that number, in memory or not; null: there is none. Stops the decision when that is not known yet. */
  chatIdOf(no: number): ChatId | null {
    return this.chatNos.find(no)
  }

  /** The customer with that number, as they were counted: one who was merged has another who counts for them. Null: there is none. */
  customerIdOf(no: number): CustomerId | null {
    return this.customerNos.find(no)
  }

  load(agentId: AgentId): Load {
    return this.loads.get(agentId) ?? { id: agentId, chats: 0, ringing: null }
  }

  /** The message ids taken in a chat; stops the decision when they are not loaded. */
  usedMessageIds(chatId: ChatId): Map<MessageId, UsedMessageId> {
    const used = this.#usedMessageIds.get(chatId)
    if (!used) throw new MissingRow('usedMessageIds', chatId)
    return used
  }

  restoreUsedMessageIds(chatId: ChatId, used: Map<MessageId, UsedMessageId>): void {
    this.#usedMessageIds.set(chatId, used)
  }

  /** Records a new line of a conversation, for the store and for those who watch. */
  post(message: Message): void {
    this.#posted.push(message)
    if (message.kind === 'notice') return
    this.#usedMessageIds
      .get(message.chatId)
      ?.set(message.id, { seq: message.seq, at: message.at, author: message.author })
  }

  /** Records a new line in the lane beside a conversation. */
  postAside(aside: Aside): void {
    this.#asides.push(aside)
    const { id, asideSeq: seq, at, agentId } = aside
    this.#usedMessageIds.get(aside.chatId)?.set(id, { seq, at, author: { kind: 'agent', id: agentId } })
  }

  takeAsides(): readonly Aside[] {
    const asides = this.#asides
    this.#asides = []
    return asides
  }

  takePosted(): readonly Message[] {
    const posted = this.#posted
    this.#posted = []
    return posted
  }

  /** Records which chat is behind what was just counted. */
  noteBehind(behind: Behind): void {
    this.#behind.push(behind)
  }

  takeBehind(): readonly Behind[] {
    const behind = this.#behind
    // Empty too: what is given away must never grow.
    this.#behind = []
    return behind
  }

  /** Lets go of a closed chat and all that belongs to it alone. */
  evictChat(chat: Chat): void {
    this.chats.evict(chat.id)
    this.#usedMessageIds.delete(chat.id)
    const chats = this.#chatsOf.get(chat.customerId)
    chats?.delete(chat.id)
    if (!chats || chats.size === 0) {
      this.#chatsOf.delete(chat.customerId)
      this.evictCustomer(chat.customerId)
    }
  }

  #entries<Name extends EntryTable>(
    name: Name,
    noun: string,
    onChange: (entry: EntryOf<Name>) => void = () => {},
  ): Table<EntryOf<Name>> {
    return new Table<EntryOf<Name>>(name, noun, (previous, next) => {
      this.rights.forget()
      const entry = next ?? previous
      if (entry) onChange(entry)
    })
  }

  #centreChanged(): void {
    const { lostGraceMs } = this.settings
    for (const agent of this.agents.values()) this.deadlines.set(`agent:${agent.id}`, agentDeadline(agent, lostGraceMs))
    for (const { id } of this.reportPlans.values()) this.#noteReportDue(id)
  }

  #reportsChanged(previous: ReportPlan | null, next: ReportPlan | null): void {
    const plan = next ?? previous
    if (plan) this.#noteReportDue(plan.id)
  }

  #noteReportDue(id: ReportScheduleId): void {
    this.deadlines.set(
      `reportSchedule:${id}`,
      dueAtOf(this.reportSchedules.get(id), this.reportPlans.get(id), this.settings.zone),
    )
  }

  #endsAt(noun: 'login' | 'passwordReset', previous: Lasting | null, next: Lasting | null): void {
    const row = next ?? previous
    if (row) this.deadlines.set(`${noun}:${row.id}`, next?.expiresAt ?? null)
  }

  #outageChanged(previous: Outage | null, next: Outage | null): void {
    const outage = next ?? previous
    if (outage) this.deadlines.set(`outage:${outage.id}`, next && outageDeadline(next))
  }

  /** Lets go of a customer whose last version is on disk and who has no chat in memory; says whether they are gone. */
  evictCustomer(id: CustomerId): boolean {
    if (this.#chatsOf.has(id) || this.customers.hasChange(id)) return false
    this.customers.evict(id)
    return true
  }

  #agentChanged(previous: Agent | null, next: Agent | null): void {
    const agent = next ?? previous
    if (!agent) return
    if (clockChanged(previous, next)) this.touchedAgents.add(agent.id)
    this.deadlines.set(`agent:${agent.id}`, next && agentDeadline(next, this.settings.lostGraceMs))
    const standing = (row: Agent | null) => row && `${row.role} ${row.teamId} ${row.enabled}`
    if (standing(previous) !== standing(next)) this.rights.forget()
    this.#freeChanged(agent.id)
    // Chats may be held for them: when they leave or are back, others may or may no longer be asked.
    if ((previous && isAround(previous)) !== (next && isAround(next))) this.#touchQueuesOf(agent.id)
  }

  #freeChanged(agentId: AgentId): void {
    this.free.changed(agentId, this.agents.get(agentId), this.load(agentId))
    if (this.free.has(agentId)) this.#touchQueuesOf(agentId)
  }

  #queueChanged(previous: Queue | null, next: Queue | null): void {
    const queue = next ?? previous
    if (!queue) return
    if (previous?.members !== next?.members) {
      for (const { agentId } of previous?.members ?? []) this.#queuesOf.get(agentId)?.delete(queue.id)
      for (const { agentId } of next?.members ?? []) {
        const queues = this.#queuesOf.get(agentId)
        if (queues) queues.add(queue.id)
        else this.#queuesOf.set(agentId, new Set([queue.id]))
      }
      this.#memberOf.set(queue.id, new Map(next?.members.map((member) => [member.agentId, member])))
    }
    this.deadlines.set(`queue:${queue.id}`, next?.turnsAt ?? null)
    if (next) this.unrouted.add(next.id)
  }

  #chatChanged(previous: Chat | null, next: Chat | null): void {
    const chat = next ?? previous
    if (!chat) return
    this.sights.forget(chat.customerId)
    this.chatNos.changed(previous, next)
    if (!previous) this.#noteChatOf(chat)
    this.deadlines.set(`chat:${chat.id}`, next && chatDeadline(next))
    this.held.changed(previous, next)
    this.queueLoads.changed(previous, next)
    this.liveChats.changed(previous, next)
    this.#placeChanged(previous, next)
    this.#holdersChanged(previous, next)
  }

  #noteChatOf({ id, customerId }: Chat): void {
    const chats = this.#chatsOf.get(customerId)
    if (chats) chats.add(id)
    else this.#chatsOf.set(customerId, new Set([id]))
  }

  #placeChanged(previous: Chat | null, next: Chat | null): void {
    const was = previous?.phase === 'queued' ? previous : null
    const is = next?.phase === 'queued' ? next : null
    if (was && is && was.queueId === is.queueId && was.place === is.place && was.round === is.round) return
    if (was) this.line(was.queueId).remove(was)
    if (!is) return
    this.line(is.queueId).add(is)
    this.unrouted.add(is.queueId)
  }

  #holdersChanged(previous: Chat | null, next: Chat | null): void {
    const held = previous ? holdersOf(previous) : nobody
    const holds = next ? holdersOf(next) : nobody
    const rang = previous ? ringingFor(previous) : nobody
    const rings = next ? ringingFor(next) : nobody
    const chatId = (next ?? previous)?.id as ChatId
    for (const agentId of held) if (!holds.includes(agentId)) this.#letGo(agentId, chatId)
    for (const agentId of holds) if (!held.includes(agentId)) this.#take(agentId, chatId)
    for (const agentId of rang) if (!rings.includes(agentId)) this.#ring(agentId, null)
    for (const agentId of rings) if (!rang.includes(agentId)) this.#ring(agentId, chatId)
  }

  #take(agentId: AgentId, chatId: ChatId): void {
    const held = this.#held.get(agentId)
    if (held) held.add(chatId)
    else this.#held.set(agentId, new Set([chatId]))
    this.#countChats(agentId)
  }

  #letGo(agentId: AgentId, chatId: ChatId): void {
    this.#held.get(agentId)?.delete(chatId)
    this.#countChats(agentId)
  }

  #countChats(agentId: AgentId): void {
    this.loads.put({ ...this.load(agentId), chats: this.heldBy(agentId).size })
    this.touchedAgents.add(agentId)
  }

  #ring(agentId: AgentId, ringing: ChatId | null): void {
    this.loads.put({ ...this.load(agentId), ringing })
  }

  #touchQueuesOf(agentId: AgentId): void {
    for (const queueId of this.queuesOf(agentId)) this.unrouted.add(queueId)
  }
}

const noQueues: ReadonlySet<QueueId> = new Set()
const noChats: ReadonlySet<ChatId> = new Set()
const noMembers: ReadonlyMap<AgentId, QueueMember> = new Map()
const nobody: readonly AgentId[] = []
