import { overTime } from '../interval-report.ts'
import { measuredCount, percentile } from '../measure.ts'

const shares = [50, 75, 80, 90, 95, 99] as const

/** The waits of customers by percentiles. */
export const queueTimeReport = overTime({
  no: 14,
  id: 'QueueTime',
  name: 'Queue time percentiles',
  about: 'How long so many of a hundred waited at most, of all who left a queue for the first time',
  category: 'performance',
  chart: { type: 'line', columns: ['50 %', '90 %', '99 %'] },
  of: 'queues',
  measures: [
    measuredCount('Left the queue', 'Chats whose first wait ended', 'queueTime'),
    ...shares.map((percent) =>
      percentile(`${percent} %`, `${percent} of a hundred waited no longer`, 'queueTime', percent / 100),
    ),
  ],
})
