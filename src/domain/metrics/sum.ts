import type { Cell } from './cell.ts'
import { addCounts, fromCounts } from './histogram.ts'
import { type Levels, mergeLevels } from './levels.ts'
import type { CountName, TimeName } from './names.ts'
import type { Spread } from './spread.ts'

/** Several cells in one: what any number of slots, queues, agents and channels come to. Absent is nought. */
export interface Sum {
  readonly counts: { readonly [name in CountName]?: number }
  readonly times: { readonly [name in TimeName]?: Spread }
  readonly levels: Levels
}

/** A spread while it is added up. */
interface Growing {
  count: number
  totalMs: number
  longestMs: number
  /** How many by bucket; null while no part has a histogram. */
  buckets: number[] | null
}

/** Adds cells up; the order and the grouping make no difference. Tens of thousands at once: nothing is copied on the way. */
export function sumOf(cells: Iterable<Pick<Cell, 'counts' | 'times' | 'levels'>>): Sum {
  const allCounts: { [name in CountName]?: number } = {}
  const growing: { [name in TimeName]?: Growing } = {}
  let allLevels: Levels = {}
  for (const { counts, times, levels } of cells) {
    for (const key in counts) {
      const name = key as CountName
      allCounts[name] = (allCounts[name] ?? 0) + (counts[name] as number)
    }
    for (const key in times) {
      const name = key as TimeName
      grow((growing[name] ??= { count: 0, totalMs: 0, longestMs: 0, buckets: null }), times[name] as Spread)
    }
    if (levels) allLevels = mergeLevels(allLevels, levels)
  }
  const times = Object.fromEntries(Object.entries(growing).map(([name, spread]) => [name, grown(spread)]))
  return { counts: allCounts, times, levels: allLevels }
}

function grow(sum: Growing, { count, totalMs, longestMs, histogram }: Spread): void {
  sum.count += count
  sum.totalMs += totalMs
  if (longestMs > sum.longestMs) sum.longestMs = longestMs
  if (histogram) addCounts((sum.buckets ??= []), histogram)
}

function grown({ buckets, ...spread }: Growing): Spread {
  return buckets ? { ...spread, histogram: fromCounts(buckets) } : spread
}
