import { levelOf } from '../../agent/agent.ts'
import type { SkillNeed } from '../../queue/queue.ts'
import { type Candidate, firstBy, type Strategy } from '../strategy.ts'

/**
 * Connect's rule (vendor-facts 2.2): the best skill level first, and of those whose last answered chat is oldest. How long
 * one has been available is deliberately not asked: that can be had by switching it off and on.
 */
export const longestSinceAnswered: Strategy = (candidates, _queue, needs) =>
  firstBy(candidates, (a, b) => bestLevel(a, needs) - bestLevel(b, needs) || lastAnswered(a) - lastAnswered(b))

function bestLevel({ agent }: Candidate, needs: readonly SkillNeed[]): number {
  return needs.length === 0 ? 0 : Math.min(...needs.map(({ skillId }) => levelOf(agent, skillId) ?? Infinity))
}

function lastAnswered({ agent }: Candidate): number {
  return agent.lastAnsweredAt ?? 0
}
