import { overTime } from '../interval-report.ts'
import { queueMeasures } from '../queue-measures.ts'

/** The numbers of all queues together, bucket by bucket; what is still to come stands there as nought. */
export const chatVolumeReport = overTime({
  no: 3,
  id: 'ChatVolume',
  name: 'Chats by day',
  about: 'What came to all queues together: a day by its hours, a week and a month by days, a year by months',
  category: 'basic',
  chart: { type: 'line', columns: ['Entered', 'Answered', 'Abandoned'] },
  of: 'queues',
  measures: queueMeasures,
})
