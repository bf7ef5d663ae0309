import type { Chat } from '../chat/chat.ts'
import type { AgentId } from '../ids.ts'

/** How many chats an agent talks in, and how many still want their paperwork. */
export interface Held {
  readonly active: number
  readonly wrapUp: number
}

const none: Held = { active: 0, wrapUp: 0 }

/** What each agent holds now, derived from the chats: right again after every restart. */
export class HeldChats {
  readonly #held = new Map<AgentId, Held>()
  readonly #touched: Set<AgentId>

  /** Everyone whose number changes is noted in `touched`. */
  constructor(touched: Set<AgentId>) {
    this.#touched = touched
  }

  of(agentId: AgentId): Held {
    return this.#held.get(agentId) ?? none
  }

  changed(previous: Chat | null, next: Chat | null): void {
    const was = holding(previous)
    const is = holding(next)
    if (was?.agentId === is?.agentId && was?.phase === is?.phase) return
    if (was) this.#add(was, -1)
    if (is) this.#add(is, 1)
  }

  #add({ agentId, phase }: Holding, by: 1 | -1): void {
    const held = this.of(agentId)
    const next = { ...held, [phase]: held[phase] + by }
    if (next.active === 0 && next.wrapUp === 0) this.#held.delete(agentId)
    else this.#held.set(agentId, next)
    this.#touched.add(agentId)
  }
}

interface Holding {
  readonly agentId: AgentId
  readonly phase: 'active' | 'wrapUp'
}

function holding(chat: Chat | null): Holding | null {
  return chat && (chat.phase === 'active' || chat.phase === 'wrapUp') ? chat : null
}
