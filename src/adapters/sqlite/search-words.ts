/** More than anybody types; what comes after is not looked at. */
const mostParts = 20

/**
 * What was typed as an expression of the index: all words and "phrases" must occur, the last word may go on, and so may
 * one that ends with an asterisk. Each part is quoted, so nothing in it is ever read as an operator. Null: no word in it.
 */
export function matchExpression(typed: string): string | null {
  const parts: string[] = []
  // An even piece lies outside quotes, an odd one inside; a quote that is not closed yet goes on to the end.
  const pieces = typed.replace(/\p{Cc}/gu, ' ').split('"')
  pieces.forEach((piece, place) => {
    const last = place === pieces.length - 1
    if (place % 2 === 1) parts.push(...part(piece, last))
    else {
      const words = piece.split(/\s+/).filter((word) => word !== '')
      words.forEach((word, at) => {
        parts.push(...part(word, word.endsWith('*') || (last && at === words.length - 1)))
      })
    }
  })
  return parts.length === 0 ? null : parts.slice(0, mostParts).join(' ')
}

/** Words that go on from a single letter of ours are half of all words; in other scripts one sign says more. */
const tooShort = /^[^\p{L}\p{N}]*[a-z0-9][^\p{L}\p{N}]*$/iu

/** What separates words stands in none, so a part without a letter or a digit asks for nothing. */
function part(text: string, open: boolean): string[] {
  if (!/[\p{L}\p{N}\p{Co}]/u.test(text)) return []
  return [open && !tooShort.test(text) ? `"${text}" *` : `"${text}"`]
}
