import { serviceLevel } from '#domain/metrics/service-level.ts'
import { average, averageRating, count, type Measure, percentile, ratingCount } from './measure.ts'

export const serviceLevelShare: Measure = {
  name: 'Service level',
  unit: 'share',
  about: 'Share of chats served in time, by the rule of the queue; over several queues by the rule of the centre',
  formula: 'as the rule says that is stored with the report',
  byRule: 'level',
  reads: { levels: true },
  of: ({ cells, rule }) => serviceLevel(cells, rule).share,
  behind: ['answeredCount', 'abandonedCount'],
}

export const averageWait = average(
  'Average wait',
  'Mean wait of all who left the queue for the first time',
  'queueTime',
)

export const averageHandleTime = average(
  'Average handle time',
  'Mean of talk and paperwork by chat, while in this queue',
  'handleTime',
)

const entered = count(
  'Entered',
  'Chats that entered the centre by this queue; a transfer does not count again',
  'queuedCount',
)
const answered = count('Answered', 'First acceptance by an agent, once in a chat’s life', 'answeredCount')
const abandoned = count('Abandoned', 'Left, or given up by the queue, before an agent accepted', 'abandonedCount')
const afterHours = count('After hours', 'Ended waiting because the queue was closed', 'afterHoursCount')
const deflected = count('Deflected', 'Ended before an agent was asked for', 'deflectedCount')
const completed = count('Completed', 'Ended with an agent', 'completedCount')

/** How much there was, and what became of it. */
export const volumeMeasures: readonly Measure[] = [entered, answered, abandoned, afterHours, deflected, completed]

/** What is told of queues, by queue and over time; every number is the one of `docs/metrics.md`. */
export const queueMeasures: readonly Measure[] = [
  entered,
  count('Offered', 'Chats that were offered to at least one agent', 'offeredCount'),
  answered,
  abandoned,
  afterHours,
  deflected,
  count('Transferred out', 'Given to another queue', 'transferredOutCount'),
  count('Transferred in', 'Received from another queue', 'transferredInCount'),
  completed,
  serviceLevelShare,
  averageWait,
  percentile('90th percentile of wait', 'Nine of ten waited no longer than this, at most 8 % off', 'queueTime', 0.9),
  averageHandleTime,
  count('Customer messages', 'What customers wrote, in chats that ended', 'customerMessageCount'),
  count('Agent messages', 'What agents wrote, in chats that ended', 'agentMessageCount'),
  ratingCount,
  averageRating,
]
