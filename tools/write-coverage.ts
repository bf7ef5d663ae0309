import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import * as agentChatRoutes from '../src/dialects/agentchat/routes.ts'
import * as chimeRoutes from '../src/dialects/chime/routes.ts'
import * as chimeReportsRoutes from '../src/dialects/chime-reports/routes.ts'

const scenarios = [new URL('../tests/scenarios/', import.meta.url), new URL('../tests/browser/', import.meta.url)]
const examplesBegin = '<!-- examples: written by npm run docs -->'

/** What is told of a method. */
interface Told {
  readonly name: string
  readonly verb: string
  readonly heading: string
  readonly rules: readonly string[]
  readonly asker: string
  /** As text. */
  readonly example: string
}

/** An API after a vendor's text, and what is there of it. */
interface Vendor {
  readonly title: string
  /** The folder of its dialect, and the name of its documents. */
  readonly name: string
  /** What its rules begin with. */
  readonly prefix: string
  readonly documented: readonly string[]
  readonly methods: readonly Told[]
}

export const agentChat: Vendor = {
  title: 'AgentChat',
  name: 'agentchat',
  prefix: 'AC',
  documented: agentChatRoutes.documented,
  methods: agentChatRoutes.methods.map((method) => {
    const { name, verb, heading, rules, who } = method
    const permission = 'permission' in method && method.permission
    const asker = who === 'anyone' ? 'anyone' : permission ? 'Manager' : 'Agent'
    return { name, verb, heading, rules, asker, example: exampleOf(method) }
  }),
}

export const chime: Vendor = {
  title: 'Chime',
  name: 'chime',
  prefix: 'CH',
  documented: chimeRoutes.documentedNames,
  methods: chimeRoutes.methods.map((method) => {
    const { name, verb, heading, rules, who } = method
    return { name, verb, heading, rules, asker: who === 'anyone' ? 'anyone' : 'API key', example: exampleOf(method) }
  }),
}

export const chimeReports: Vendor = {
  title: 'Chime Reporting',
  name: 'chime-reports',
  prefix: 'CR',
  documented: chimeReportsRoutes.documentedNames,
  methods: chimeReportsRoutes.routes.map(({ name, heading, rules, example }) => {
    return { name, verb: 'GET', heading, rules, asker: 'API key', example: JSON.stringify(example, null, 2) }
  }),
}

function exampleOf({ answer, example }: { readonly answer: unknown; readonly example: unknown }): string {
  return answer
    ? JSON.stringify(example, null, 2)
    : String(example).replace('\uFEFF', '').replaceAll('\r\n', '\n').trim()
}

/** The titles of all tests that name a rule of the API, by rule. */
async function testsByRule(room: URL, prefix: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const folder of [room, ...scenarios])
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.test.ts')) continue
      const text = await readFile(new URL(name, folder), 'utf8')
      for (const [, , title = ''] of text.matchAll(/\btest\(\s*(['"`])((?:(?!\1).)*)\1/gs))
        for (const [rule] of title.matchAll(new RegExp(`\\b${prefix}-\\d+\\b`, 'g')))
          found.set(rule, [...(found.get(rule) ?? []), title])
    }
  return found
}

/** What of a vendor's API there is, and by which tests we know; written from the table of methods, SPEC.md and the tests. */
export async function writeCoverage(vendor: Vendor, check: boolean): Promise<boolean> {
  const { title, name, prefix, methods } = vendor
  const room = new URL(`../src/dialects/${name}/`, import.meta.url)
  const coverage = new URL(`../docs/dialects/${name}.md`, import.meta.url)
  const spec = new URL('SPEC.md', room)
  const specText = await readFile(spec, 'utf8')
  const tests = await testsByRule(room, prefix)
  const rules = [...specText.matchAll(new RegExp(`^- \\*\\*(${prefix}-\\d+)\\*\\*`, 'gm'))].map(([, rule]) =>
    String(rule),
  )
  const untested = rules.filter((rule) => !tests.has(rule))
  const unwritten = methods.filter(({ rules: own }) => own.length === 0 || !own.every((rule) => rules.includes(rule)))
  for (const rule of untested) process.stderr.write(`${rule} of the ${title} API has no test\n`)
  for (const { name } of unwritten) process.stderr.write(`${name} has no rule in SPEC.md\n`)
  const wholeSpec = `${(specText.split(examplesBegin)[0] as string).trimEnd()}\n\n${examplesBegin}\n\n${examples(methods)}`
  const table = coverageTable(vendor, tests)
  if (check) {
    const same = specText === wholeSpec && (await readFile(coverage, 'utf8').catch(() => '')) === table
    return same && untested.length === 0 && unwritten.length === 0
  }
  await mkdir(new URL('.', coverage), { recursive: true })
  await writeFile(spec, wholeSpec)
  await writeFile(coverage, table)
  return true
}

function examples(methods: readonly Told[]): string {
  // Without a language, so that no formatter writes them its own way.
  const one = ({ name, example }: Told) => `### ${name}\n\n\`\`\`\n${example}\n\`\`\`\n`
  return `## One example of each answer\n\n${methods.map(one).join('\n')}`
}

function coverageTable(
  { title, name: folder, documented, methods }: Vendor,
  tests: ReadonlyMap<string, readonly string[]>,
): string {
  const there = new Set(methods.map(({ name }) => name))
  const have = documented.filter((name) => there.has(name))
  const lines = methods.map(({ name, verb, heading, asker, rules }) => {
    const count = new Set(rules.flatMap((rule) => tests.get(rule) ?? [])).size
    const standing = documented.includes(name) ? heading : `${heading} (project-defined)`
    return `| ${name} | ${verb} | ${standing} | ${asker} | ${rules.join(', ')} | ${count} |`
  })
  const missing = documented.filter((name) => !there.has(name))
  return `# ${title}: what is there

Written from the table of methods, the rules and the tests; \`npm run docs\`. The rules are in
[SPEC.md](../../src/dialects/${folder}/SPEC.md), the contract in [openapi/${folder}.json](../openapi/${folder}.json).

**${have.length} of ${documented.length}** methods of the vendor's text.${missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : ''}

| method | verb | heading | who | rules | tests |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}
