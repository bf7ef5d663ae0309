import type { Period } from './period.ts'
import type { ReportScope, ReportSource } from './source.ts'

/** Durations in whole or broken milliseconds, shares from 0 to 1, scores from 1 to 5. */
export type Unit = 'text' | 'count' | 'ms' | 'share' | 'score'

export interface Column {
  readonly name: string
  readonly unit: Unit
  /** What stands in it, in one sentence. */
  readonly about: string
}

/** One value: text in columns of text, numbers in the others; null where there is nothing to tell. */
export type Value = string | number | null
export type Row = readonly Value[]

/** What a report says: a row each, and all rows together in one. */
export interface Rows {
  readonly rows: readonly Row[]
  readonly totals: Row
}

/** A table that can be asked for over any period: its numbers are for ever, its name and columns are the house's. */
export interface Report {
  /** Never given again to another report. */
  readonly no: number
  readonly name: string
  readonly about: string
  readonly columns: readonly Column[]
  readonly rows: (source: ReportSource, period: Period, scope: ReportScope) => Promise<Rows>
}

export interface ReportTable extends Rows {
  readonly report: Pick<Report, 'no' | 'name' | 'about'>
  readonly period: Period
  readonly columns: readonly Column[]
}

/** Makes a report over a period; of one that still runs, until the source's `now`. */
export async function runReport(
  source: ReportSource,
  report: Report,
  period: Period,
  scope: ReportScope,
): Promise<ReportTable> {
  const { no, name, about, columns } = report
  return { report: { no, name, about }, period, columns, ...(await report.rows(source, period, scope)) }
}
