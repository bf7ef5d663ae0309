import { noDurations, quantileOf } from './histogram.ts'
import { noSpread, type Spread } from './spread.ts'

/** A time as questions answer it, in milliseconds; null where there is nothing to tell. */
export interface MeasuredTime {
  readonly total: number
  readonly average: number | null
  readonly count: number
  readonly longest: number
  /** Median and 90th percentile, at most 8 % off; null where only totals are kept. */
  readonly median: number | null
  readonly percentile90: number | null
}

/** A time of which so much passed. */
export function measured(spread: Spread | undefined): MeasuredTime {
  const { count, totalMs: total, longestMs: longest } = spread ?? noSpread
  const average = count > 0 ? total / count : null
  return { total, average, count, longest, median: percentileOf(spread, 0.5), percentile90: percentileOf(spread, 0.9) }
}

/** How long that share of all took at most, in whole milliseconds; null where nothing was measured, or only totals are kept. */
export function percentileOf(spread: Spread | undefined, share: number): number | null {
  const { longestMs, histogram = noDurations } = spread ?? noSpread
  const ms = quantileOf(histogram, share)
  // Where a bucket reaches further than anything that was measured, the longest is the better answer.
  return ms === null ? null : Math.min(Math.round(ms), longestMs)
}
