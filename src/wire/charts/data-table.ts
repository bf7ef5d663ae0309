import { chunksOf, type Rows } from '../text/chunks.ts'
import { wallTimeIn } from '../time/wall-time.ts'

/** What stands in a cell: for a date or a date-time its instant, for a time of day its distance from midnight, in milliseconds. */
export type ChartValue = string | number | boolean | null
/** A value, with the text to show for it where the chart would not write it as wanted. */
export type ChartCell = ChartValue | { readonly v: ChartValue; readonly f: string }

/** A column of a chart's table, as Google Charts names its types. */
export interface ChartColumn {
  readonly id: string
  readonly label: string
  readonly type: 'string' | 'number' | 'boolean' | 'date' | 'datetime' | 'timeofday'
}

/** A table in the JSON form that `google.visualization.DataTable` takes. */
export interface DataTable {
  readonly cols: readonly ChartColumn[]
  readonly rows: readonly DataTableRow[]
}

/** A row of it. */
export interface DataTableRow {
  readonly c: readonly { readonly v: ChartValue | readonly number[]; readonly f?: string }[]
}

const dayMs = 86_400_000

/** The table of a chart. Its instants are shown by the clock of the zone (see `zoneOf`), as the form has no zone of its own. */
export function dataTableOf(
  columns: readonly ChartColumn[],
  rows: Iterable<readonly ChartCell[]>,
  zone = 'UTC',
): DataTable {
  const rowOf = rowWriter(columns, zone)
  return { cols: columns.map(colOf), rows: Array.from(rows, rowOf) }
}

/** The same as JSON, in chunks of text, however many rows there are. */
export function dataTableChunks(
  columns: readonly ChartColumn[],
  rows: Rows<readonly ChartCell[]>,
  zone = 'UTC',
): AsyncGenerator<string, void, void> {
  const rowOf = rowWriter(columns, zone)
  const before = `{"cols":${JSON.stringify(columns.map(colOf))},"rows":[`
  const textOf = (row: readonly ChartCell[], place: number) => (place === 0 ? '' : ',') + JSON.stringify(rowOf(row))
  return chunksOf(rows, textOf, { before, after: () => ']}' })
}

function colOf({ id, label, type }: ChartColumn): ChartColumn {
  return { id, label, type }
}

function rowWriter(columns: readonly ChartColumn[], zone: string): (row: readonly ChartCell[]) => DataTableRow {
  const wallTime = wallTimeIn(zone)
  return (row) => ({
    c: columns.map((column, place) => {
      const cell = row[place] ?? null
      if (typeof cell !== 'object' || cell === null) return { v: chartValue(column, cell, wallTime) }
      return { v: chartValue(column, cell.v, wallTime), f: cell.f }
    }),
  })
}

function chartValue(column: ChartColumn, value: ChartValue, wallTime: (at: number) => number): ChartValue | number[] {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return null
  const { type, id } = column
  const expected = type === 'string' || type === 'boolean' ? type : 'number'
  // The chart would refuse the whole table.
  if (typeof value !== expected) throw new TypeError(`column ${id} takes ${expected} values, not ${typeof value}`)
  if (typeof value !== 'number' || type === 'number') return value
  return type === 'timeofday' ? timeOfDay(column, value) : dateText(type === 'datetime', wallTime(value))
}

/** `Date(2020, 10, 1, 4, 0, 0)`: months count from nought; milliseconds stand only where there are some. */
function dateText(withTime: boolean, wallMs: number): string | null {
  const wall = new Date(wallMs)
  if (Number.isNaN(wall.getTime())) return null
  const parts = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()]
  if (withTime) parts.push(wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds())
  if (withTime && wall.getUTCMilliseconds() !== 0) parts.push(wall.getUTCMilliseconds())
  return `Date(${parts.join(', ')})`
}

/** `[9, 30, 0]`; a fourth number is milliseconds. */
function timeOfDay({ id }: ChartColumn, ms: number): number[] {
  if (ms < 0 || ms >= dayMs)
    throw new RangeError(`column ${id} takes times of a day, not ${ms} ms; a duration is a number`)
  const whole = Math.floor(ms)
  const rest = whole % 1000
  const parts = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60]
  return rest === 0 ? parts : [...parts, rest]
}
