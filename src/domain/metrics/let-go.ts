import { later } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { slotMs } from './cell.ts'

/** How far back cells are in memory: more than any zone's today, and twice what facts still add to in place. */
export const metricsInMemoryMs = 48 * 3_600_000

/** Lets go of what is on disk and never needed again: cells two days old, and stretches that ended. */
export function letGoOfMetrics(state: DeskState): void {
  for (const { id } of state.availabilityStretches.values())
    if (!state.availabilityStretches.hasChange(id)) state.availabilityStretches.evict(id)
  const before = later(state.at, -metricsInMemoryMs)
  // Two days are looked through once in a slot, not at each commit.
  if (before < state.cells.nextLettingGoAt) return
  state.cells.nextLettingGoAt = later(before, slotMs)
  for (const { id, slotAt } of state.intervals.values())
    if (slotAt < before && !state.intervals.hasChange(id)) state.intervals.evict(id)
}
