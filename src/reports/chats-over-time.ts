import { type Measured, measuredOf } from './measure.ts'
import { allTogether } from './named-rows.ts'
import { bucketsOf } from './period.ts'
import { queueMeasures, queuePercentiles } from './queue-measures.ts'
import { readCells } from './read-cells.ts'
import type { Report, Row } from './report.ts'
import { ruleOfScope } from './source.ts'

const valuesOf = (measured: Measured): Row => queueMeasures.map(({ of }) => of(measured))

/** The numbers of all queues together, bucket by bucket; what is still to come stands there as nought. */
export const chatsOverTimeReport: Report = {
  no: 3,
  name: 'Chats by day',
  about: 'What came to all queues together: a day by its hours, a week and a month by days, a year by months',
  columns: [{ name: 'Time', unit: 'text', about: 'Hour, day or month, in the zone of the report' }, ...queueMeasures],
  rows: async (source, period, scope) => {
    const of = { queueIds: scope.queueIds }
    const buckets = bucketsOf(period)
    const { byBucket, all } = await readCells(source, { buckets, of, percentilesOf: queuePercentiles })
    const rule = ruleOfScope(source, scope)
    const rows = buckets.map((bucket) => [bucket.label, ...valuesOf(measuredOf(byBucket.get(bucket) ?? [], rule))])
    return { rows, totals: [...allTogether, ...valuesOf(measuredOf(all, rule))] }
  },
}
