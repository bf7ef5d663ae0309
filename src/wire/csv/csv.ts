import { chunksOf, type Rows } from '../text/chunks.ts'

/** What stands in one cell of a table; null is an empty one. */
export type CsvValue = string | number | null

/** Before the text in a file that a spreadsheet opens: without it some read UTF-8 as the machine's own letters. */
export const byteOrderMark = '\uFEFF'

/**
 * A table as RFC 4180 has it: lines end in CRLF, the header's and the last one's too. Text that a spreadsheet would run as a
 * formula gets a `'` before it, and so cannot do harm; numbers stay numbers. The caller encodes as UTF-8, and puts
 * `byteOrderMark` before it for spreadsheets.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return csvLines([header, ...rows])
}

/** Lines of such a table, for one that is written piece by piece. */
export function csvLines(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map(lineOf).join('')
}

/** Such a table in chunks of text, however long it is: it never stands in memory as a whole. */
export function csvChunks(
  header: readonly string[],
  rows: Rows<readonly CsvValue[]>,
): AsyncGenerator<string, void, void> {
  return chunksOf(rows, lineOf, { before: lineOf(header) })
}

/** Whether a spreadsheet may take a text for a formula: some trim it first, some unquote it, and full-width signs count too. */
export function isFormula(text: string): boolean {
  return /^[\s\p{Cf}'"`]*[=+\-@＝＋－＠﹢﹣−﹦﹫]/u.test(text) || /^[\t\r]/.test(text)
}

function lineOf(values: readonly CsvValue[]): string {
  const [only] = values
  // A line of one empty cell would be an empty line, which readers skip.
  if (values.length === 1 && (only === null || only === '')) return '""\r\n'
  return `${values.map(cellOf).join(',')}\r\n`
}

function cellOf(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = isFormula(value) ? `'${value}` : value
  return /[",\r\n]|^[\s\uFEFF]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
