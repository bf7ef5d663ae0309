import { isFormula } from '../csv/csv.ts'
import { headerStyle, plainStyle, quotedStyle, type Styles } from './styles.ts'
import { cut, xmlText } from './xml-text.ts'

/** What stands in a cell; null and the empty text are an empty one. What a number means is a matter of its column. */
export type XlsxValue = string | number | boolean | null

/** A column of a sheet. Text and booleans are themselves in every column. */
export interface XlsxColumn {
  readonly name: string
  /**
   * How its numbers are meant: as they are; a share of 1, shown in percent; a duration in milliseconds, shown as `[h]:mm:ss`; or an
   * instant in milliseconds UTC, shown by the clock of the workbook's zone.
   */
  readonly kind: 'number' | 'percent' | 'duration' | 'date-time'
  /** A number format in the spreadsheet's own notation, such as `0.00`, instead of the usual one of its kind. */
  readonly format?: string
  /** In letters; by its name and kind where nothing is said. */
  readonly width?: number
}

const usualFormats = { number: 'General', percent: '0.0%', duration: '[h]:mm:ss', 'date-time': 'yyyy-mm-dd hh:mm:ss' }
const dayMs = 86_400_000
/** 1970-01-01 in days as spreadsheets count them. Before March 1900 they count a leap day that never was, and they end with 9999. */
const unixEpochDay = 25_569
const firstDay = 61
const endDay = 2_958_466

/** The XML of a cell in one column: its row's number and its value in, nothing for an empty cell. */
export type CellWriter = (rowNo: number, value: XlsxValue) => string

/** How the cells of a column are written. */
export function cellWriter(
  letters: string,
  column: XlsxColumn,
  styles: Styles,
  wallTime: (at: number) => number,
): CellWriter {
  const style = styles.styleOf(column.format ?? usualFormats[column.kind])
  return (rowNo, value) => {
    if (value === null || value === '') return ''
    const place = `${letters}${rowNo}`
    if (typeof value === 'string') return textCell(place, value, isFormula(value) ? quotedStyle : plainStyle)
    if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (!Number.isFinite(value)) return ''
    if (column.kind === 'date-time') return instantCell(place, wallTime(value), style)
    return numberCell(place, column.kind === 'duration' ? value / dayMs : value, style)
  }
}

/** The cell of a column's name. */
export function headerCell(letters: string, { name }: XlsxColumn): string {
  return name === '' ? '' : textCell(`${letters}1`, name, headerStyle)
}

/** What stands above column 1, 2 … 16,384 at the edge of the sheet: `A`, `B` … `XFD`. */
export function columnLetters(no: number): string {
  const rest = Math.floor((no - 1) / 26)
  return (rest === 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + ((no - 1) % 26))
}

/** A day that no cell can hold as a number is text. */
function instantCell(place: string, wallMs: number, style: number): string {
  const day = wallMs / dayMs + unixEpochDay
  if (day >= firstDay && day < endDay) return numberCell(place, day, style)
  const date = new Date(wallMs)
  return Number.isNaN(date.getTime()) ? '' : textCell(place, date.toISOString().slice(0, -1), plainStyle)
}

function numberCell(place: string, number: number, style: number): string {
  return `<c r="${place}"${styled(style)}><v>${number}</v></c>`
}

function textCell(place: string, text: string, style: number): string {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${place}"${styled(style)} t="inlineStr"><is><t${space}>${xmlText(cut(text))}</t></is></c>`
}

function styled(style: number): string {
  return style === plainStyle ? '' : ` s="${style}"`
}
