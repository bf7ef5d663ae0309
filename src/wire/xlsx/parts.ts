import { xmlText } from './xml-text.ts'

/** What every XML file of a workbook begins with. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** The namespace of spreadsheets. */
export const spreadsheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The way from the archive to the workbook. */
export function packageRelations(): string {
  return relations([['officeDocument', 'xl/workbook.xml']])
}

/** The way from the workbook to its sheets and styles: sheet n is `rIdn`. */
export function workbookRelations(sheets: number): string {
  const files = Array.from({ length: sheets }, (_, place) => ['worksheet', `worksheets/sheet${place + 1}.xml`] as const)
  return relations([...files, ['styles', 'styles.xml']])
}

/** The list of sheets. */
export function workbookXml(names: readonly string[]): string {
  const sheets = names.map((name, place) => {
    return `<sheet name="${xmlText(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`
  })
  return `${xmlDeclaration}<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`
}

/** What each file of the archive is. */
export function contentTypes(sheets: number): string {
  const typed = (path: string, type: string) =>
    `<Override PartName="/xl/${path}.xml" ContentType="${spreadsheet}.${type}+xml"/>`
  return [
    `${xmlDeclaration}<Types xmlns="${packaging}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    typed('workbook', 'sheet.main'),
    typed('styles', 'styles'),
    ...Array.from({ length: sheets }, (_, place) => typed(`worksheets/sheet${place + 1}`, 'worksheet')),
    '</Types>',
  ].join('')
}

function relations(targets: readonly (readonly [type: string, path: string])[]): string {
  const each = targets.map(([type, path], place) => {
    return `<Relationship Id="rId${place + 1}" Type="${office}/${type}" Target="${path}"/>`
  })
  return `${xmlDeclaration}<Relationships xmlns="${packaging}/relationships">${each.join('')}</Relationships>`
}
