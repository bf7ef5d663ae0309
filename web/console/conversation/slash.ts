/** A prepared text, as the desk keeps it. */
export interface CannedResponse {
  readonly id: string
  readonly name: string
  readonly text: string
}

/** Where one asks for a canned response in what one writes. */
export interface Slash {
  /** Of the `/`, in UTF-16 units. */
  readonly start: number
  readonly query: string
}

const shownCount = 6
const longestQuery = 40

/** The `/` before the caret that begins the text or a word, with what was typed since; null: nobody asks. */
export function slashAt(text: string, caret: number): Slash | null {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('/')
  if (start < 0 || /\S/.test(before.charAt(start - 1))) return null
  const query = before.slice(start + 1)
  return query.length > longestQuery || /^\s|\n/.test(query) ? null : { start, query }
}

/** Those of which every typed word begins a word, in the name before those in the text; a handful. */
export function matching(responses: readonly CannedResponse[], query: string): readonly CannedResponse[] {
  const wanted = wordsOf(query)
  const has = (words: readonly string[]) => wanted.every((word) => words.some((own) => own.startsWith(word)))
  const named = responses.filter(({ name }) => has(wordsOf(name)))
  const others = responses.filter(
    (response) => !named.includes(response) && has(wordsOf(`${response.name} ${response.text}`)),
  )
  return [...named, ...others].slice(0, shownCount)
}

/** A text with the variables whose values are known filled in, as the desk itself fills them. */
export function filled(text: string, values: Readonly<Record<string, string | null | undefined>>): string {
  return text.replace(
    /#(\w+)#|@Model\.(\w+)/g,
    (written, hashed?: string, dotted?: string) => values[hashed ?? dotted ?? ''] ?? written,
  )
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
