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
  const { count, totalMs: total, longestMs: longest, histogram = noDurations } = spread ?? noSpread
  const average = count > 0 ? total / count : null
  // Where a bucket reaches further than anything that was measured, the longest is the better answer.
  const quantile = (share: number) => {
    const ms = quantileOf(histogram, share)
    return ms === null ? null : Math.min(Math.round(ms), longest)
  }
  return { total, average, count, longest, median: quantile(0.5), percentile90: quantile(0.9) }
}
