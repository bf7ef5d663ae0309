import type { Agent, Load } from '../agent/agent.ts'
import { whyNotNow } from '../agent/why-not-now.ts'
import type { AgentId } from '../ids.ts'

/**
 * Who can be asked now, whatever the chat: derived, so that routing need not look through all members of a queue. In a busy
 * centre they are few.
 */
export class FreeAgents implements Iterable<AgentId> {
  readonly #ids = new Set<AgentId>()

  get size(): number {
    return this.#ids.size
  }

  [Symbol.iterator](): Iterator<AgentId> {
    return this.#ids.values()
  }

  has(agentId: AgentId): boolean {
    return this.#ids.has(agentId)
  }

  /** To be called when an agent or what they hold changed. */
  changed(agentId: AgentId, agent: Agent | undefined, load: Load): void {
    if (agent && whyNotNow(agent, load) === null) this.#ids.add(agentId)
    else this.#ids.delete(agentId)
  }
}
