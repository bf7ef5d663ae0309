import type { AgentId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'

/** So many reports one agent may have made at once: readers of the store are few, and others ask them too. */
const mostAtOnce = 4

/** A report that is being made for somebody. */
export interface ReportTurn {
  /** Nobody waits for it any more. */
  readonly isOver: () => boolean
  readonly end: () => void
}

/** Who has reports made now, over all APIs. */
export class ReportTurns {
  readonly #running = new Map<AgentId, number>()

  /** Refuses one too many. */
  take(agentId: AgentId): ReportTurn {
    const running = this.#running.get(agentId) ?? 0
    if (running >= mostAtOnce) throw new Refused(refuse('too-many', 'report.too-many', { mostAtOnce }))
    this.#running.set(agentId, running + 1)
    let isOver = false
    return {
      isOver: () => isOver,
      end: () => {
        if (isOver) return
        isOver = true
        const left = (this.#running.get(agentId) ?? 1) - 1
        if (left === 0) this.#running.delete(agentId)
        else this.#running.set(agentId, left)
      },
    }
  }
}
