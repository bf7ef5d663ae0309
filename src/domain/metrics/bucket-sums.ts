import type { AgentId, QueueId } from '../ids.ts'
import type { Cell } from './cell.ts'
import { fromCounts } from './histogram.ts'
import { type Level, type Levels, levelNames } from './levels.ts'
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
  /**
   * The thresholds by which it will be judged: where a cell was judged by them then, histograms need not tell what would have been.
   * Absent: by any.
   */
  readonly judgedAs?: readonly string[]
  readonly by: { readonly queue: boolean; readonly agent: boolean }
}

/** What all cells of one bucket and one owner come to; ids are null where owners are added up, or there is none. */
export interface BucketSum extends Sum {
  readonly bucket: number
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
}

/** By which times service levels are judged where thresholds were others then. */
const judgedBy = ['speedOfAnswer', 'abandonTime'] as const satisfies readonly TimeName[]

/** One sum while it grows; names are given by their place in the lists of `BucketSums`. */
export interface Growing {
  count(place: number, number: number): void
  time(place: number, count: number, totalMs: number, longestMs: number): void
  /** So many durations in one bucket of a histogram. */
  durations(place: number, bucket: number, count: number): void
  level(thresholds: string, level: Level): void
}

/** Adds cells up by bucket and owner; in any order, as cells or number by number. */
export class BucketSums {
  /** The names that are added up. */
  readonly counts: readonly CountName[]
  readonly times: readonly TimeName[]
  /** Those whose percentiles are wanted come first; the others only tell what other thresholds would have meant. */
  readonly histograms: readonly TimeName[]
  readonly #wanted: SumsWanted
  readonly #countPlaces: ReadonlyMap<string, number>
  readonly #timePlaces: ReadonlyMap<string, number>
  readonly #histogramPlaces: ReadonlyMap<string, number>
  readonly #percentileCount: number
  readonly #parts = new Map<string, Part>()

  constructor(wanted: SumsWanted) {
    this.#wanted = wanted
    this.counts = [...new Set(wanted.counts)]
    this.times = timesOf(wanted)
    this.histograms = histogramsOf(wanted)
    this.#countPlaces = placesOf(this.counts)
    this.#timePlaces = placesOf(this.times)
    this.#histogramPlaces = placesOf(this.histograms)
    this.#percentileCount = new Set(wanted.percentilesOf).size
  }

  /** How many of the histograms are read for an owner whose cells were judged by these thresholds. */
  histogramCount(thresholds: string): number {
    const { judgedAs } = this.#wanted
    const isExact = thresholds === '' || judgedAs?.every((judged) => judged === thresholds)
    return isExact ? this.#percentileCount : this.histograms.length
  }

  /** Where the numbers of an owner's cells belong that were judged by these thresholds. */
  of(bucket: number, queueId: QueueId | null, agentId: AgentId | null, thresholds: string): Growing {
    const { by } = this.#wanted
    const owner = `${bucket}/${this.keyOf(queueId, agentId, thresholds)}`
    let part = this.#parts.get(owner)
    if (!part) {
      const queue = by.queue ? queueId : null
      const agent = by.agent ? agentId : null
      part = new Part({ bucket, queueId: queue, agentId: agent }, this, this.histogramCount(thresholds))
      this.#parts.set(owner, part)
    }
    return part
  }

  /** Owners with the same key are added up. */
  keyOf(queueId: QueueId | null, agentId: AgentId | null, thresholds: string): string {
    const { by, levels } = this.#wanted
    return `${(by.queue && queueId) || ''}/${(by.agent && agentId) || ''}/${levels ? thresholds : ''}`
  }

