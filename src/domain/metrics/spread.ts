import { addTo, type Histogram, mergeHistograms, noDurations } from './histogram.ts'

/** What is kept of many durations, all in milliseconds: the mean is `totalMs / count`. */
export interface Spread {
  readonly count: number
  readonly totalMs: number
  readonly longestMs: number
  /** Only where percentiles are asked for. */
  readonly histogram?: Histogram
}

export const noSpread: Spread = { count: 0, totalMs: 0, longestMs: 0 }

/** The spread with one more duration. */
export function spreadWith(spread: Spread | undefined, ms: number): Spread {
  const { count, totalMs, longestMs, histogram = noDurations } = spread ?? noSpread
  return {
    count: count + 1,
    totalMs: totalMs + ms,
    longestMs: Math.max(longestMs, ms),
    histogram: addTo(histogram, ms),
  }
}

/** The spread of all durations of both. */
export function mergeSpreads(one: Spread | undefined, other: Spread): Spread {
  if (!one) return other
  const merged = {
    count: one.count + other.count,
    totalMs: one.totalMs + other.totalMs,
    longestMs: Math.max(one.longestMs, other.longestMs),
  }
  if (!one.histogram && !other.histogram) return merged
  return { ...merged, histogram: mergeHistograms([one.histogram ?? noDurations, other.histogram ?? noDurations]) }
}
