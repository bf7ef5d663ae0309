// Plain JavaScript without dependencies: an older Node runs this, before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** The Node that runs Polydesk: brought by the npm package `node`. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Node keeps the code it has stripped and compiled: a third less memory, and a quicker start. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, 'dist', 'compile-cache') }

/** Installs what is missing and builds the pages whose sources changed; quick when there is nothing to do. */
export function prepare() {
  once(join('node_modules', '.polydesk-installed'), ['package-lock.json'], 'Installing …', install)
  const sources = [
    'web',
    'locales',
    'tools/build-web.mjs',
    'src/dialects/house/views.ts',
    'src/dialects/house/frames.ts',
    'package-lock.json',
  ]
  once(join('dist', 'web', '.polydesk-built'), sources, 'Building the pages …', () =>
    run(node, ['tools/build-web.mjs']),
  )
}

/** Runs a program in the project's folder and ends with its code when it fails. */
export function run(program, parameters, environment = {}) {
  const { status, signal, error } = spawnSync(program, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (error) throw error
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0))
}

/** Not `npm ci`: that refuses the lockfile where a registry lacks the packages of other platforms. The lockfile stays as it is. */
function install() {
  npm('install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')
}

function npm(...parameters) {
  // npm tells its scripts where it is; by name it is not found everywhere.
  const cli = process.env.npm_execpath
  if (cli) run(process.execPath, [cli, ...parameters])
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', parameters)
}

/** Does the work unless it was done for exactly these sources. */
function once(stamp, sources, saying, work) {
  const path = join(root, stamp)
  const digest = digestOf(sources)
  if (existsSync(path) && readFileSync(path, 'utf8') === digest) return
  process.stdout.write(`${saying}\n`)
  work()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, digest)
}

function digestOf(sources) {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesIn(source)) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function filesIn(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  let entries
  try {
    entries = readdirSync(full, { withFileTypes: true })
  } catch {
    return [path]
  }
  return entries
    .filter(({ name }) => !name.endsWith('.test.ts'))
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`))
}
