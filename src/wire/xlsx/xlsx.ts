import type { Rows } from '../text/chunks.ts'
import { wallTimeIn } from '../time/wall-time.ts'
import { type ZipFile, zipOf } from '../zip/zip.ts'
import { cellWriter, columnLetters, type XlsxColumn, type XlsxValue } from './cells.ts'
import { contentTypes, packageRelations, workbookRelations, workbookXml, xmlDeclaration } from './parts.ts'
import { RowFeed } from './row-feed.ts'
import { sheetXml } from './sheet.ts'
import { sheetName } from './sheet-name.ts'
import { Styles } from './styles.ts'

/** One table as a workbook. */
export interface Workbook {
  /** The name of its sheet; what sheets may not be called is left out of it. */
  readonly sheet: string
  readonly columns: readonly XlsxColumn[]
  /** In the order of the columns; what is missing is empty. */
  readonly rows: Rows<readonly XlsxValue[]>
  /** By whose clock instants are shown (see `zoneOf`); UTC's unless told. */
  readonly zone?: string
  /** With the header; more than a spreadsheet can show is not to be had. */
  readonly rowsPerSheet?: number
}

/** What a workbook is called in a `Content-Type`. */
export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const mostRows = 1_048_576
const mostColumns = 16_384
/** Far from 4 GB, beyond which readers do not agree how a file stands in an archive. */
const mostBytesPerSheet = 2_000_000_000

/**
 * The table as an Excel workbook, in pieces as they come into being: rows are asked for as fast as the workbook is read, and none
 * is kept. What does not fit on one sheet goes on on the next, under the same header. Text is never a formula.
 */
export function xlsxOf(workbook: Workbook): AsyncGenerator<Uint8Array, void, void> {
  const { columns, rowsPerSheet = mostRows } = workbook
  if (columns.length < 1 || columns.length > mostColumns) throw new RangeError('a sheet has 1 to 16,384 columns')
  if (!(rowsPerSheet >= 2 && rowsPerSheet <= mostRows)) throw new RangeError('a sheet has 2 to 1,048,576 rows')
  return zipOf(filesOf(workbook, rowsPerSheet))
}

async function* filesOf(
  { sheet, columns, rows, zone = 'UTC' }: Workbook,
  rowsPerSheet: number,
): AsyncGenerator<ZipFile> {
  const styles = new Styles()
  const wallTime = wallTimeIn(zone)
  const cellWriters = columns.map((column, place) => cellWriter(columnLetters(place + 1), column, styles, wallTime))
  yield file('_rels/.rels', packageRelations())
  yield file('xl/styles.xml', xmlDeclaration + styles.xml())
  const names: string[] = []
  const feed = new RowFeed(rows)
  try {
    do {
      const isFirst = names.length === 0
      names.push(sheetName(sheet, names.length + 1))
      let rowsLeft = rowsPerSheet - 1
      let bytesLeft = mostBytesPerSheet
      const written = (bytes: number) => {
        rowsLeft--
        bytesLeft -= bytes
      }
      const part = feed.take(() => rowsLeft > 0 && bytesLeft > 0)
      const content = sheetXml(part, { columns, cellWriters, isFirst, written })
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content }
    } while (!(await feed.isEmpty()))
  } finally {
    await feed.stop()
  }
  yield file('xl/workbook.xml', workbookXml(names))
  yield file('xl/_rels/workbook.xml.rels', workbookRelations(names.length))
  yield file('[Content_Types].xml', contentTypes(names.length))
}

function file(name: string, text: string): ZipFile {
  return { name, content: [text] }
}
