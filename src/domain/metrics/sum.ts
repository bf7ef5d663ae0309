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
  const sum = new GrowingSum()
  for (const cell of cells) sum.add(cell)
  return sum.sum()
}

/** A sum to which cells are added as they come, so that a year of them need not be in memory at once. */
export class GrowingSum {
  readonly #counts: { [name in CountName]?: number } = {}
  readonly #growing: { [name in TimeName]?: Growing } = {}
  readonly #percentilesOf: ReadonlySet<TimeName> | null
  #levels: Levels = {}

  /** Keeps histograms of these times only; null: of all that have one. */
  constructor(percentilesOf: ReadonlySet<TimeName> | null = null) {
    this.#percentilesOf = percentilesOf
  }

  add({ counts, times, levels }: Pick<Cell, 'counts' | 'times' | 'levels'>): void {
    for (const key in counts) {
      const name = key as CountName
      this.#counts[name] = (this.#counts[name] ?? 0) + (counts[name] as number)
    }
    for (const key in times) {
      const name = key as TimeName
      this.#growing[name] ??= { count: 0, totalMs: 0, longestMs: 0, buckets: null }
      const keepsHistogram = this.#percentilesOf === null || this.#percentilesOf.has(name)
      grow(this.#growing[name], times[name] as Spread, keepsHistogram)
    }
    if (levels) this.#levels = mergeLevels(this.#levels, levels)
  }

  sum(): Sum {
    const times = Object.fromEntries(Object.entries(this.#growing).map(([name, spread]) => [name, grown(spread)]))
    return { counts: { ...this.#counts }, times, levels: this.#levels }
  }
}

function grow(sum: Growing, { count, totalMs, longestMs, histogram }: Spread, keepsHistogram: boolean): void {
  sum.count += count
  sum.totalMs += totalMs
  if (longestMs > sum.longestMs) sum.longestMs = longestMs
  if (histogram && keepsHistogram) addCounts((sum.buckets ??= []), histogram)
}

function grown({ buckets, ...spread }: Growing): Spread {
  return buckets ? { ...spread, histogram: fromCounts(buckets) } : spread
}
