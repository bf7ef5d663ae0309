import { byAgent } from '../interval-report.ts'
import { average, averageRating, count, ratingCount } from '../measure.ts'

/** What each agent had to do with chats. */
export const agentChatsReport = byAgent({
  no: 20,
  id: 'AgentChats',
  name: 'Chats by agent',
  about: 'What each agent answered, took, gave away and received, and how long a chat took them',
  category: 'agents',
  chart: { type: 'bar', columns: ['Answered', 'Transferred in'] },
  of: 'agents',
  measures: [
    count('Answered', 'Chats whose first agent they were', 'answeredCount'),
    count('Taken', 'Chats they took themselves out of a queue', 'takenCount'),
    count('Transferred in', 'Chats they received from colleagues or other queues', 'transferredInCount'),
    count('Transferred out', 'Chats they gave away', 'transferredCount'),
    count('Consulted', 'Colleagues they asked for advice', 'consultCount'),
    count('Handled', 'Parts that ended of chats that they answered first', 'handledCount'),
    average('Average talk', 'Mean time with a customer, by part', 'talkTime'),
    average('Average handle time', 'Mean of talk and paperwork, by part', 'handleTime'),
    average('Average first response', 'From the customer’s first message to their first one', 'firstResponseTime'),
    average('Average response', 'From an unanswered message of the customer to their next one', 'responseTime'),
    count('Messages', 'What they wrote, in chats that ended', 'messageCount'),
    ratingCount,
    averageRating,
  ],
})
