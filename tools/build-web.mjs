import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { root } from './prepare.mjs'

/** Builds the pages into dist/web. `--watch` builds again when a source changes. */
const watch = process.argv.includes('--watch') ? {} : null
const out = join(root, 'dist', 'web')
/** Everything a visitor's browser loads up to the first message. */
const widgetLimitBytes = 20 * 1024

const common = {
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  clearScreen: false,
}
const jsx = (source) => ({ oxc: { jsx: { runtime: 'automatic', importSource: source } } })

async function buildWidget() {
  await rm(join(out, 'widget'), { recursive: true, force: true })
  const app = await build({
    ...common,
    ...jsx('preact'),
    root: join(root, 'web', 'widget'),
    base: './',
    define: {
      POLYDESK_LOCALES: JSON.stringify(await otherLocales()),
      POLYDESK_FIRST_TEXTS: JSON.stringify(await firstTexts()),
    },
    build: {
      outDir: join(out, 'widget'),
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, 'web', 'widget', 'app.tsx'),
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
      },
    },
  })
  const entry = app.output.find((file) => file.type === 'chunk' && file.isEntry)
  await build({
    ...common,
    root: join(root, 'web', 'widget'),
    define: { POLYDESK_APP: JSON.stringify(entry.fileName) },
    build: {
      outDir: out,
      emptyOutDir: false,
      lib: {
        entry: join(root, 'web', 'widget', 'loader.ts'),
        formats: ['iife'],
        name: 'PolydeskLoader',
        fileName: () => 'widget.js',
      },
    },
  })
  const loaded = [
    join(out, 'widget.js'),
    ...withImports(app.output, entry.fileName).map((file) => join(out, 'widget', file)),
  ]
  const bytes = await Promise.all(loaded.map(async (file) => gzipSync(await readFile(file)).length))
  return bytes.reduce((sum, count) => sum + count, 0)
}

/** What is said in English before the first message; the rest is fetched with the first conversation. */
async function firstTexts() {
  const { widget } = JSON.parse(await readFile(join(root, 'locales', 'en.json'), 'utf8'))
  return Object.fromEntries(Object.entries(widget).filter(([key]) => !/^(notice\.|rate)/.test(key)))
}

/** Each language's part for the widget becomes a file of its own; returns the languages besides English. */
async function otherLocales() {
  const files = (await readdir(join(root, 'locales'))).filter((file) => file.endsWith('.json'))
  await mkdir(join(out, 'widget', 'locales'), { recursive: true })
  for (const file of files) {
    const { widget } = JSON.parse(await readFile(join(root, 'locales', file), 'utf8'))
    await writeFile(join(out, 'widget', 'locales', file), JSON.stringify(widget))
  }
  return files.map((file) => file.replace('.json', '')).filter((language) => language !== 'en')
}

/** A chunk and everything it loads at once. */
function withImports(output, fileName, seen = new Set()) {
  if (seen.has(fileName)) return []
  seen.add(fileName)
  const chunk = output.find((file) => file.fileName === fileName)
  return [fileName, ...(chunk?.imports ?? []).flatMap((imported) => withImports(output, imported, seen))]
}

async function buildConsole() {
  const folder = join(root, 'web', 'console')
  if (!existsSync(join(folder, 'index.html'))) return
  await build({
    ...common,
    ...jsx('react'),
    root: folder,
    base: '/console/',
    build: {
      outDir: join(out, 'console'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 1_500,
      watch,
      rolldownOptions: { onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log) },
    },
  })
}

async function buildPhone() {
  await build({
    ...common,
    ...jsx('preact'),
    root: join(root, 'web', 'phone'),
    base: '/demo/phone/',
    build: { outDir: join(out, 'phone'), emptyOutDir: true, modulePreload: { polyfill: false }, watch },
  })
}

async function copyPages() {
  for (const page of ['demo', 'chat']) {
    await mkdir(join(out, page), { recursive: true })
    await cp(join(root, 'web', page), join(out, page), { recursive: true })
  }
}

await mkdir(out, { recursive: true })
const [bytes] = await Promise.all([buildWidget(), copyPages(), buildConsole(), buildPhone()])
process.stdout.write(
  `widget: ${(bytes / 1024).toFixed(2)} KB gzip up to the first message (limit ${widgetLimitBytes / 1024} KB)\n`,
)
if (bytes > widgetLimitBytes) {
  process.stderr.write('The widget is too large.\n')
  process.exitCode = 1
}
