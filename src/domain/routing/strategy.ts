import type { Agent, Load } from '../agent/agent.ts'
import type { AgentId } from '../ids.ts'
import type { Queue, QueueMember, SkillNeed } from '../queue/queue.ts'

export interface Candidate {
  readonly agent: Agent
  readonly load: Load
  readonly member: QueueMember
}

/**
 * Of the agents who can take a chat now (at least one, in no promised order), those it is offered to. Never nobody. `needs`
 * are the skills that this chat needs just now; every candidate has them.
 */
export type Strategy = (
  candidates: readonly Candidate[],
  queue: Queue,
  needs: readonly SkillNeed[],
) => readonly AgentId[]

/** The first of the candidates by an order; ties go to the lower agent number, so that every choice can be repeated. */
export function firstBy(
  candidates: readonly Candidate[],
  order: (a: Candidate, b: Candidate) => number,
): readonly AgentId[] {
  const first = candidates.reduce((best, candidate) => {
    const difference = order(candidate, best) || candidate.agent.no - best.agent.no
    return difference < 0 ? candidate : best
  })
  return [first.agent.id]
}
