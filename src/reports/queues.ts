import { type Measured, measuredOf } from './measure.ts'
import { allTogether, rowOwners } from './named-rows.ts'
import { queueMeasures, queuePercentiles } from './queue-measures.ts'
import { readCells } from './read-cells.ts'
import type { Report, Row } from './report.ts'
import { ruleOfScope } from './source.ts'

const valuesOf = (measured: Measured): Row => queueMeasures.map(({ of }) => of(measured))

/** What came to each queue and what became of it. */
export const queuesReport: Report = {
  no: 1,
  name: 'Queues',
  about: 'What came to each queue, how long it waited, and what became of it',
  columns: [{ name: 'Queue', unit: 'text', about: 'Its name now' }, ...queueMeasures],
  rows: async (source, period, scope) => {
    const of = { queueIds: scope.queueIds }
    const { byOwner, all } = await readCells(source, { buckets: [period], of, percentilesOf: queuePercentiles })
    const owners = rowOwners(source.queues, scope.queueIds, new Set(byOwner.keys()))
    const rows = owners.map((queue) => {
      const rule = 'rule' in queue ? queue.rule : source.rule
      return [queue.name, ...valuesOf(measuredOf(byOwner.get(queue.id) ?? [], rule))]
    })
    return { rows, totals: [...allTogether, ...valuesOf(measuredOf(all, ruleOfScope(source, scope)))] }
  },
}
