import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run } from './prepare.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser for the tests: the one that is named, or found, or else installed. */
export async function chromium() {
  const named = process.env.POLYDESK_CHROMIUM
  if (named) return named
  const found = onPath() ?? places.find(existsSync) ?? (await playwrights())
  if (found) return found
  process.stdout.write('Installing Chromium …\n')
  install()
  const installed = onPath() ?? (await playwrights())
  if (!installed) throw new Error('No Chromium was found and none could be installed; name one in POLYDESK_CHROMIUM.')
  return installed
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync)
}

async function playwrights() {
  const { chromium: browser } = await import(
    pathToFileURL(join(root, 'node_modules', 'playwright-core', 'index.mjs')).href
  )
  const path = browser.executablePath()
  return path && existsSync(path) ? path : undefined
}

function install() {
  const apt = spawnSync('apt-get', ['--version']).status === 0
  const user = process.getuid?.() === 0 ? [] : spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null
  if (apt && user) {
    const [program, ...before] = [...user, 'apt-get']
    run(program, [...before, 'update', '-qq'])
    run(program, [...before, 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    })
  } else run(process.execPath, [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
}
