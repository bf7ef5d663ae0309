import { firstBy, type Strategy } from '../strategy.ts'

/** Who has the fewest chats; of those, who has been idle longest. */
export const leastBusy: Strategy = (candidates) =>
  firstBy(candidates, (a, b) => a.load.chats - b.load.chats || a.agent.idleSince - b.agent.idleSince)