  add(bucket: number, cell: Pick<Cell, 'queueId' | 'agentId' | 'counts' | 'times' | 'levels'>): void {
    const { queueId, agentId, counts, times, levels } = cell
    const part = this.of(bucket, queueId, agentId, thresholdsIn(levels))
    for (const name in counts) {
      const place = this.#countPlaces.get(name)
      if (place !== undefined) part.count(place, counts[name as CountName] as number)
    }
    for (const name in times) {
      const { count, totalMs, longestMs, histogram } = times[name as TimeName] as Spread
      const place = this.#timePlaces.get(name)
      if (place !== undefined) part.time(place, count, totalMs, longestMs)
      const histogramPlace = this.#histogramPlaces.get(name)
      if (histogram && histogramPlace !== undefined)
        for (let pair = 0; pair < histogram.length; pair += 2)
          part.durations(histogramPlace, histogram[pair] as number, histogram[pair + 1] as number)
    }
    if (levels && this.#wanted.levels) for (const key in levels) part.level(key, levels[key] as Level)
  }

  sums(): BucketSum[] {
    return [...this.#parts.values()].map((part) => part.sum())
  }
}

/** Numbers in plain lists: a year by hours is tens of millions of additions. */
class Part implements Growing {
  readonly #owner: Pick<BucketSum, 'bucket' | 'queueId' | 'agentId'>
  readonly #names: Pick<BucketSums, 'counts' | 'times' | 'histograms'>
  readonly #counts: number[]
  /** How many, their total and the longest, of each. */
  readonly #times: number[]
  readonly #histograms: number[][] = []
  readonly #histogramCount: number
  readonly #levels: Record<string, { -readonly [name in keyof Level]: number }> = {}

  constructor(
    owner: Pick<BucketSum, 'bucket' | 'queueId' | 'agentId'>,
    names: Pick<BucketSums, 'counts' | 'times' | 'histograms'>,
    histogramCount: number,
  ) {
    this.#owner = owner
    this.#names = names
    this.#counts = names.counts.map(() => 0)
    this.#times = names.times.flatMap(() => [0, 0, 0])
    this.#histogramCount = histogramCount
  }

  count(place: number, number: number): void {
    this.#counts[place] = (this.#counts[place] as number) + number
  }

  time(place: number, count: number, totalMs: number, longestMs: number): void {
    const times = this.#times
    const at = 3 * place
    times[at] = (times[at] as number) + count
    times[at + 1] = (times[at + 1] as number) + totalMs
    if (longestMs > (times[at + 2] as number)) times[at + 2] = longestMs
  }

  durations(place: number, bucket: number, count: number): void {
    if (place >= this.#histogramCount) return
    const counts = (this.#histograms[place] ??= [])
    while (counts.length <= bucket) counts.push(0)
    counts[bucket] = (counts[bucket] as number) + count
  }

  level(thresholds: string, level: Level): void {
    const sum = this.#levels[thresholds]
    if (sum) for (const name of levelNames) sum[name] += level[name]
    else this.#levels[thresholds] = { ...level }
  }

  sum(): BucketSum {
    const counts: { [name in CountName]?: number } = {}
    for (const [place, name] of this.#names.counts.entries()) {
      const count = this.#counts[place] as number
      if (count > 0) counts[name] = count
    }
    const times: { [name in TimeName]?: Spread } = {}
    for (const [place, name] of this.#names.times.entries()) {
      const at = 3 * place
      const [count, totalMs] = [this.#times[at] as number, this.#times[at + 1] as number]
      const longestMs = this.#times[at + 2] as number
      if (count > 0 || totalMs > 0) times[name] = { count, totalMs, longestMs }
    }
    for (const [place, name] of this.#names.histograms.entries()) {
      const durations = this.#histograms[place]
      const time = times[name]
      if (durations && time) times[name] = { ...time, histogram: fromCounts(durations) }
    }
    return { ...this.#owner, counts, times, levels: this.#levels }
  }
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, place) => [name, place]))
}

/** All times that must be read for what is wanted. */
function timesOf({ times, percentilesOf, levels }: SumsWanted): TimeName[] {
  return [...new Set([...times, ...percentilesOf, ...(levels ? judgedBy : [])])]
}

/** All times whose histograms must be read for what is wanted. */
function histogramsOf({ percentilesOf, levels }: SumsWanted): TimeName[] {
  return [...new Set([...percentilesOf, ...(levels ? judgedBy : [])])]
}

/** Under which thresholds a cell was judged, as one text. */
export function thresholdsIn(levels: Levels | undefined): string {
  const thresholds = Object.keys(levels ?? {})
  return thresholds.length < 2 ? (thresholds[0] ?? '') : thresholds.sort().join()
}
