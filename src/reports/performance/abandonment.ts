import { allLevels } from '#domain/metrics/levels.ts'
import { overTime } from '../interval-report.ts'
import { average, count, derived, longest, type Measured, ratio, share } from '../measure.ts'

const shortOf = ({ sum }: Measured) => allLevels(sum.levels).shortAbandoned

/** Who gave up waiting, and how many of them had hardly waited. */
export const abandonmentReport = overTime({
  no: 13,
  id: 'Abandonment',
  name: 'Abandonment',
  about: 'Chats that left, or that a queue gave up, before an agent accepted; the short ones apart',
  category: 'performance',
  chart: { type: 'column', columns: ['Abandoned', 'Of these short'] },
  of: 'queues',
  measures: [
    count('Answered', 'First acceptance by an agent', 'answeredCount'),
    count('Abandoned', 'All that left before, the short ones too', 'abandonedCount'),
    derived(
      {
        name: 'Of these short',
        unit: 'count',
        about: 'Abandoned in less than the threshold that stood then',
        formula: 'abandoned with wait < short threshold',
        byRule: 'short',
      },
      { levels: true },
      shortOf,
    ),
    share(
      'Abandonment rate',
      'Share of all that left the queue for the first time',
      'abandoned ÷ (answered + abandoned)',
      ['abandonedCount'],
      ['answeredCount', 'abandonedCount'],
    ),
    derived(
      {
        name: 'Rate without short',
        unit: 'share',
        about: 'The same, as if the short ones had never come',
        formula: '(abandoned − short) ÷ (answered + abandoned − short)',
        byRule: 'short',
      },
      { counts: ['answeredCount', 'abandonedCount'], levels: true },
      (measured) => {
        const { answeredCount = 0, abandonedCount = 0 } = measured.sum.counts
        const stayed = abandonedCount - shortOf(measured)
        return ratio(stayed, answeredCount + stayed)
      },
      ['abandonedCount'],
    ),
    average('Average wait', 'Mean wait until they left', 'abandonTime'),
    longest('Longest wait', 'Of one that left', 'abandonTime'),
    count(
      'Abandoned after transfer',
      'Left while waiting for a further agent; in none of the other columns',
      'abandonedAfterTransferCount',
    ),
  ],
})
