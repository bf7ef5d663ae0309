import { byQueue } from '../interval-report.ts'
import { average, count, longest, share } from '../measure.ts'

/** How chats went from queue to queue. */
export const transferAnalysisReport = byQueue({
  no: 17,
  id: 'TransferAnalysis',
  name: 'Transfers',
  about: 'How many chats each queue gave to others and received, and how long these waited again',
  category: 'performance',
  chart: { type: 'bar', columns: ['Transferred out', 'Transferred in'] },
  of: 'queues',
  measures: [
    count('Answered', 'First acceptance by an agent', 'answeredCount'),
    count('Transferred out', 'Given to another queue', 'transferredOutCount'),
    count('Transferred in', 'Received from another queue', 'transferredInCount'),
    share(
      'Transfer rate',
      'How many were given away for each that was answered; may be more than all, since a chat can be given on and on',
      'transferred out ÷ answered',
      ['transferredOutCount'],
      ['answeredCount'],
    ),
    average('Average wait again', 'Mean wait after a transfer', 'transferQueueTime'),
    longest('Longest wait again', 'After a transfer', 'transferQueueTime'),
    count(
      'Abandoned after transfer',
      'Left while waiting for a further agent: neither answered again nor abandoned',
      'abandonedAfterTransferCount',
    ),
    count('Overflowed in', 'Came over from a queue that was full or slow', 'overflowedInCount'),
    count('Overflowed out', 'Went over to another queue because this one was full or slow', 'overflowedOutCount'),
  ],
})
