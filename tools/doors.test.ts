import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const run = promisify(execFile)

interface Report {
  readonly modules: readonly object[]
  readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] }
}

/** One file that breaks each rule, and the import with which it does. */
const violations: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['domain-is-pure', 'src/domain/planted.ts', "import type { Store } from '#ports/store.ts'"],
  ['domain-is-pure', 'src/domain/planted.ts', "import { randomUUID } from 'node:crypto'"],
  ['domain-is-pure', 'src/domain/planted.ts', "import { pino } from 'pino'"],
  ['ports-are-types', 'src/ports/planted.ts', "import type { Desk } from '#desk/desk.ts'"],
  ['desk-needs-ports-only', 'src/desk/planted.ts', "import { store } from '#adapters/one/store.ts'"],
  ['reports-are-plain-tables', 'src/reports/planted.ts', "import { house } from '#dialects/house/index.ts'"],
  ['reports-are-plain-tables', 'src/reports/planted.ts', "import { store } from '#adapters/one/store.ts'"],
  ['reports-are-plain-tables', 'src/reports/planted.ts', "import type { Desk } from '#desk/desk.ts'"],
  ['wire-has-no-product-words', 'src/wire/planted.ts', "import type { Chat } from '#domain/chat.ts'"],
  ['dialects-translate', 'src/dialects/chime/planted.ts', "import { house } from '#dialects/house/index.ts'"],
  ['jobs-follow-commits', 'src/jobs/planted.ts', "import { store } from '#adapters/one/store.ts'"],
  ['dialects-translate', 'src/dialects/chime/planted.ts', "import { store } from '#adapters/one/store.ts'"],
  ['dialects-translate', 'src/dialects/chime/planted.ts', "import { config } from '#config/config.ts'"],
  ['adapters-know-one-thing', 'src/adapters/two/planted.ts', "import { store } from '../one/store.ts'"],
  ['adapters-know-one-thing', 'src/adapters/two/planted.ts', "import type { Desk } from '#desk/desk.ts'"],
  ['pages-serve-only', 'src/pages/planted.ts', "import { store } from '#adapters/one/store.ts'"],
  ['config-reads-strings', 'src/config/planted.ts', "import type { Chat } from '#domain/chat.ts'"],
  ['web-takes-types-only', 'web/kit/planted.ts', "import { house } from '#dialects/house/index.ts'"],
  ['web-knows-one-face', 'web/kit/planted.ts', "import type { Chat } from '#domain/chat.ts'"],
  ['web-rooms-apart', 'web/widget/planted.ts', "import { page } from '../console/page.ts'"],
  ['no-cycles', 'src/domain/planted.ts', "import type { Chat } from './cycle.ts'\nexport type Planted = Chat"],
  ['resolvable', 'src/planted.ts', "import { nothing } from '#domain/nowhere.ts'"],
]

const rooms: Readonly<Record<string, string>> = {
  'src/domain/chat.ts': 'export interface Chat { readonly id: string }\n',
  'src/domain/cycle.ts': "import type { Planted } from './planted.ts'\nexport type Chat = Planted\n",
  'src/ports/store.ts': 'export interface Store { readonly name: string }\n',
  'src/desk/desk.ts': 'export interface Desk { readonly name: string }\n',
  'src/dialects/house/index.ts': 'export const house = 1\n',
  'src/adapters/one/store.ts': 'export const store = 1\n',
  'src/config/config.ts': 'export const config = 1\n',
  'web/console/page.ts': 'export const page = 1\n',
}

async function cruise(folder: string): Promise<Report> {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const parameters = [cruiser, '--config', 'tools/doors.config.cjs', '--output-type', 'json', 'src', 'web']
  const failed = (error: { readonly stdout: string }) => error
  const { stdout } = await run(process.execPath, parameters, { cwd: folder, maxBuffer: 2 ** 27 }).catch(failed)
  return JSON.parse(stdout) as Report
}

test('the doors are watched: the real run sees the whole house', async () => {
  const { modules } = await cruise(root)
  assert.ok(modules.length > 100, `only ${modules.length} modules were seen`)
})

test('a violation of each rule is caught, and nothing else is complained of', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-doors-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json'])
    await cp(join(root, file), join(folder, file))
  await mkdir(join(folder, 'tools'))
  await cp(join(root, 'tools/doors.config.cjs'), join(folder, 'tools/doors.config.cjs'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const plant = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  for (const [rule, file, text] of violations) {
    for (const [path, content] of Object.entries(rooms))
      await plant(path, rule === 'no-cycles' || !path.endsWith('cycle.ts') ? content : '')
    await plant(file, `${text}\nexport {}\n`)
    const found = (await cruise(folder)).summary.violations.map((violation) => violation.rule.name)
    assert.deepEqual([...new Set(found)], [rule], `${file}: ${text}`)
    await rm(join(folder, file))
  }
  const config = (await import('node:module')).createRequire(import.meta.url)('./doors.config.cjs') as {
    forbidden: { name: string }[]
  }
  const planted = new Set(violations.map(([rule]) => rule))
  assert.deepEqual(
    config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name)),
    [],
  )
})
