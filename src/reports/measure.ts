import { measured } from '#domain/metrics/measured-time.ts'
import type { MergedCell } from '#domain/metrics/merge-cells.ts'
import type { CountName, TimeName } from '#domain/metrics/names.ts'
import { type Ratings, ratingsOf } from '#domain/metrics/ratings.ts'
import type { ServiceLevelRule } from '#domain/metrics/service-level-rule.ts'
import { type Sum, sumOf } from '#domain/metrics/sum.ts'
import type { Column, Value } from './report.ts'

/** What a row is made of. */
export interface Measured {
  readonly sum: Sum
  readonly ratings: Ratings
  /** By which service levels are judged, and what they are judged from. */
  readonly rule: ServiceLevelRule
  readonly cells: readonly MergedCell[]
}

/** A column and how its number comes about. */
export interface Measure extends Column {
  readonly of: (measured: Measured) => Value
}

/** Any cells of queues, or of agents, as what measures read. */
export function measuredOf(cells: readonly MergedCell[], rule: ServiceLevelRule): Measured {
  const sum = sumOf(cells)
  return { sum, ratings: ratingsOf(sum.counts), rule, cells }
}

/** How often these things happened, together. */
export function count(name: string, about: string, ...counted: CountName[]): Measure {
  const of = ({ sum }: Measured) => counted.reduce((total, one) => total + (sum.counts[one] ?? 0), 0)
  return { name, unit: 'count', about, of }
}

/** The mean of a time; empty where it was never measured. */
export function average(name: string, about: string, time: TimeName): Measure {
  return { name, unit: 'ms', about, of: ({ sum }) => measured(sum.times[time]).average }
}

/** These times together. */
export function total(name: string, about: string, ...times: TimeName[]): Measure {
  const of = ({ sum }: Measured) => times.reduce((ms, one) => ms + (sum.times[one]?.totalMs ?? 0), 0)
  return { name, unit: 'ms', about, of }
}

export const averageRating: Measure = {
  name: 'Average rating',
  unit: 'score',
  about: 'Mean of the scores from 1 to 5, in the quarter hour in which they were given',
  of: ({ ratings }) => ratings.average,
}

export const ratingCount: Measure = {
  name: 'Ratings',
  unit: 'count',
  about: 'How many customers gave a score',
  of: ({ ratings }) => ratings.count,
}
