import type { AgentId, Instant, QueueId } from '../ids.ts'
import type { Cell } from './cell.ts'

/** The cells in memory by whose they are: a queue's own, and an agent's in all queues. */
export class CellIndex {
  /** When old cells are looked for again. */
  nextLettingGoAt = 0 as Instant
  readonly #ofQueue = new Map<QueueId, Map<string, Cell>>()
  readonly #ofAgent = new Map<AgentId, Map<string, Cell>>()
  readonly #changes = new Map<QueueId | AgentId, number>()

  changed(previous: Cell | null, next: Cell | null): void {
    const cell = next ?? previous
    if (!cell) return
    const { id, queueId, agentId } = cell
    const owner = agentId ?? queueId
    if (owner !== null) this.#changes.set(owner, this.changeCount(owner) + 1)
    if (agentId !== null) note(this.#ofAgent, agentId, id, next)
    else if (queueId !== null) note(this.#ofQueue, queueId, id, next)
  }

  /** How often cells of this queue or agent changed so far: while it stays, sums over them stay right. */
  changeCount(owner: QueueId | AgentId): number {
    return this.#changes.get(owner) ?? 0
  }

  ofQueue(queueId: QueueId): Iterable<Cell> {
    return this.#ofQueue.get(queueId)?.values() ?? none
  }

  ofAgent(agentId: AgentId): Iterable<Cell> {
    return this.#ofAgent.get(agentId)?.values() ?? none
  }
}

const none: readonly Cell[] = []

function note<Owner>(index: Map<Owner, Map<string, Cell>>, owner: Owner, id: string, next: Cell | null): void {
  let cells = index.get(owner)
  if (!cells) index.set(owner, (cells = new Map()))
  if (next) cells.set(id, next)
  else cells.delete(id)
}
