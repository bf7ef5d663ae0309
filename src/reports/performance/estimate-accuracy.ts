import { overTime } from '../interval-report.ts'
import { count, derived, share } from '../measure.ts'

/** Whether what was promised to those who wait came true. */
export const estimateAccuracyReport = overTime({
  no: 19,
  id: 'EstimateAccuracy',
  name: 'Accuracy of estimated waits',
  about:
    'How many of the waits that were promised on entering came true; who left before the promise was due is not judged',
  category: 'performance',
  chart: { type: 'line', columns: ['Kept in time'] },
  of: 'queues',
  measures: [
    count('Promised', 'Promises that could be judged', 'promisedCount'),
    count('Kept', 'Served by the end of the range that was promised', 'keptCount'),
    count('Of these early', 'Served before its beginning', 'earlyCount'),
    derived(
      { name: 'Late', unit: 'count', about: 'Served later than promised', formula: 'promised − kept' },
      { counts: ['promisedCount', 'keptCount'] },
      ({ sum: { counts } }) => (counts.promisedCount ?? 0) - (counts.keptCount ?? 0),
    ),
    share('Kept in time', 'Nine of ten are meant to be', 'kept ÷ promised', ['keptCount'], ['promisedCount']),
  ],
})
