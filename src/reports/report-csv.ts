import { byteOrderMark, type CsvValue, csvOf } from '#wire/csv/csv.ts'
import type { Range } from './range.ts'
import type { Column, Report, ReportTable, Row, Value } from './report.ts'

/**
 * A report as a spreadsheet reads it: the names of the columns, a line each, the totals last. Durations are `H:MM:SS`, rounded to
 * seconds, with hours beyond a day; shares are percent with one decimal (and say so in the name of the column); scores have two
 * decimals; nothing to tell is empty. Period and zone stand in the name of the file, so that every line is a line of the table.
 */
export function reportCsv({ report: { columns }, rows, totals }: ReportTable): string {
  return csvTable(
    columns,
    rows.map(({ values }) => values),
    totals,
  )
}

/** The same of columns and rows alone. */
export function csvTable(columns: readonly Column[], rows: readonly Row[], totals: Row | null): string {
  const lines = [...rows, ...(totals ? [totals] : [])]
  return (
    byteOrderMark +
    csvOf(
      columns.map(headingOf),
      lines.map((line) => shownLine(columns, line)),
    )
  )
}

/** The values of a row as they are shown. */
export function shownLine(columns: readonly Column[], row: Row): CsvValue[] {
  return columns.map((column, place) => shownValue(column, row[place] ?? null))
}

/** Its name, period and zone, in letters that every disk takes: `chats-by-day-2026-W47-Europe-Berlin.csv`. */
export function reportFileName(report: Pick<Report, 'name'>, range: Range): string {
  const name = report.name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const parts = [name, range.label, range.zone].map((part) => part.replaceAll(/[^A-Za-z0-9+]+/g, '-'))
  return `${parts.map((part) => part.replaceAll(/^-|-$/g, '')).join('-')}.csv`
}

/** A duration as `H:MM:SS`, rounded to seconds; hours have no end. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** What stands above a column. */
export function headingOf({ name, unit }: Column): string {
  return unit === 'share' ? `${name} (%)` : name
}

function shownValue({ unit }: Column, value: Value): CsvValue {
  if (typeof value !== 'number') return value
  switch (unit) {
    case 'ms':
      return durationText(value)
    case 'share':
      return Math.round(value * 1000) / 10
    case 'score':
      return Math.round(value * 100) / 100
    case 'number':
      return Math.round(value * 1000) / 1000
    case 'instant':
      return new Date(value).toISOString()
    case 'count':
    case 'text':
      return value
  }
}
