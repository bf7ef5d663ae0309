import { overTime } from '../interval-report.ts'
import { volumeMeasures } from '../queue-measures.ts'

/** Any range by its days. */
export const chatsPerDayReport = overTime({
  no: 7,
  id: 'ChatsPerDay',
  name: 'Chats per day',
  about: 'Day by day: what came, what was answered, and what was given up',
  category: 'basic',
  chart: { type: 'column', columns: ['Entered', 'Answered'] },
  of: 'queues',
  grouping: 'day',
  measures: volumeMeasures,
})
