import type { Desk } from '#desk/desk.ts'
import { numbersScope } from '#domain/access/numbers.ts'
import type { Clock } from '#ports/clock.ts'
import type { Store } from '#ports/store.ts'
import { csvFile } from '#reports/formats.ts'
import { reportOf } from '#reports/index.ts'
import { pastPeriod } from '#reports/period.ts'
import { requestOver } from '#reports/report.ts'
import { reportFileName } from '#reports/shown.ts'
import { reportSource } from '#reports/source.ts'
import type { MakeReport } from './send-reports.ts'

/** Makes scheduled reports as CSV, in the centre's zone, with the numbers that the schedule's owner may see. */
export function makeReports(desk: Desk, store: Store, clock: Clock): MakeReport {
  return async (reportNo, grouping, dueAt, ownerId) => {
    const report = reportOf(reportNo)
    if (!report) throw new Error(`there is no report ${reportNo}`)
    const { period, source, scope } = await desk.ask((state) => ({
      period: pastPeriod(grouping, state.settings.zone, dueAt),
      source: reportSource(state, store, clock.now()),
      scope: numbersScope(state, ownerId),
    }))
    const pieces = await Array.fromAsync(csvFile({ source, report, request: requestOver(period, scope) }))
    const bytes = new TextEncoder().encode(pieces.join(''))
    const enclosure = { name: reportFileName(report, period, 'csv'), mediaType: 'text/csv; charset=utf-8', bytes }
    return { enclosure, title: report.name, period: `${grouping} ${period.label} (${period.zone})` }
  }
}
