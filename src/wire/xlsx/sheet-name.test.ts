import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sheetName } from './sheet-name.ts'

test('a name keeps what it may keep', () => {
  const cases: [text: string, no: number, name: string][] = [
    ['Chats', 1, 'Chats'],
    ['Chats', 2, 'Chats (2)'],
    ['Chats of Kim’s team & <more>', 1, 'Chats of Kim’s team & <more>'],
    ['2020/10: [a]*?\\', 1, '2020-10- -a----'],
    ["'quoted'", 1, 'quoted'],
    ["it's", 1, "it's"],
    ['', 1, 'Sheet'],
    ["''", 3, 'Sheet (3)'],
    ['History', 1, 'Sheet History'],
    ['line\nbreak', 1, 'linebreak'],
    ['x'.repeat(40), 1, 'x'.repeat(31)],
    ['x'.repeat(40), 12, `${'x'.repeat(26)} (12)`],
    // No half of a letter at the cut.
    [`${'x'.repeat(30)}😀`, 1, 'x'.repeat(30)],
  ]
  for (const [text, no, name] of cases) assert.equal(sheetName(text, no), name, JSON.stringify(text))
})

test('any text becomes a legal name, and the sheets of one table have different ones', () => {
  const unit = fc.oneof(
    fc.constantFrom('[', ']', ':', '*', '?', '/', '\\', "'", ' ', '\0', '\u200b', '😀', '\ud83d'),
    fc.string({ maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      const names = [1, 2, 10, 100].map((no) => sheetName(text, no))
      assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length)
      for (const name of names) {
        assert.ok(name.length >= 1 && name.length <= 31, name)
        assert.doesNotMatch(name, /[[\]:*?/\\]|^'|'$|^history$/i)
        assert.doesNotMatch(name, /\p{Cc}/u)
        assert.ok(name.isWellFormed())
      }
    }),
    { numRuns: 1000 },
  )
})
