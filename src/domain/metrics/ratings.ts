import { type RatingCount, ratingCounts } from './names.ts'

/** The customers' verdicts: how many of each score, 1 to 5. */
export interface Ratings {
  readonly count: number
  readonly average: number | null
  /** Fours and fives ÷ all: customer satisfaction. */
  readonly topTwoShare: number | null
  readonly byScore: readonly number[]
}

export function ratingsOf(counts: { readonly [name in RatingCount]?: number }): Ratings {
  const byScore = ratingCounts.map((name) => counts[name] ?? 0)
  const count = byScore.reduce((sum, number) => sum + number, 0)
  if (count === 0) return { count, average: null, topTwoShare: null, byScore }
  const sum = byScore.reduce((total, number, index) => total + number * (index + 1), 0)
  return { count, average: sum / count, topTwoShare: ((byScore[3] ?? 0) + (byScore[4] ?? 0)) / count, byScore }
}
