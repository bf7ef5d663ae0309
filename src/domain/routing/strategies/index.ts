import type { StrategyName } from '../../queue/queue.ts'
import type { Strategy } from '../strategy.ts'
import { bestMatch } from './best-match.ts'
import { broadcast } from './broadcast.ts'
import { leastBusy } from './least-busy.ts'
import { longestIdle } from './longest-idle.ts'
import { longestSinceAnswered } from './longest-since-answered.ts'
import { priorityTiers } from './priority-tiers.ts'
import { roundRobin } from './round-robin.ts'

/** Every way of choosing, by the name a queue's setting has. */
export const strategies: Readonly<Record<StrategyName, Strategy>> = {
  broadcast,
  'round-robin': roundRobin,
  'least-busy': leastBusy,
  'longest-idle': longestIdle,
  'longest-since-answered': longestSinceAnswered,
  'best-match': bestMatch,
  'priority-tiers': priorityTiers,
}
