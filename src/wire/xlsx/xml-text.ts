/** What a cell holds at most, in UTF-16 units; with more the spreadsheet calls its file damaged. */
const longestText = 32_767
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * A text as XML content or attribute value. What XML cannot hold is written as spreadsheets do (`_x0007_`, ECMA-376's ST_Xstring) and
 * read back by them; text that only looks so is kept apart (`_x005F_x0007_`). Lines end in LF as in any cell, and half a letter is `�`.
 */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, (control) => `_x${hex(control)}_`)
    .replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter)
}

/** The text, or as much of it as a cell holds with `…` at its end. */
export function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1).toWellFormed()}…` : text
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}
