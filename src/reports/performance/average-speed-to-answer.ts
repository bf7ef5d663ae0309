import { overTime } from '../interval-report.ts'
import { spreadOf } from '../measure.ts'

/** The wait of those that were answered. */
export const averageSpeedToAnswerReport = overTime({
  no: 11,
  id: 'AverageSpeedToAnswer',
  name: 'Average speed to answer',
  about: 'Time from entering the queue to the first acceptance by an agent; answered chats only',
  category: 'performance',
  chart: { type: 'line', columns: ['Average', 'Median'] },
  of: 'queues',
  measures: spreadOf('speedOfAnswer', 'Answered', 'Chats that an agent accepted for the first time'),
})
