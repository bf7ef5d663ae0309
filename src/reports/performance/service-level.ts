import { serviceLevel } from '#domain/metrics/service-level.ts'
import { overTime } from '../interval-report.ts'
import { count, derived } from '../measure.ts'
import { serviceLevelShare } from '../queue-measures.ts'

/** How many were served in time. */
export const serviceLevelReport = overTime({
  no: 12,
  id: 'ServiceLevel',
  name: 'Service level',
  about: 'Share of chats served in time, by the rule that is stored with the report',
  category: 'performance',
  chart: { type: 'line', columns: ['Service level'] },
  of: 'queues',
  measures: [
    serviceLevelShare,
    derived(
      { name: 'Judged', unit: 'count', about: 'Chats that the share is of', formula: 'what the rule divides by' },
      { levels: true },
      ({ cells, rule }) => serviceLevel(cells, rule).judgedCount,
    ),
    count('Answered', 'First acceptance by an agent', 'answeredCount'),
    count('Abandoned', 'Left, or given up by the queue, before an agent accepted', 'abandonedCount'),
    derived(
      {
        name: 'Counted',
        unit: 'text',
        about: 'exact, or estimated where some chats were judged by other thresholds then',
        formula: 'estimates are read off a histogram, at most 8 % of a wait off',
      },
      { levels: true },
      ({ cells, rule }) => (serviceLevel(cells, rule).exact ? 'exact' : 'estimated'),
    ),
  ],
})
