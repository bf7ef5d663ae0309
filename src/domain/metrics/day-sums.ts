import type { AgentId, Instant, QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Cell, Channel } from './cell.ts'
import { type Sum, sumOf } from './sum.ts'

interface Kept {
  readonly changeCount: number
  readonly sum: Sum
}

/**
 * Sums since an instant, each kept until a cell of its owner changes: who asks every second adds up only what moved. Of one
 * channel only when one is named; what is of no channel, an agent's day, belongs to each.
 */
export class DaySums {
  readonly state: DeskState
  readonly sinceAt: Instant
  readonly channel: Channel | null
  readonly #kept = new Map<QueueId | AgentId, Kept>()

  /** Since the beginning of a slot, at most 47 hours ago. */
  constructor(state: DeskState, sinceAt: Instant, channel: Channel | null = null) {
    this.state = state
    this.sinceAt = sinceAt
    this.channel = channel
  }

  ofQueues(queueIds: readonly QueueId[]): Sum {
    return together(queueIds.map((id) => this.#sum(id, this.state.cells.ofQueue(id))))
  }

  ofAgents(agentIds: readonly AgentId[]): Sum {
    return together(agentIds.map((id) => this.#sum(id, this.state.cells.ofAgent(id))))
  }

  /** The cells that the sums over these queues are made of. */
  *cellsOf(queueIds: readonly QueueId[]): Iterable<Cell> {
    for (const id of queueIds) yield* this.#within(this.state.cells.ofQueue(id))
  }

  #sum(owner: QueueId | AgentId, cells: Iterable<Cell>): Sum {
    const changeCount = this.state.cells.changeCount(owner)
    let kept = this.#kept.get(owner)
    if (kept?.changeCount !== changeCount) {
      kept = { changeCount, sum: sumOf(this.#within(cells)) }
      this.#kept.set(owner, kept)
    }
    return kept.sum
  }

  *#within(cells: Iterable<Cell>): Iterable<Cell> {
    for (const cell of cells)
      if (cell.slotAt >= this.sinceAt && (!this.channel || !cell.channel || cell.channel === this.channel)) yield cell
  }
}

function together(sums: readonly Sum[]): Sum {
  const [only] = sums
  return only && sums.length === 1 ? only : sumOf(sums)
}
