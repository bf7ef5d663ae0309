import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { reports } from '#reports/index.ts'
import { allTogether } from '#reports/named-rows.ts'
import { weekdays } from '#reports/week-of-hours.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'locales', 'desk-words')

test('every text of a report that is translated is one that the desk still says', () => {
  const said = new Set<unknown>([...weekdays, ...allTogether, 'Total', 'exact', 'estimated'])
  for (const { name, about, columns } of reports)
    for (const text of [name, about, ...columns.flatMap((column) => [column.name, column.about, column.formula])])
      said.add(text)
  const files = readdirSync(folder)
  assert.ok(files.length > 0)
  for (const file of files) {
    const words = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
    const stale = Object.keys(words).filter((english) => !said.has(english))
    assert.deepEqual(stale, [], file)
    const missing = reports.filter(({ name }) => !words[name]).map(({ name }) => name)
    assert.deepEqual(missing, [], `${file} lacks the names of reports`)
  }
})
