import { widget as english } from '../../locales/en.json'

export type Key = keyof typeof english
type Values = Readonly<Record<string, string | number | null>>

/** Says a text in the page's language; `count` chooses between `key_one` and `key_other`. */
export type Say = (key: Key | (string & {}), values?: Values) => string

/** The languages besides English; put in by the build. */
declare const POLYDESK_LOCALES: readonly string[]
type Texts = Readonly<Record<string, string>>
const fromRightToLeft = /^(ar|dv|fa|he|ps|ur|yi)\b/

/** The texts of a language, and in which direction it is written; English where we have no others. */
export async function stringsFor(
  base: string,
  locale: string,
): Promise<{ readonly say: Say; readonly direction: 'ltr' | 'rtl' }> {
  const language = locale.slice(0, 2).toLowerCase()
  const known = POLYDESK_LOCALES.includes(language)
  const other = known
    ? await fetch(`${base}/widget/locales/${language}.json`).then(
        (answer) => answer.json() as Promise<Texts>,
        () => null,
      )
    : null
  const texts: Texts = other ?? english
  const plural = new Intl.PluralRules(other ? locale : 'en')
  const say: Say = (key, values = {}) => {
    const count = values['count']
    const name = typeof count === 'number' ? `${key}_${plural.select(count)}` : key
    const text = texts[name] ?? texts[`${key}_other`] ?? (english as Texts)[name] ?? name
    return text.replace(/\{(\w+)\}/g, (_, value: string) => String(values[value] ?? ''))
  }
  return { say, direction: fromRightToLeft.test(locale) ? 'rtl' : 'ltr' }
}
