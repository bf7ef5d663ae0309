import { firstBy, type Strategy } from '../strategy.ts'

/** Who has been idle longest: nothing offered, accepted or finished since. */
export const longestIdle: Strategy = (candidates) =>
  firstBy(candidates, (a, b) => a.agent.idleSince - b.agent.idleSince)
