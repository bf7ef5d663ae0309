import type { Agent } from '#domain/agent/agent.ts'
import type { Letter } from '#ports/mail.ts'

/** What the letter says, in one language: `{name}`, `{code}` and `{page}` are filled in. */
export interface ResetWords {
  readonly resetSubject: string
  readonly resetText: string
}

/** Writes the letter with a code for a new password. */
export type ResetLetter = (agent: Agent, code: string) => Letter

/** Letters in the agent's language as far as there are words for it, else in English; `page` is where the code is typed in. */
export function resetLetters(
  words: Readonly<Record<string, ResetWords>> & { readonly en: ResetWords },
  page: string,
): ResetLetter {
  return ({ name, email, locale }, code) => {
    const { resetSubject, resetText } = words[locale?.slice(0, 2).toLowerCase() ?? 'en'] ?? words.en
    const values: Readonly<Record<string, string>> = { name, code, page }
    const text = resetText.replace(/\{(name|code|page)\}/g, (_whole, key: string) => values[key] ?? '')
    return { to: { name, address: email }, subject: resetSubject, text, enclosures: [] }
  }
}
