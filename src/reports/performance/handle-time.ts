import { overTime } from '../interval-report.ts'
import { average, longest, measuredCount, percentile, total } from '../measure.ts'

/** How much work chats were. */
export const handleTimeReport = overTime({
  no: 18,
  id: 'HandleTime',
  name: 'Handle time',
  about: 'Talk, hold and paperwork by chat, while in the queue',
  category: 'performance',
  chart: { type: 'line', columns: ['Average handle time', 'Average talk'] },
  of: 'queues',
  measures: [
    measuredCount('Handled', 'Chats whose handling in a queue ended', 'handleTime'),
    average('Average handle time', 'Mean of talk and paperwork', 'handleTime'),
    percentile('90th percentile', 'Nine of ten took no longer', 'handleTime', 0.9),
    longest('Longest', 'The longest of all', 'handleTime'),
    average('Average talk', 'Mean time with an agent, hold included', 'talkTime'),
    average('Average hold', 'Mean length of a hold', 'holdTime'),
    average('Average wrap-up', 'Mean paperwork', 'afterCallTime'),
    total('Handled together', 'All talk and paperwork', 'handleTime'),
  ],
})
