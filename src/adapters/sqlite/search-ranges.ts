import type { TextRange } from '#ports/search.ts'

/** Put around what was found; no text has these, and one that has shows no ranges. */
export const rangeStart = '\u{1}'
export const rangeEnd = '\u{2}'

/** Where the marks stand, counted in the text without them. */
export function rangesIn(marked: string, text: string): TextRange[] {
  const ranges: TextRange[] = []
  let plain = ''
  let start = 0
  for (const piece of marked.split(/([\u0001\u0002])/)) {
    if (piece === rangeStart) start = plain.length
    else if (piece === rangeEnd) ranges.push({ start, end: plain.length })
    else plain += piece
  }
  return plain === text ? ranges : []
}
