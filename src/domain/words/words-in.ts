import { stopWords } from './stop-words/index.ts'

/** Shorter ones are glue, longer ones are keys and addresses. */
const length = { least: 3, most: 40 } as const

/** Letters and digits of any script with the signs that belong to them; an apostrophe may stand inside. */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}']*/gu

/**
 * The different words of some texts, in small letters: those of three to forty signs with a letter among them, stop words left out.
 * Scripts without spaces come as whole runs.
 */
export function wordsIn(texts: readonly string[]): Set<string> {
  const found = new Set<string>()
  for (const text of texts)
    for (const [run] of text.normalize('NFC').replaceAll('’', "'").toLowerCase().matchAll(wordPattern)) {
      const word = run.replace(/'+$/, '')
      if (word.length >= length.least && word.length <= length.most && /\p{L}/u.test(word) && !stopWords.has(word))
        found.add(word)
    }
  return found
}
