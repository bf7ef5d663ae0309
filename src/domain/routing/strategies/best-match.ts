import { levelOf } from '../../agent/agent.ts'
import type { SkillNeed } from '../../queue/queue.ts'
import { type Candidate, firstBy, type Strategy } from '../strategy.ts'

/** Who knows best what the chat needs: the lowest sum of levels over the needed skills; of those, who has been idle longest. */
export const bestMatch: Strategy = (candidates, _queue, needs) =>
  firstBy(candidates, (a, b) => sumOfLevels(a, needs) - sumOfLevels(b, needs) || a.agent.idleSince - b.agent.idleSince)

function sumOfLevels({ agent }: Candidate, needs: readonly SkillNeed[]): number {
  return needs.reduce((sum, { skillId }) => sum + (levelOf(agent, skillId) ?? 0), 0)
}
