import type { ServiceLevelRule } from './service-level-rule.ts'

/** How chats left a queue, judged by one pair of thresholds. Before is `≤ withinMs`; short is `< shortAbandonMs`. */
export interface Level {
  readonly answeredBefore: number
  readonly answeredAfter: number
  readonly abandonedBefore: number
  readonly abandonedAfter: number
  /** Of the abandoned, whichever side of the service level they fall. */
  readonly shortAbandoned: number
}

export const levelNames = [
  'answeredBefore',
  'answeredAfter',
  'abandonedBefore',
  'abandonedAfter',
  'shortAbandoned',
] as const satisfies readonly (keyof Level)[]

/** By the thresholds that stood when it happened, written `withinMs/shortAbandonMs`. */
export type Levels = { readonly [thresholds: string]: Level }

/** One chat left a queue. */
export interface Outcome {
  readonly left: 'answered' | 'abandoned'
  readonly waitedMs: number
  readonly rule: ServiceLevelRule
}

const noLevel: Level = {
  answeredBefore: 0,
  answeredAfter: 0,
  abandonedBefore: 0,
  abandonedAfter: 0,
  shortAbandoned: 0,
}

/** Under which thresholds a rule is counted: rules that differ in their formula alone share the numbers. */
export function thresholdsOf({ withinMs, shortAbandonMs }: ServiceLevelRule): string {
  return `${withinMs}/${shortAbandonMs}`
}

/** The levels with one more chat that left. */
export function addOutcome(levels: Levels, { left, waitedMs, rule }: Outcome): Levels {
  const thresholds = thresholdsOf(rule)
  const level = levels[thresholds] ?? noLevel
  const name = `${left}${waitedMs <= rule.withinMs ? 'Before' : 'After'}` as const
  const short = left === 'abandoned' && waitedMs < rule.shortAbandonMs ? 1 : 0
  const next = { ...level, [name]: level[name] + 1, shortAbandoned: level.shortAbandoned + short }
  return { ...levels, [thresholds]: next }
}

/** The levels of both, thresholds apart. */
export function mergeLevels(one: Levels | undefined, other: Levels): Levels {
  if (!one) return other
  const merged: Record<string, Level> = { ...one }
  for (const [thresholds, level] of Object.entries(other)) merged[thresholds] = addLevels(merged[thresholds], level)
  return merged
}

/** All of them in one, whatever the thresholds: what was before and after *then*. */
export function allLevels(levels: Levels | undefined): Level {
  return Object.values(levels ?? {}).reduce(addLevels, noLevel)
}

function addLevels(one: Level = noLevel, other: Level): Level {
  return {
    answeredBefore: one.answeredBefore + other.answeredBefore,
    answeredAfter: one.answeredAfter + other.answeredAfter,
    abandonedBefore: one.abandonedBefore + other.abandonedBefore,
    abandonedAfter: one.abandonedAfter + other.abandonedAfter,
    shortAbandoned: one.shortAbandoned + other.shortAbandoned,
  }
}
