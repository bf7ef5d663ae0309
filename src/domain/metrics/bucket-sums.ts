import type { AgentId, QueueId } from '../ids.ts'
import type { Cell } from './cell.ts'
import { fromCounts } from './histogram.ts'
import { type Level, type Levels, mergeLevels } from './levels.ts'
import type { CountName, TimeName } from './names.ts'
import type { Spread } from './spread.ts'
import type { Sum } from './sum.ts'

/** Which numbers are added up, and whose stay apart; what is not named is left out, which is what makes a year quick. */
export interface SumsWanted {
  readonly counts: readonly CountName[]
  readonly times: readonly TimeName[]
  /** Of these times the histograms too. */
  readonly percentilesOf: readonly TimeName[]
  /** What service levels are read from; then cells judged by other thresholds stay in sums of their own. */
  readonly levels: boolean
  readonly by: { readonly queue: boolean; readonly agent: boolean }
}

/** What all cells of one bucket and one owner come to; ids are null where owners are added up, or there is none. */
export interface BucketSum extends Sum {
  readonly bucket: number
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
}

/** By which times service levels are judged where thresholds were others then. */
export const judgedBy = ['speedOfAnswer', 'abandonTime'] as const satisfies readonly TimeName[]

/** One sum while it grows. */
export interface Growing {
  count(name: CountName, number: number): void
  time(name: TimeName, count: number, totalMs: number, longestMs: number): void
  /** So many durations in one bucket of a histogram. */
  durations(name: TimeName, place: number, count: number): void
  level(thresholds: string, level: Level): void
}

/** Adds cells up by bucket and owner; in any order, as cells or number by number. */
export class BucketSums {
  readonly #wanted: SumsWanted
  readonly #counts: ReadonlySet<CountName>
  readonly #times: ReadonlySet<TimeName>
  readonly #histograms: ReadonlySet<TimeName>
  readonly #parts = new Map<string, Part>()

  constructor(wanted: SumsWanted) {
    this.#wanted = wanted
    this.#counts = new Set(wanted.counts)
    this.#times = new Set(timesOf(wanted))
    this.#histograms = new Set(histogramsOf(wanted))
  }

  /** Where the numbers of an owner's cells belong that were judged by these thresholds. */
  of(bucket: number, queueId: QueueId | null, agentId: AgentId | null, thresholds: string): Growing {
    const { by, levels } = this.#wanted
    const queue = by.queue ? queueId : null
    const agent = by.agent ? agentId : null
    const key = `${bucket}/${queue ?? ''}/${agent ?? ''}/${levels ? thresholds : ''}`
    let part = this.#parts.get(key)
    if (!part) this.#parts.set(key, (part = new Part(bucket, queue, agent)))
    return part
  }

  add(bucket: number, cell: Pick<Cell, 'queueId' | 'agentId' | 'counts' | 'times' | 'levels'>): void {
    const { queueId, agentId, counts, times, levels } = cell
    const part = this.of(bucket, queueId, agentId, thresholdsIn(levels))
    for (const key in counts) {
      const name = key as CountName
      if (this.#counts.has(name)) part.count(name, counts[name] as number)
    }
    for (const key in times) {
      const name = key as TimeName
      const { count, totalMs, longestMs, histogram } = times[name] as Spread
      if (this.#times.has(name)) part.time(name, count, totalMs, longestMs)
      if (histogram && this.#histograms.has(name))
        for (let place = 0; place < histogram.length; place += 2)
          part.durations(name, histogram[place] as number, histogram[place + 1] as number)
    }
    if (levels && this.#wanted.levels) for (const key in levels) part.level(key, levels[key] as Level)
  }

  sums(): BucketSum[] {
    return [...this.#parts.values()].map((part) => part.sum())
  }
}

class Part implements Growing {
  readonly #owner: Pick<BucketSum, 'bucket' | 'queueId' | 'agentId'>
  readonly #counts: { [name in CountName]?: number } = {}
  readonly #times: { [name in TimeName]?: { count: number; totalMs: number; longestMs: number } } = {}
  readonly #histograms: { [name in TimeName]?: number[] } = {}
  #levels: Levels = {}

  constructor(bucket: number, queueId: QueueId | null, agentId: AgentId | null) {
    this.#owner = { bucket, queueId, agentId }
  }

  count(name: CountName, number: number): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + number
  }

  time(name: TimeName, count: number, totalMs: number, longestMs: number): void {
    const time = (this.#times[name] ??= { count: 0, totalMs: 0, longestMs: 0 })
    time.count += count
    time.totalMs += totalMs
    if (longestMs > time.longestMs) time.longestMs = longestMs
  }

  durations(name: TimeName, place: number, count: number): void {
    const counts = (this.#histograms[name] ??= [])
    while (counts.length <= place) counts.push(0)
    counts[place] = (counts[place] as number) + count
  }

  level(thresholds: string, level: Level): void {
    this.#levels = mergeLevels(this.#levels, { [thresholds]: level })
  }

  sum(): BucketSum {
    const times: { [name in TimeName]?: Spread } = {}
    for (const key in this.#times) {
      const name = key as TimeName
      const counts = this.#histograms[name]
      times[name] = { ...(this.#times[name] as Spread), ...(counts && { histogram: fromCounts(counts) }) }
    }
    return { ...this.#owner, counts: this.#counts, times, levels: this.#levels }
  }
}

/** All times that must be read for what is wanted. */
export function timesOf({ times, percentilesOf, levels }: SumsWanted): TimeName[] {
  return [...new Set([...times, ...percentilesOf, ...(levels ? judgedBy : [])])]
}

/** All times whose histograms must be read for what is wanted. */
export function histogramsOf({ percentilesOf, levels }: SumsWanted): TimeName[] {
  return [...new Set([...percentilesOf, ...(levels ? judgedBy : [])])]
}

/** Under which thresholds a cell was judged, as one text. */
export function thresholdsIn(levels: Levels | undefined): string {
  const thresholds = Object.keys(levels ?? {})
  return thresholds.length < 2 ? (thresholds[0] ?? '') : thresholds.sort().join()
}
