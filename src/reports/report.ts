import type { Instant } from '#domain/ids.ts'
import type { Behind } from './behind.ts'
import { type Grouping, groupingFor } from './grouping.ts'
import { type Range, rangeBetween } from './range.ts'
import { type ReportScope, type ReportSource, wholeCentre } from './source.ts'

/** Durations in whole or broken milliseconds, instants in milliseconds since 1970, shares from 0 to 1, scores from 1 to 5. */
export const units = ['text', 'count', 'number', 'ms', 'share', 'score', 'instant'] as const
export type Unit = (typeof units)[number]

export interface Column {
  /** Above the column; nothing else in the report has it. */
  readonly name: string
  readonly unit: Unit
  /** What stands in it, in one sentence. */
  readonly about: string
  /** How it is reckoned, where that is more than counting. */
  readonly formula?: string
  /** What of the service-level rule it goes by: all of it, or when a wait is short; files say it in the heading. */
  readonly byRule?: 'level' | 'short'
}

/** One value: text in columns of text, numbers in the others; null where there is nothing to tell. */
export type Value = string | number | null
export type Row = readonly Value[]

export interface ReportRow {
  /** By which the row is found again within the same request. */
  readonly key: string
  readonly values: Row
}

/** Chime's four groups of reports on a queue (vendor-facts 1.6), and those across queues. */
export const categories = ['basic', 'performance', 'agents', 'text', 'global'] as const
export type Category = (typeof categories)[number]

export const charts = ['column', 'line', 'area', 'bar', 'pie', 'heat', 'table'] as const

/** How it is drawn: the first column names what the others tell; those named are drawn, all others only listed. */
export interface Chart {
  readonly type: (typeof charts)[number]
  readonly columns: readonly string[]
}

export interface ReportRequest {
  readonly range: Range
  readonly scope: ReportScope
  /** Of reports over time that leave it open. */
  readonly grouping: Grouping
}

/** A table that can be asked for over any range. */
export interface Report {
  /** For ever: never given again to another report. */
  readonly no: number
  /** In addresses, for ever: `ChatsPerDay`. */
  readonly id: string
  readonly name: string
  readonly about: string
  readonly category: Category
  readonly chart: Chart
  /** How long its rows may be; none where they are not stretches of time, or always the same. */
  readonly groupings: readonly Grouping[]
  /** Whose numbers it tells, and so by whom it can be narrowed. */
  readonly of: 'queues' | 'agents'
  /** Covers the one day at the beginning of the range. */
  readonly oneDay?: boolean
  /** Tells of single chats, or what was said in them: only of those that the reader may read. */
  readonly readsChats?: boolean
  readonly columns: readonly Column[]
  /** Row by row, so that no report need fit into memory; at the end all together, or null where that says nothing. */
  readonly rows: (source: ReportSource, request: ReportRequest) => AsyncGenerator<ReportRow, Row | null>
  /** The chats that a number counts; null where it counts none. `key` null: the totals. */
  readonly behind: (source: ReportSource, request: ReportRequest, key: string | null, column: Column) => Behind | null
}

/** A report whose rows are all there. */
export interface ReportTable {
  readonly report: Report
  readonly request: ReportRequest
  readonly rows: readonly ReportRow[]
  readonly totals: Row | null
  /** There were more rows than were asked for. */
  readonly more: boolean
}

/** What to ask of a report when only time and place are known. */
export function requestOver(range: Range, scope: ReportScope): ReportRequest {
  return { range, scope, grouping: groupingFor(range) }
}

/** Whether chats stand behind the numbers of a column. */
export function opens(source: ReportSource, report: Report, column: Column): boolean {
  const range = rangeBetween((source.now - 1) as Instant, source.now, 'UTC')
  return report.behind(source, requestOver(range, wholeCentre), null, column) !== null
}

/** Makes a report, at most so many rows of it; of a range that still runs, until the source's `now`. */
export async function runReport(
  source: ReportSource,
  report: Report,
  request: ReportRequest,
  limit = Number.POSITIVE_INFINITY,
): Promise<ReportTable> {
  const rows: ReportRow[] = []
  const making = report.rows(source, request)
  for (;;) {
    const next = await making.next()
    if (next.done) return { report, request, rows, totals: next.value, more: false }
    if (rows.length >= limit) {
      await making.return(null)
      return { report, request, rows, totals: null, more: true }
    }
    rows.push(next.value)
  }
}
