import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import type { Method } from '../src/dialects/agentchat/method.ts'
import { documented, methods } from '../src/dialects/agentchat/routes.ts'

const room = new URL('../src/dialects/agentchat/', import.meta.url)
const coverage = new URL('../docs/dialects/agentchat.md', import.meta.url)
const scenarios = new URL('../tests/scenarios/', import.meta.url)
const examplesBegin = '<!-- examples: written by npm run docs -->'

/** The titles of all tests that name a rule of the API, by rule. */
async function testsByRule(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const folder of [room, scenarios])
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.test.ts')) continue
      const text = await readFile(new URL(name, folder), 'utf8')
      for (const [, , title = ''] of text.matchAll(/\btest\(\s*(['"`])((?:(?!\1).)*)\1/gs))
        for (const [rule] of title.matchAll(/\bAC-\d+\b/g)) found.set(rule, [...(found.get(rule) ?? []), title])
    }
  return found
}

/** What of the vendor's API there is, and by which tests we know; written from the table of methods, SPEC.md and the tests. */
export async function writeCoverage(check: boolean): Promise<boolean> {
  const spec = new URL('SPEC.md', room)
  const specText = await readFile(spec, 'utf8')
  const tests = await testsByRule()
  const rules = [...specText.matchAll(/^- \*\*(AC-\d+)\*\*/gm)].map(([, rule]) => rule as string)
  const untested = rules.filter((rule) => !tests.has(rule))
  const unwritten = methods.filter(({ rules: own }) => own.length === 0 || !own.every((rule) => rules.includes(rule)))
  for (const rule of untested) process.stderr.write(`${rule} of the AgentChat API has no test\n`)
  for (const { name } of unwritten) process.stderr.write(`${name} has no rule in SPEC.md\n`)
  const wholeSpec = `${(specText.split(examplesBegin)[0] as string).trimEnd()}\n\n${examplesBegin}\n\n${examples()}`
  const table = coverageTable(tests)
  if (check) {
    const same = specText === wholeSpec && (await readFile(coverage, 'utf8').catch(() => '')) === table
    return same && untested.length === 0 && unwritten.length === 0
  }
  await mkdir(new URL('.', coverage), { recursive: true })
  await writeFile(spec, wholeSpec)
  await writeFile(coverage, table)
  return true
}

function examples(): string {
  // Without a language, so that no formatter writes them its own way.
  const one = ({ name, answer, example }: Method) => {
    const text = answer
      ? JSON.stringify(example, null, 2)
      : String(example).replace('\uFEFF', '').replaceAll('\r\n', '\n').trim()
    return `### ${name}\n\n\`\`\`\n${text}\n\`\`\`\n`
  }
  return `## One example of each answer\n\n${methods.map(one).join('\n')}`
}

function coverageTable(tests: ReadonlyMap<string, readonly string[]>): string {
  const there = new Set(methods.map(({ name }) => name))
  const have = documented.filter((name) => there.has(name))
  const lines = methods.map(({ name, verb, heading, who, permission, rules }: Method & { permission?: string }) => {
    const count = new Set(rules.flatMap((rule) => tests.get(rule) ?? [])).size
    const asker = who === 'anyone' ? 'anyone' : permission ? 'Manager' : 'Agent'
    const standing = documented.includes(name) ? heading : `${heading} (project-defined)`
    return `| ${name} | ${verb} | ${standing} | ${asker} | ${rules.join(', ')} | ${count} |`
  })
  const missing = documented.filter((name) => !there.has(name))
  return `# AgentChat: what is there

Written from the table of methods, the rules and the tests; \`npm run docs\`. The rules are in
[SPEC.md](../../src/dialects/agentchat/SPEC.md), the contract in [openapi/agentchat.json](../openapi/agentchat.json).

**${have.length} of ${documented.length}** methods of the vendor's text.${missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : ''}

| method | verb | heading | who | rules | tests |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}
