/** What comes after is not looked at: who pastes a page asks with its beginning. */
const longest = 200

/**
 * A text as it is compared with others: in small letters, letters and digits only, one space between words. Null when nothing
 * is left of it.
 */
export function questionOf(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
  return words.slice(0, longest).trim() || null
}
