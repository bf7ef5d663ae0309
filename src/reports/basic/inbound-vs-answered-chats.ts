import { overTime } from '../interval-report.ts'
import { count, share } from '../measure.ts'

/** What came, and what of it was answered. */
export const inboundVsAnsweredChatsReport = overTime({
  no: 5,
  id: 'InboundVsAnsweredChats',
  name: 'Inbound vs. answered chats',
  about: 'Chats that came to the queues, and how many of them an agent answered, gave up waiting, or came after hours',
  category: 'basic',
  chart: { type: 'column', columns: ['Inbound', 'Answered'] },
  of: 'queues',
  measures: [
    count('Inbound', 'Chats that entered the centre by these queues, when they entered', 'queuedCount'),
    count('Answered', 'First acceptance by an agent, when it came', 'answeredCount'),
    count('Abandoned', 'Left, or given up by the queue, before an agent accepted', 'abandonedCount'),
    count('After hours', 'Ended waiting because the queue was closed', 'afterHoursCount'),
    share(
      'Answer rate',
      'Share of those that left the queue for the first time',
      'answered ÷ (answered + abandoned + after hours)',
      ['answeredCount'],
      ['answeredCount', 'abandonedCount', 'afterHoursCount'],
    ),
  ],
})
