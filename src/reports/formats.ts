import type { ServiceLevelRule } from '#domain/metrics/service-level-rule.ts'
import { type ChartCell, type ChartColumn, dataTableChunks } from '#wire/charts/data-table.ts'
import { byteOrderMark, csvChunks } from '#wire/csv/csv.ts'
import type { XlsxColumn } from '#wire/xlsx/cells.ts'
import { xlsxOf } from '#wire/xlsx/xlsx.ts'
import type { Column, Report, ReportRequest, Row, Value } from './report.ts'
import { durationText, headingOf, rowShower } from './shown.ts'
import { type ReportSource, ruleOfScope } from './source.ts'

/** A report on its way to a file: its rows are made as the file is read, and none is kept. */
export interface ReportFile {
  readonly source: ReportSource
  readonly report: Report
  readonly request: ReportRequest
}

/** As CSV for spreadsheets: the names of the columns, a line each, the totals last. Period and zone stand in the file's name. */
export async function* csvFile(file: ReportFile): AsyncGenerator<string> {
  const { report, request } = file
  const rule = ruleOf(file)
  const lines = mapped(linesOf(file), rowShower(report.columns, request.range.zone))
  yield byteOrderMark
  yield* csvChunks(
    report.columns.map((column) => headingOf(column, rule)),
    lines,
  )
}

/** As a workbook, the totals last. */
export function xlsxFile(file: ReportFile): AsyncGenerator<Uint8Array> {
  const { report, request } = file
  const rule = ruleOf(file)
  const columns = report.columns.map((column) => xlsxColumn(column, rule))
  return xlsxOf({ sheet: report.name, columns, rows: linesOf(file), zone: request.range.zone })
}

/** As the JSON of Google's `DataTable`, without the totals, beside which a chart would be flat. Durations are seconds, shares percent. */
export function dataTableFile(file: ReportFile): AsyncGenerator<string> {
  const { source, report, request } = file
  const rule = ruleOf(file)
  const columns = report.columns.map((column) => chartColumn(column, rule))
  const cellsOf = ({ values }: { readonly values: Row }) =>
    report.columns.map((column, place) => chartCell(column, values[place] ?? null))
  return dataTableChunks(columns, mapped(report.rows(source, request), cellsOf), request.range.zone)
}

function ruleOf({ source, request }: ReportFile): ServiceLevelRule {
  return ruleOfScope(source, request.scope)
}

/** The values of all rows, and last the totals. */
async function* linesOf({ source, report, request }: ReportFile): AsyncGenerator<Row> {
  const making = report.rows(source, request)
  try {
    for (;;) {
      const { done, value } = await making.next()
      if (!done) yield value.values
      else if (value) yield value
      if (done) return
    }
  } finally {
    await making.return(null)
  }
}

async function* mapped<From, To>(rows: AsyncIterable<From>, as: (row: From) => To): AsyncGenerator<To> {
  for await (const row of rows) yield as(row)
}

function xlsxColumn(column: Column, rule: ServiceLevelRule): XlsxColumn {
  const kinds = { ms: 'duration', share: 'percent', instant: 'date-time' } as const
  const { unit } = column
  const kind = unit === 'ms' || unit === 'share' || unit === 'instant' ? kinds[unit] : 'number'
  return { name: headingOf(column, rule), kind, ...(unit === 'score' && { format: '0.00' }) }
}

function chartColumn(column: Column, rule: ServiceLevelRule): ChartColumn {
  const type = column.unit === 'text' ? 'string' : column.unit === 'instant' ? 'datetime' : 'number'
  return { id: column.name, label: headingOf(column, rule), type }
}

function chartCell({ unit }: Column, value: Value): ChartCell {
  if (typeof value !== 'number') return value
  if (unit === 'ms') return { v: value / 1000, f: durationText(value) }
  return unit === 'share' ? value * 100 : value
}
