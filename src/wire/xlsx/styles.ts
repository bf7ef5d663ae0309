import { xmlText } from './xml-text.ts'

/** Looks that every workbook has, by their place in its list of styles. */
export const plainStyle = 0
export const headerStyle = 1
/** Text that looks like a formula, and stays text when somebody edits the cell. */
export const quotedStyle = 2
const fixedStyles = 3

/** Number formats below this number are built in. */
const firstCustom = 164
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The number formats of a workbook, each with its style. */
export class Styles {
  readonly #formats: string[] = []

  /** The style of a number format, as the spreadsheet writes those. */
  styleOf(format: string): number {
    if (format === 'General') return plainStyle
    if (!this.#formats.includes(format)) this.#formats.push(format)
    return fixedStyles + this.#formats.indexOf(format)
  }

  /** The part of the workbook in which they stand. */
  xml(): string {
    const formats = this.#formats.map((format, place) => {
      return `<numFmt numFmtId="${firstCustom + place}" formatCode="${xmlText(format)}"/>`
    })
    const xfs = [
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>',
      ...this.#formats.map((_, place) => {
        return `<xf numFmtId="${firstCustom + place}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
      }),
    ]
    return [
      `<styleSheet xmlns="${main}">`,
      formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
      '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>',
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      '</styleSheet>',
    ].join('')
  }
}
