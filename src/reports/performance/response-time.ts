import { overTime } from '../interval-report.ts'
import { spreadOf } from '../measure.ts'

/** How long customers waited for each answer. */
export const responseTimeReport = overTime({
  no: 16,
  id: 'ResponseTime',
  name: 'Response time',
  about: 'From the first unanswered message of the customer to the agent’s next one, each time, in chats that ended',
  category: 'performance',
  chart: { type: 'line', columns: ['Median', '90th percentile'] },
  of: 'queues',
  measures: spreadOf('responseTime', 'Responses', 'How often an agent answered; a chat counts as often as that'),
})
