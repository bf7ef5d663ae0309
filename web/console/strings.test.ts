import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..', '..', 'locales')
type Texts = { readonly [key: string]: string | Texts }

/** Every key with the variables of its text, sections apart. */
function keysOf(texts: Texts, within = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [`${within}${key} ${[...new Set(text.match(/\{+\w+\}+/g))].sort().join(' ')}`]
      : keysOf(text, `${within}${key}/`),
  )
}

for (const folder of ['.', 'settings', 'reports']) {
  test(`every language has the texts of ${folder} with the same variables`, () => {
    const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.json'))
    const [first, ...others] = files.map((file) =>
      keysOf(JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Texts).sort(),
    )
    assert.ok(first && first.length > 0 && others.length > 0)
    for (const keys of others) assert.deepEqual(keys, first)
  })
}
