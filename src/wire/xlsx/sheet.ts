import { chunksOf, type Rows } from '../text/chunks.ts'
import { type CellWriter, columnLetters, headerCell, type XlsxColumn, type XlsxValue } from './cells.ts'
import { spreadsheetNamespace, xmlDeclaration } from './parts.ts'

/** In letters: the widest a column may be, what its name needs beside the button of the filter, and what a kind needs. */
const widest = 255
const buttonWidth = 4
const usualWidths = { number: 9, percent: 9, duration: 11, 'date-time': 20 }

/** How a sheet is written; `written` hears of the bytes of each row. */
export interface SheetPlan {
  readonly columns: readonly XlsxColumn[]
  readonly cellWriters: readonly CellWriter[]
  readonly isFirst: boolean
  readonly written: (bytes: number) => void
}

/** The XML of a sheet: the names of the columns in bold, always in sight and with a filter, and below them the rows. */
export function sheetXml(rows: Rows<readonly XlsxValue[]>, plan: SheetPlan): AsyncGenerator<string, void, void> {
  let lastRow = 1
  const rowXml = (row: readonly XlsxValue[], place: number) => {
    lastRow = place + 2
    const cells = plan.cellWriters.map((cell, column) => cell(lastRow, row[column] ?? null)).join('')
    const xml = `<row r="${lastRow}">${cells}</row>`
    plan.written(Buffer.byteLength(xml))
    return xml
  }
  const after = () => {
    const filtered = `A1:${columnLetters(plan.columns.length)}${lastRow}`
    return `</sheetData><autoFilter ref="${filtered}"/></worksheet>`
  }
  return chunksOf(rows, rowXml, { before: sheetHead(plan), after })
}

function sheetHead({ columns, isFirst }: SheetPlan): string {
  const widths = columns.map((column, place) => {
    return `<col min="${place + 1}" max="${place + 1}" width="${widthOf(column)}" customWidth="1"/>`
  })
  const header = columns.map((column, place) => headerCell(columnLetters(place + 1), column))
  return [
    `${xmlDeclaration}<worksheet xmlns="${spreadsheetNamespace}">`,
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>',
    '</sheetView></sheetViews>',
    `<cols>${widths.join('')}</cols>`,
    `<sheetData><row r="1">${header.join('')}</row>`,
  ].join('')
}

function widthOf({ name, kind, width }: XlsxColumn): number {
  return Math.min(width ?? Math.max(usualWidths[kind], name.length + buttonWidth), widest)
}
