import type { Problem } from '../refusal.ts'

export const serviceLevelFormulas = ['connect', 'answered-of-all', 'ignore-abandons', 'ignore-short-abandons'] as const
export type ServiceLevelFormula = (typeof serviceLevelFormulas)[number]

/** Who counts as served in time; durations in milliseconds. */
export interface ServiceLevelRule {
  readonly withinMs: number
  readonly formula: ServiceLevelFormula
  /** Who leaves sooner than this never really waited. */
  readonly shortAbandonMs: number
}

/** The common 20 seconds; of all who came, so that abandoned chats are not hidden. */
export const defaultServiceLevel: ServiceLevelRule = {
  withinMs: 20_000,
  formula: 'answered-of-all',
  shortAbandonMs: 5_000,
}

const longestMs = 24 * 3_600_000

/** What is wrong with a rule that somebody set, each with its place under `field`; empty when nothing is. */
export function problemsOfRule(rule: ServiceLevelRule, field: string): Problem[] {
  const problems: Problem[] = []
  const { withinMs, shortAbandonMs, formula } = rule
  if (!isDuration(withinMs) || withinMs === 0)
    problems.push({ field: `${field}.withinMs`, accepted: `whole milliseconds from 1 to ${longestMs}` })
  if (!isDuration(shortAbandonMs))
    problems.push({ field: `${field}.shortAbandonMs`, accepted: `whole milliseconds from 0 to ${longestMs}` })
  if (!serviceLevelFormulas.includes(formula))
    problems.push({ field: `${field}.formula`, accepted: `one of ${serviceLevelFormulas.join(', ')}` })
  return problems
}

function isDuration(ms: number): boolean {
  return Number.isInteger(ms) && ms >= 0 && ms <= longestMs
}
