import i18next from 'i18next'
import english from '../../../locales/settings/en.json'

const languages = import.meta.glob<{ readonly default: typeof english }>([
  '../../../locales/settings/*.json',
  '!../../../locales/settings/en.json',
])

/** Texts that only the settings need come with them, so that signing in stays quick. */
i18next.addResourceBundle('en', 'translation', english)
const load = languages[`../../../locales/settings/${i18next.language}.json`]
if (load) i18next.addResourceBundle(i18next.language, 'translation', (await load()).default)
