import type { AgentId, QueueId } from '../ids.ts'
import type { Cell } from './cell.ts'
import type { Levels } from './levels.ts'
import type { TimeName } from './names.ts'
import { GrowingSum, type Sum } from './sum.ts'

/**
 * Many cells of one owner in one: a queue's own, or an agent's in all queues. Those judged by other thresholds stand in one of
 * their own, so that `serviceLevel` says of merged cells what it says of the cells.
 */
export interface MergedCell extends Sum {
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
}

interface Part {
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
  readonly sum: GrowingSum
}

/** Merges cells as they come, and merged ones further. */
export class CellMerger {
  readonly #percentilesOf: ReadonlySet<TimeName>
  readonly #parts = new Map<string, Part>()

  /** Keeps histograms of these times only, and of those by which service levels are read off. */
  constructor(percentilesOf: readonly TimeName[] = []) {
    this.#percentilesOf = new Set([...judgedBy, ...percentilesOf])
  }

  add(cell: Pick<Cell, 'queueId' | 'agentId' | 'counts' | 'times' | 'levels'>): void {
    const { queueId, agentId } = cell
    const key = `${agentId ?? ''}/${agentId === null ? queueId : ''}/${thresholdsIn(cell.levels)}`
    let part = this.#parts.get(key)
    if (!part) {
      part = { queueId: agentId === null ? queueId : null, agentId, sum: new GrowingSum(this.#percentilesOf) }
      this.#parts.set(key, part)
    }
    part.sum.add(cell)
  }

  merged(): MergedCell[] {
    return [...this.#parts.values()].map(({ queueId, agentId, sum }) => ({ queueId, agentId, ...sum.sum() }))
  }
}

const judgedBy: readonly TimeName[] = ['speedOfAnswer', 'abandonTime']

function thresholdsIn(levels: Levels | undefined): string {
  const thresholds = Object.keys(levels ?? {})
  return thresholds.length < 2 ? (thresholds[0] ?? '') : thresholds.sort().join()
}
