import { readFile, writeFile } from 'node:fs/promises'
import { settings } from '../src/config/settings.ts'

const path = new URL('../docs/configuration.md', import.meta.url)

/** The table of all settings, made from the one that reads them. */
export function configurationDoc(): string {
  const rows = Object.values(settings).map(({ name, what, accepted, fallback }) => {
    const cell = (text: string) => text.replaceAll('|', '\\|')
    return `| \`${name}\` | ${cell(what)} | ${cell(accepted)} | ${fallback === '' ? '' : `\`${fallback}\``} |`
  })
  return [
    '# Configuration',
    '',
    'Generated from `src/config/settings.ts` by `npm run docs`; do not edit.',
    '',
    'Polydesk reads its environment once, at start. Everything that is wrong is printed at once, and nothing is started.',
    '',
    '| variable | what it is | accepted | default |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/** Writes the document, or says whether it is up to date. */
export async function writeConfigurationDoc(check: boolean): Promise<boolean> {
  if (check) return (await readFile(path, 'utf8').catch(() => '')) === configurationDoc()
  await writeFile(path, configurationDoc())
  return true
}
