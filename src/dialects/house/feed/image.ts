import type { Committed } from '#desk/committed.ts'
import type { RightsView } from '#domain/access/may.ts'
import type { RoleRow } from '#domain/access/permission.ts'
import { Rights } from '#domain/access/rights.ts'
import type { Agent, Load } from '#domain/agent/agent.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { AgentId, ChatId, QueueId, TeamId } from '#domain/ids.ts'
import type { EntryOf } from '#domain/organisation/entries.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'

export interface ImagedChat {
  readonly chat: Chat
  readonly customer: Customer | null
}

/**
 * The desk as it is on disk: rows are shared with the desk's memory, which may already be a few milliseconds ahead.
 * Snapshots are taken from here, so nothing is ever shown that a power cut could take back.
 */
export class Image implements RightsView {
  position: number
  readonly agents = new Map<AgentId, Agent>()
  readonly loads = new Map<AgentId, Load>()
  readonly queues = new Map<QueueId, Queue>()
  /** Those that are not closed. */
  readonly chats = new Map<ChatId, ImagedChat>()
  readonly teams = new Map<TeamId, EntryOf<'teams'>>()
  readonly groups = new Map<string, EntryOf<'groups'>>()
  readonly roles = new Map<string, RoleRow>()
  readonly authorizations = new Map<string, EntryOf<'authorizations'>>()
  /** Whether the owner of a chat is told who watches it. */
  tellWatched: boolean
  readonly rights = new Rights(this)
  readonly #queuesOf = new Map<AgentId, Set<QueueId>>()

  /** Only while nothing is on its way to the disk. */
  constructor(state: DeskState) {
    this.position = state.position
    this.tellWatched = state.settings.tellWatched
    for (const table of rightsTables)
      for (const row of state[table].values()) (this[table] as Map<string, unknown>).set(row.id, row)
    for (const agent of state.agents.values()) this.agents.set(agent.id, agent)
    for (const load of state.loads.values()) this.loads.set(load.id, load)
    for (const queue of state.queues.values()) this.#putQueue(queue)
    for (const chat of state.chats.values())
      if (chat.phase !== 'closed')
        this.chats.set(chat.id, { chat, customer: state.customers.get(chat.customerId) ?? null })
  }

  queuesOf(agentId: AgentId): ReadonlySet<QueueId> {
    return this.#queuesOf.get(agentId) ?? none
  }

  /** Whether everyone sees every colleague and queue, as in every centre without units. */
  get isOpenHouse(): boolean {
    for (const { unitId } of this.queues.values()) if (unitId !== null) return false
    for (const { unitId } of this.teams.values()) if (unitId !== null) return false
    return true
  }

  /** A chat as it stands after the commit, with its customer. */
  after(chat: Chat, { rows }: Committed, state: DeskState): ImagedChat {
    const known = this.chats.get(chat.id)?.customer
    return {
      chat,
      customer: rows.customers.get(chat.customerId) ?? known ?? state.customers.get(chat.customerId) ?? null,
    }
  }

  /** Brings the image to where the commit led. */
  apply(committed: Committed, state: DeskState): void {
    const { rows, position } = committed
    for (const [id, agent] of rows.agents) if (agent) this.agents.set(id as AgentId, agent)
    for (const [id, load] of rows.loads) if (load) this.loads.set(id as AgentId, load)
    for (const [id, queue] of rows.queues) {
      if (queue) this.#putQueue(queue)
      else this.#removeQueue(id as QueueId)
    }
    for (const table of rightsTables)
      for (const [id, row] of rows[table]) {
        const map = this[table] as Map<string, unknown>
        if (row) map.set(id, row)
        else map.delete(id)
      }
    for (const centre of rows.centre.values()) if (centre) this.tellWatched = centre.tellWatched
    if (rightsTables.some((table) => rows[table].size > 0) || rows.agents.size > 0) this.rights.forget()
    for (const chat of rows.chats.values()) {
      if (!chat) continue
      if (chat.phase === 'closed') this.chats.delete(chat.id)
      else this.chats.set(chat.id, this.after(chat, committed, state))
    }
    this.position = position
  }

  #putQueue(queue: Queue): void {
    const before = this.queues.get(queue.id)
    if (before?.members !== queue.members) {
      for (const { agentId } of before?.members ?? []) this.#queuesOf.get(agentId)?.delete(queue.id)
      for (const { agentId } of queue.members) {
        const queues = this.#queuesOf.get(agentId)
        if (queues) queues.add(queue.id)
        else this.#queuesOf.set(agentId, new Set([queue.id]))
      }
    }
    this.queues.set(queue.id, queue)
  }

  #removeQueue(queueId: QueueId): void {
    for (const queues of this.#queuesOf.values()) queues.delete(queueId)
    this.queues.delete(queueId)
  }
}

const none: ReadonlySet<QueueId> = new Set()
/** Rows that say who may see what. */
export const rightsTables = ['teams', 'groups', 'roles', 'authorizations'] as const
