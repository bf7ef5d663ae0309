import { overTime } from '../interval-report.ts'
import { queueMeasures } from '../queue-measures.ts'

/** The numbers of all queues together, bucket by bucket; what is still to come stands there as nought. */
export const chatVolumeReport = overTime({
  no: 3,
  id: 'ChatVolume',
  name: 'Chat volume',
  about: 'What came to the queues together, how long it waited, and what became of it, over time',
  category: 'basic',
  chart: { type: 'line', columns: ['Entered', 'Answered', 'Abandoned'] },
  of: 'queues',
  measures: queueMeasures,
})
