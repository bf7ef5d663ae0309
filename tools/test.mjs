import { chromium } from './chromium.mjs'
import { node, prepare, run } from './prepare.mjs'

/** `npm test` runs the checks and every test; `npm test -- feed` only the test files with that in their path. */
prepare()
const [wanted] = process.argv.slice(2)
const browser = { POLYDESK_CHROMIUM: await chromium() }
if (!wanted) run(node, ['tools/check.mjs'])
const places = ['src', 'web', 'tools', 'tests']
const files = places.map((place) => `${place}/**/${wanted ? `*${wanted}*` : '*'}.test.ts`)
run(node, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], browser)
