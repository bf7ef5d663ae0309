import { overTime } from '../interval-report.ts'
import { volumeMeasures } from '../queue-measures.ts'

/** One day by its hours; the day on which the clock is changed has 23 or 25 of them. */
export const chatsPerHourReport = overTime({
  no: 6,
  id: 'ChatsPerHour',
  name: 'Chats per hour',
  about: 'One day by its hours: what came, what was answered, and what was given up',
  category: 'basic',
  chart: { type: 'column', columns: ['Entered', 'Answered'] },
  of: 'queues',
  oneDay: true,
  grouping: 'hour',
  measures: volumeMeasures,
})
