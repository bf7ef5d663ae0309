import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { console as english } from '../../locales/en.json'

const languages = import.meta.glob<{ readonly console: typeof english }>([
  '../../locales/*.json',
  '!../../locales/en.json',
])

/** Loads the browser's language, English where there is none, and says in which direction it is written. */
export async function startStrings(): Promise<void> {
  const language = navigator.language.slice(0, 2).toLowerCase()
  const load = languages[`../../locales/${language}.json`]
  const texts = load ? (await load()).console : null
  await i18next.use(initReactI18next).init({
    lng: texts ? language : 'en',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: english }, ...(texts && { [language]: { translation: texts } }) },
  })
  document.documentElement.lang = i18next.language
  document.documentElement.dir = i18next.dir()
}
