import i18next from 'i18next'

const languages = import.meta.glob<{ readonly default: Readonly<Record<string, string>> }>(
  '../../../locales/desk-words/*.json',
)

/** What the desk says of its reports in English, in the page's language; where that is English there is nothing to load. */
const load = languages[`../../../locales/desk-words/${i18next.language}.json`]
if (load) {
  const words = Object.entries((await load()).default).map(([english, text]) => [`desk.${english}`, text])
  i18next.addResourceBundle(i18next.language, 'translation', Object.fromEntries(words))
}
