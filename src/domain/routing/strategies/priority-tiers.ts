import { firstBy, type Strategy } from '../strategy.ts'

/**
 * Chime's rule (vendor-facts 1.2): members of the lowest priority number first; the next tier only when nobody of it can be
 * asked, or all passed the chat over. Within a tier who has been idle longest.
 */
export const priorityTiers: Strategy = (candidates) =>
  firstBy(candidates, (a, b) => a.member.priority - b.member.priority || a.agent.idleSince - b.agent.idleSince)
