import type { widget } from '../../locales/en.json'

export type Key = keyof typeof widget
type Values = Readonly<Record<string, string | number | null>>

/** Says a text in the page's language; `count` chooses between `key_one` and `key_other`. */
export type Say = (key: Key | (string & {}), values?: Values) => string

type Texts = Readonly<Record<string, string>>
/** The languages besides English, and what must be said in English before the first message; put in by the build. */
declare const POLYDESK_LOCALES: readonly string[]
declare const POLYDESK_FIRST_TEXTS: Texts
const fromRightToLeft = /^(ar|dv|fa|he|ps|ur|yi)\b/

export interface Strings {
  readonly say: Say
  readonly direction: 'ltr' | 'rtl'
  /** Fetches what is said only in a conversation. */
  readonly more: () => Promise<void>
}

/** The texts of a language, and in which direction it is written; English where we have no others. */
export async function stringsFor(base: string, locale: string): Promise<Strings> {
  const language = locale.slice(0, 2).toLowerCase()
  const known = POLYDESK_LOCALES.includes(language)
  const ask = (name: string) =>
    fetch(`${base}/widget/locales/${name}.json`).then(
      (answer) => answer.json() as Promise<Texts>,
      () => null,
    )
  const other = known ? await ask(language) : null
  let english = POLYDESK_FIRST_TEXTS
  const plural = new Intl.PluralRules(other ? locale : 'en')
  const say: Say = (key, values = {}) => {
    const count = values['count']
    const name = typeof count === 'number' ? `${key}_${plural.select(count)}` : key
    const text = (other ?? english)[name] ?? (other ?? english)[`${key}_other`] ?? english[name] ?? name
    return text.replace(/\{(\w+)\}/g, (_, value: string) => String(values[value] ?? ''))
  }
  const more = async () => {
    if (!other) english = (await ask('en')) ?? english
  }
  return { say, more, direction: fromRightToLeft.test(locale) ? 'rtl' : 'ltr' }
}
