import type { Cell } from './cell.ts'
import { countUpTo, noDurations } from './histogram.ts'
import { type Level, thresholdsOf } from './levels.ts'
import type { ServiceLevelRule } from './service-level-rule.ts'

/** The share of chats that were served in time, and how it came about. */
export interface ServiceLevel {
  /** From 0 to 1; null when nobody left the queue. */
  readonly share: number | null
  /** How many chats were judged: the formula's denominator. */
  readonly judgedCount: number
  /** False when some chats were judged by other thresholds then, and their part is read off histograms, at most 8 % of a wait off. */
  readonly exact: boolean
}

/** What a cell tells of who left; cells judged by the same thresholds may come merged into one. */
type Judged = Pick<Cell, 'agentId' | 'levels' | 'times'>

/**
 * Judges the chats that left a queue in some cells, each in the slot in which it left. Within means at most `withinMs`; short means
 * less than `shortAbandonMs`. By formula:
 * - `connect`: (answered within + abandoned within) ÷ (answered + abandoned). Amazon Connect divides by the contacts queued; over
 *   any span that begins and ends with an empty queue that is the same number, and otherwise theirs judges chats that still wait.
 * - `answered-of-all`: answered within ÷ (answered + abandoned).
 * - `ignore-abandons`: answered within ÷ answered.
 * - `ignore-short-abandons`: answered within ÷ (answered + abandoned − short abandoned).
 */
export function serviceLevel(cells: Iterable<Judged>, rule: ServiceLevelRule): ServiceLevel {
  const own = thresholdsOf(rule)
  let within = 0
  let judged = 0
  let exact = true
  for (const cell of cells) {
    const { levels, agentId } = cell
    if (!levels || agentId !== null) continue
    const thresholds = Object.keys(levels)
    if (thresholds.length === 0) continue
    const known = thresholds.length === 1 ? levels[own] : undefined
    if (!known) exact = false
    const part = fraction(known ?? estimatedLevel(cell, rule), rule)
    within += part.within
    judged += part.judged
  }
  return { share: judged > 0 ? within / judged : null, judgedCount: Math.round(judged), exact }
}

function fraction(level: Level, { formula }: ServiceLevelRule): { readonly within: number; readonly judged: number } {
  const { answeredBefore, abandonedBefore, shortAbandoned } = level
  const answered = answeredBefore + level.answeredAfter
  const abandoned = abandonedBefore + level.abandonedAfter
  switch (formula) {
    case 'connect':
      return { within: answeredBefore + abandonedBefore, judged: answered + abandoned }
    case 'answered-of-all':
      return { within: answeredBefore, judged: answered + abandoned }
    case 'ignore-abandons':
      return { within: answeredBefore, judged: answered }
    case 'ignore-short-abandons':
      return { within: answeredBefore, judged: answered + abandoned - shortAbandoned }
  }
}

/** What the level would have been by thresholds that did not stand then. */
function estimatedLevel({ times }: Judged, { withinMs, shortAbandonMs }: ServiceLevelRule): Level {
  const { speedOfAnswer, abandonTime } = times
  const answeredBefore = countUpTo(speedOfAnswer?.histogram ?? noDurations, withinMs)
  const abandonedBefore = countUpTo(abandonTime?.histogram ?? noDurations, withinMs)
  return {
    answeredBefore,
    answeredAfter: (speedOfAnswer?.count ?? 0) - answeredBefore,
    abandonedBefore,
    abandonedAfter: (abandonTime?.count ?? 0) - abandonedBefore,
    shortAbandoned: countUpTo(abandonTime?.histogram ?? noDurations, shortAbandonMs),
  }
}
