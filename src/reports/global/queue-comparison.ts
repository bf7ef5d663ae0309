import { byQueue } from '../interval-report.ts'
import { queueMeasures } from '../queue-measures.ts'

/** What came to each queue and what became of it. */
export const queueComparisonReport = byQueue({
  no: 1,
  id: 'QueueComparison',
  name: 'Queues',
  about: 'What came to each queue, how long it waited, and what became of it',
  category: 'global',
  chart: { type: 'bar', columns: ['Entered', 'Answered', 'Abandoned'] },
  of: 'queues',
  measures: queueMeasures,
})
