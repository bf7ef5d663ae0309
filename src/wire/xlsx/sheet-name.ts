const longest = 31

/**
 * A name that a sheet may have, made of any text: at most 31 letters, none of `[ ] : * ? / \` and no apostrophe at its ends. The
 * second sheet of a table and those that follow have their number behind it.
 */
export function sheetName(text: string, no: number): string {
  const legal = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\ufffe\uffff]/gu, '')
    .replaceAll(/[[\]:*?/\\]/g, '-')
  const suffix = no === 1 ? '' : ` (${no})`
  const name = `${trimmed(trimmed(legal).slice(0, longest - suffix.length))}`
  // A spreadsheet keeps "History" for itself.
  const isTaken = name === '' || /^history$/i.test(name)
  return `${isTaken ? `Sheet ${name}`.trim() : name}${suffix}`
}

function trimmed(name: string): string {
  return name
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .replaceAll(/^['\s]+|['\s]+$/g, '')
}
