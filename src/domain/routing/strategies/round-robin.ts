import { firstBy, type Strategy } from '../strategy.ts'

/**
 * The next by agent number after whoever was asked last, then from the start again. The cursor is a number, not a
 * position in a list, so joining and leaving give nobody two turns.
 */
export const roundRobin: Strategy = (candidates, queue) => {
  const turn = (no: number) => (no > queue.lastAskedNo ? no : no + Number.MAX_SAFE_INTEGER / 2)
  return firstBy(candidates, (a, b) => turn(a.agent.no) - turn(b.agent.no))
}
