import type { Committed } from '#desk/committed.ts'
import type { Agent, Load } from '#domain/agent/agent.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { AgentId, ChatId, QueueId } from '#domain/ids.ts'
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
export class Image {
  position: number
  readonly agents = new Map<AgentId, Agent>()
  readonly loads = new Map<AgentId, Load>()
  readonly queues = new Map<QueueId, Queue>()
  /** Those that are not closed. */
  readonly chats = new Map<ChatId, ImagedChat>()
  readonly #membersOf = new Map<QueueId, ReadonlySet<AgentId>>()

  /** Only while nothing is on its way to the disk. */
  constructor(state: DeskState) {
    this.position = state.position
    for (const agent of state.agents.values()) this.agents.set(agent.id, agent)
    for (const load of state.loads.values()) this.loads.set(load.id, load)
    for (const queue of state.queues.values()) this.#putQueue(queue)
    for (const chat of state.chats.values())
      if (chat.phase !== 'closed')
        this.chats.set(chat.id, { chat, customer: state.customers.get(chat.customerId) ?? null })
  }

  /** Whether the agent may see the queue's chats: its members, and administrators. */
  serves(agentId: AgentId, queueId: QueueId): boolean {
    return this.agents.get(agentId)?.role === 'admin' || (this.#membersOf.get(queueId)?.has(agentId) ?? false)
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
    for (const queue of rows.queues.values()) if (queue) this.#putQueue(queue)
    for (const chat of rows.chats.values()) {
      if (!chat) continue
      if (chat.phase === 'closed') this.chats.delete(chat.id)
      else this.chats.set(chat.id, this.after(chat, committed, state))
    }
    this.position = position
  }

  #putQueue(queue: Queue): void {
    if (this.queues.get(queue.id)?.members !== queue.members)
      this.#membersOf.set(queue.id, new Set(queue.members.map(({ agentId }) => agentId)))
    this.queues.set(queue.id, queue)
  }
}
