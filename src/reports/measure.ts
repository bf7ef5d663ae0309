import type { BucketSum } from '#domain/metrics/bucket-sums.ts'
import { measured, percentileOf } from '#domain/metrics/measured-time.ts'
import { type CountName, dayTimes, ratingCounts, type TimeName } from '#domain/metrics/names.ts'
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
  readonly cells: readonly BucketSum[]
}

/** What must be read for a measure. */
export interface Reads {
  readonly counts?: readonly CountName[]
  readonly times?: readonly TimeName[]
  readonly percentilesOf?: readonly TimeName[]
  readonly levels?: boolean
}

/** A column and how its number comes about. */
export interface Measure extends Column {
  readonly reads: Reads
  readonly of: (measured: Measured) => Value
  /** The numbers whose chats stand behind this one; none where no chat does. */
  readonly behind: readonly (CountName | TimeName)[]
}

/** Sums of queues' cells, or of agents', as what measures read. */
export function measuredOf(cells: readonly BucketSum[], rule: ServiceLevelRule): Measured {
  const [only] = cells
  // A year by hours has thousands of rows with one sum each.
  const sum = only && cells.length === 1 ? only : sumOf(cells)
  return { sum, ratings: ratingsOf(sum.counts), rule, cells }
}

/** How often these things happened, together. */
export function count(name: string, about: string, ...counts: CountName[]): Measure {
  const of = ({ sum }: Measured) => counted(sum, counts)
  return { name, unit: 'count', about, reads: { counts }, of, behind: counts }
}

/** The mean of a time; empty where it was never measured. */
export function average(name: string, about: string, time: TimeName): Measure {
  const of = ({ sum }: Measured) => measured(sum.times[time]).average
  return { name, unit: 'ms', about, formula: 'sum ÷ how many', reads: { times: [time] }, of, behind: [time] }
}

/** How long that share of all took at most; empty where it was never measured. */
export function percentile(name: string, about: string, time: TimeName, share: number): Measure {
  const of = ({ sum }: Measured) => percentileOf(sum.times[time], share)
  return {
    name,
    unit: 'ms',
    about,
    formula: 'read off a histogram, at most 8 % off',
    reads: { percentilesOf: [time] },
    of,
    behind: [time],
  }
}

/** How often a time was measured. */
export function measuredCount(name: string, about: string, time: TimeName): Measure {
  const of = ({ sum }: Measured) => sum.times[time]?.count ?? 0
  return { name, unit: 'count', about, reads: { times: [time] }, of, behind: [time] }
}

/** The longest of a time; empty where it was never measured. */
export function longest(name: string, about: string, time: TimeName): Measure {
  const of = ({ sum }: Measured) => (sum.times[time]?.count ? sum.times[time].longestMs : null)
  return { name, unit: 'ms', about, reads: { times: [time] }, of, behind: [time] }
}

/** These times together. */
export function total(name: string, about: string, ...times: TimeName[]): Measure {
  const of = ({ sum }: Measured) => lasted(sum, times)
  const chatTimes = times.filter((time) => !dayTimes.includes(time as (typeof dayTimes)[number]))
  return { name, unit: 'ms', about, reads: { times }, of, behind: chatTimes }
}

/** How often a time was measured, its mean, what half and nine tenths of all took at most, and the longest. */
export function spreadOf(time: TimeName, measuredName: string, measuredAbout: string): readonly Measure[] {
  return [
    measuredCount(measuredName, measuredAbout, time),
    average('Average', 'The mean', time),
    percentile('Median', 'Half of all took no longer', time, 0.5),
    percentile('90th percentile', 'Nine of ten took no longer', time, 0.9),
    longest('Longest', 'The longest of all', time),
  ]
}

/** One count of another; empty where the other is nought. Behind it stand the chats of the first. */
export function share(
  name: string,
  about: string,
  formula: string,
  part: readonly CountName[],
  whole: readonly CountName[],
): Measure {
  const of = ({ sum }: Measured) => ratio(counted(sum, part), counted(sum, whole))
  return { name, unit: 'share', about, formula, reads: { counts: [...part, ...whole] }, of, behind: part }
}

/** Anything else that follows from sums. */
export function derived(
  column: Column & { readonly formula: string },
  reads: Reads,
  of: Measure['of'],
  behind: Measure['behind'] = [],
): Measure {
  return { ...column, reads, of, behind }
}

export function counted({ counts }: Sum, names: readonly CountName[]): number {
  return names.reduce((total, name) => total + (counts[name] ?? 0), 0)
}

export function lasted({ times }: Sum, names: readonly TimeName[]): number {
  return names.reduce((ms, name) => ms + (times[name]?.totalMs ?? 0), 0)
}

export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

export const averageRating: Measure = {
  name: 'Average rating',
  unit: 'score',
  about: 'Mean of the scores from 1 to 5, in the quarter hour in which they were given',
  formula: 'sum of the scores ÷ how many',
  reads: { counts: ratingCounts },
  of: ({ ratings }) => ratings.average,
  behind: ratingCounts,
}

export const ratingCount: Measure = count('Ratings', 'How many customers gave a score', ...ratingCounts)
