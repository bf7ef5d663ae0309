import { overTime } from '../interval-report.ts'
import { spreadOf } from '../measure.ts'

/** How long customers waited for the first word of a person. */
export const firstResponseReport = overTime({
  no: 15,
  id: 'FirstResponse',
  name: 'First response',
  about:
    'From the customer’s first message to the first one of an agent, in chats that ended; none where the agent spoke first',
  category: 'performance',
  chart: { type: 'line', columns: ['Median', '90th percentile'] },
  of: 'queues',
  measures: spreadOf('firstResponseTime', 'Chats', 'Chats in which an agent answered a message'),
})
