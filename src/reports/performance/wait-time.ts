import { overTime } from '../interval-report.ts'
import { spreadOf } from '../measure.ts'

/** How long customers waited, however their wait ended. */
export const waitTimeReport = overTime({
  no: 10,
  id: 'WaitTime',
  name: 'Wait time',
  about: 'How long all waited who left a queue for the first time, answered or not, where their wait ended',
  category: 'performance',
  chart: { type: 'line', columns: ['Average', '90th percentile'] },
  of: 'queues',
  measures: spreadOf('queueTime', 'Left the queue', 'Chats whose first wait ended'),
})
