import { type Agent, agentDeadline, type Load } from './agent/agent.ts'
import { type Chat, chatDeadline, ownerOf, ringingFor } from './chat/chat.ts'
import type { Attachment, Author, Message } from './chat/message.ts'
import type { Customer } from './customer/customer.ts'
import { Deadlines } from './deadlines.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId, QueueId } from './ids.ts'
import type { Credential, Login } from './login/login.ts'
import { Line } from './queue/line.ts'
import type { Queue } from './queue/queue.ts'
import { MissingRow, Table } from './table.ts'

/** A message id that is taken in its chat, with the first answer. */
export interface UsedMessageId {
  readonly seq: number
  readonly at: Instant
  readonly author: Author
}

export interface LastNo {
  agents: number
  queues: number
  customers: number
  chats: number
}

/**
 * Everything that is true now and needed to decide what happens next: the organisation, the chats that are not closed, and
 * indexes derived from them. Closed chats and absent customers come in when a command names them.
 */
export class DeskState {
  /** Of the last event that was applied. */
  position = 0
  /** When that was: time never runs backwards in the journal, whatever the machine's clock does. */
  at = 0 as Instant
  readonly lastNo: LastNo = { agents: 0, queues: 0, customers: 0, chats: 0 }

  readonly agents = new Table<Agent>('agents', 'agent', (previous, next) => this.#agentChanged(previous, next))
  readonly credentials = new Table<Credential>('credentials', 'credential')
  readonly logins = new Table<Login>('logins', 'login')
  readonly queues = new Table<Queue>('queues', 'queue', (previous, next) => this.#queueChanged(previous, next))
  readonly customers = new Table<Customer>('customers', 'customer')
  readonly chats = new Table<Chat>('chats', 'chat', (previous, next) => this.#chatChanged(previous, next))
  readonly attachments = new Table<Attachment>('attachments', 'attachment')

  /** Derived: what each agent holds now. */
  readonly loads = new Table<Load>('loads', 'load')
  /** Derived: what time does next. Keys are `agent:<id>` and `chat:<id>`. */
  readonly deadlines = new Deadlines()
  /** Derived: queues where somebody waits or became free since the router last looked. */
  readonly unrouted = new Set<QueueId>()
  readonly #lines = new Map<QueueId, Line>()
  readonly #queuesOf = new Map<AgentId, Set<QueueId>>()
  /** How many chats in memory each customer has: with the last one the customer leaves memory too. */
  readonly #chatsOf = new Map<CustomerId, number>()

  readonly #usedMessageIds = new Map<ChatId, Map<MessageId, UsedMessageId>>()
  #posted: Message[] = []

  line(queueId: QueueId): Line {
    let line = this.#lines.get(queueId)
    if (!line) this.#lines.set(queueId, (line = new Line()))
    return line
  }

  /** The queues whose member the agent is. */
  queuesOf(agentId: AgentId): ReadonlySet<QueueId> {
    return this.#queuesOf.get(agentId) ?? noQueues
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

  takePosted(): readonly Message[] {
    const posted = this.#posted
    if (posted.length > 0) this.#posted = []
    return posted
  }

  /** Lets go of a closed chat and all that belongs to it alone. */
  evictChat(chat: Chat): void {
    this.chats.evict(chat.id)
    this.#usedMessageIds.delete(chat.id)
    const others = (this.#chatsOf.get(chat.customerId) ?? 1) - 1
    if (others > 0) this.#chatsOf.set(chat.customerId, others)
    else {
      this.#chatsOf.delete(chat.customerId)
      this.customers.evict(chat.customerId)
    }
  }

  #agentChanged(previous: Agent | null, next: Agent | null): void {
    const agent = next ?? previous
    if (!agent) return
    this.deadlines.set(`agent:${agent.id}`, next && agentDeadline(next))
    this.#touchQueuesOf(agent.id)
  }

  #queueChanged(previous: Queue | null, next: Queue | null): void {
    if (previous?.members !== next?.members) {
      for (const { agentId } of previous?.members ?? []) this.#queuesOf.get(agentId)?.delete((previous as Queue).id)
      for (const { agentId } of next?.members ?? []) {
        const queues = this.#queuesOf.get(agentId)
        if (queues) queues.add((next as Queue).id)
        else this.#queuesOf.set(agentId, new Set([(next as Queue).id]))
      }
    }
    if (next) this.unrouted.add(next.id)
  }

  #chatChanged(previous: Chat | null, next: Chat | null): void {
    const chat = next ?? previous
    if (!chat) return
    if (!previous) this.#chatsOf.set(chat.customerId, (this.#chatsOf.get(chat.customerId) ?? 0) + 1)
    this.deadlines.set(`chat:${chat.id}`, next && chatDeadline(next))
    this.#placeChanged(previous, next)
    this.#holdersChanged(previous, next)
  }

  #placeChanged(previous: Chat | null, next: Chat | null): void {
    const was = previous?.phase === 'queued' ? previous : null
    const is = next?.phase === 'queued' ? next : null
    const same = was && is && was.queueId === is.queueId && was.place.since === is.place.since
    if (!same) {
      if (was) this.line(was.queueId).remove(was)
      if (is) this.line(is.queueId).add(is)
    }
    if (is && (!same || was?.round !== is.round)) this.unrouted.add(is.queueId)
  }

  #holdersChanged(previous: Chat | null, next: Chat | null): void {
    const hadOwner = previous && previous.phase !== 'closed' ? ownerOf(previous) : null
    const hasOwner = next && next.phase !== 'closed' ? ownerOf(next) : null
    const rang = previous ? ringingFor(previous) : nobody
    const rings = next ? ringingFor(next) : nobody
    if (hadOwner === hasOwner && rang === rings) return
    if (hadOwner !== hasOwner) {
      if (hadOwner) this.#hold(hadOwner, -1)
      if (hasOwner) this.#hold(hasOwner, 1)
    }
    const chatId = (next ?? previous)?.id as ChatId
    for (const agentId of rang) if (!rings.includes(agentId)) this.#ring(agentId, null)
    for (const agentId of rings) if (!rang.includes(agentId)) this.#ring(agentId, chatId)
  }

  #hold(agentId: AgentId, by: 1 | -1): void {
    const load = this.load(agentId)
    this.loads.put({ ...load, chats: load.chats + by })
    if (by < 0) this.#touchQueuesOf(agentId)
  }

  #ring(agentId: AgentId, ringing: ChatId | null): void {
    this.loads.put({ ...this.load(agentId), ringing })
    if (ringing === null) this.#touchQueuesOf(agentId)
  }

  #touchQueuesOf(agentId: AgentId): void {
    for (const queueId of this.queuesOf(agentId)) this.unrouted.add(queueId)
  }
}

const noQueues: ReadonlySet<QueueId> = new Set()
const nobody: readonly AgentId[] = []
