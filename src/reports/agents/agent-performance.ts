import { byAgent } from '../interval-report.ts'
import { average, averageRating, count, type Measure, ratingCount, total } from '../measure.ts'

const measures: readonly Measure[] = [
  count('Offered', 'Chats held out to the agent, transfers too', 'offeredCount'),
  count('Answered', 'Chats whose first agent they were', 'answeredCount'),
  count('Declined', 'Offers they said no to', 'declinedCount'),
  count('Lapsed', 'Offers that rang out', 'ronaCount'),
  count('Handled', 'Parts that ended of chats that they answered first', 'handledCount'),
  count('Transferred out', 'Chats they gave away', 'transferredCount'),
  count('Transferred in', 'Chats they received', 'transferredInCount'),
  average('Average handle time', 'Mean of talk and paperwork by part', 'handleTime'),
  average('Average first response', 'From the customer’s first message to the agent’s first one', 'firstResponseTime'),
  total('Signed in', 'Time in any status but offline', 'availableTime', 'busyTime', 'awayTime', 'notRespondingTime'),
  total('Available', 'Time available and responding', 'availableTime'),
  total('Busy', 'Time busy', 'busyTime'),
  total('Away', 'Time away, for whatever reason', 'awayTime'),
  count('Messages', 'What they wrote, in chats that ended', 'messageCount'),
  ratingCount,
  averageRating,
]

/** What each agent did and how long they were there. */
export const agentPerformanceReport = byAgent({
  no: 2,
  id: 'AgentPerformance',
  name: 'Agents',
  about: 'What each agent was offered, answered and wrote, and how long they were there; in all queues',
  category: 'agents',
  chart: { type: 'bar', columns: ['Answered', 'Handled'] },
  of: 'agents',
  measures,
})
