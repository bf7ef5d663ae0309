/** A piece of a message: text, or a link that is safe to make clickable. Never HTML. */
export type Segment = { readonly text: string; readonly href: string | null }

const link = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+/gi
/** Signs that end a sentence rather than an address. */
const trailing = /[.,:;!?)\]}…]+$/

/** Cuts a text into plain pieces and links to http, https and mailto addresses; joined, the pieces are the text again. */
export function linkText(text: string): Segment[] {
  const segments: Segment[] = []
  let end = 0
  for (const match of text.matchAll(link)) {
    const address = match[0].replace(trailing, (signs) => (signs.startsWith(')') && match[0].includes('(') ? ')' : ''))
    if (!URL.canParse(address)) continue
    if (match.index > end) segments.push({ text: text.slice(end, match.index), href: null })
    segments.push({ text: address, href: new URL(address).href })
    end = match.index + address.length
  }
  if (end < text.length) segments.push({ text: text.slice(end), href: null })
  return segments
}
