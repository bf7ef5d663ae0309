import i18next from 'i18next'
import english from '../../../locales/reports/en.json'

const languages = import.meta.glob<{ readonly default: typeof english }>([
  '../../../locales/reports/*.json',
  '!../../../locales/reports/en.json',
])

/** Texts of the reports, which come with them. */
i18next.addResourceBundle('en', 'translation', english)
const load = languages[`../../../locales/reports/${i18next.language}.json`]
if (load) i18next.addResourceBundle(i18next.language, 'translation', (await load()).default)
