import type { Agent, Load } from '../agent/agent.ts'
import type { AgentId } from '../ids.ts'
import type { Queue, StrategyName } from '../queue/queue.ts'
import { broadcast } from './strategies/broadcast.ts'
import { leastBusy } from './strategies/least-busy.ts'
import { longestIdle } from './strategies/longest-idle.ts'
import { roundRobin } from './strategies/round-robin.ts'

export interface Candidate {
  readonly agent: Agent
  readonly load: Load
}

/** Of the agents who can take a chat now (at least one, in no promised order), those it is offered to. Never nobody. */
export type Strategy = (candidates: readonly Candidate[], queue: Queue) => readonly AgentId[]

export const strategies: Readonly<Record<StrategyName, Strategy>> = {
  broadcast,
  'round-robin': roundRobin,
  'least-busy': leastBusy,
  'longest-idle': longestIdle,
}

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
