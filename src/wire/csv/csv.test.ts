import assert from 'node:assert/strict'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import { parse as parsing } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { byteOrderMark, csvChunks, csvOf, isFormula } from './csv.ts'

const read = (text: string): string[][] => parse(text, { record_delimiter: '\r\n', bom: true })
const shown = (value: string | number | null) => {
  if (typeof value === 'string') return isFormula(value) ? `'${value}` : value
  return value === null ? '' : String(value)
}
const special = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '"',
  "'",
  ',',
  ';',
  ' ',
  '＝',
  '\uFEFF',
  'ü',
  '😀',
  '1',
)
const text = fc.oneof(fc.string({ unit: special, maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const value = fc.oneof(text, number, fc.constant(null))
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.tuple(
      fc.array(text, { minLength: width, maxLength: width }),
      fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 6 }),
    ),
  )

test('every table comes back as it was, but for the quote before what could be a formula', () => {
  fc.assert(
    fc.property(table, ([header, rows]) => {
      const expected = [header, ...rows].map((row) => row.map(shown))
      assert.deepEqual(read(byteOrderMark + csvOf(header, rows)), expected)
      assert.deepEqual(
        read(
          csvOf(
            ['', ...header],
            rows.map((row) => ['', ...row]),
          ),
        ),
        expected.map((row) => ['', ...row]),
      )
    }),
    { numRuns: 500 },
  )
})

test('lines end in CRLF, and only what needs quotes has them', () => {
  assert.equal(
    csvOf(
      ['Name', 'Chats'],
      [
        ['Kim, "K"', 3],
        ['two\nlines', null],
        ['Ann', -1.5],
      ],
    ),
    ['Name,Chats', '"Kim, ""K""",3', '"two\nlines",', 'Ann,-1.5', ''].join('\r\n'),
  )
})

test('no text runs as a formula, however its sign is hidden', () => {
  const hidden = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\rx',
    ' =1',
    '"=1"',
    "'=1",
    '\u00a0=1',
    '＝1',
    '＋1',
    '－1',
    '＠A',
    '\u200b=1',
    '\n=1',
  ]
  for (const text of hidden) {
    const [[cell = ''] = []] = read(csvOf([text], []))
    assert.equal(cell, `'${text}`, JSON.stringify(text))
  }
  for (const text of ['1-1', 'Kim = Lee', 'a@example.org', '']) assert.equal(isFormula(text), false, text)
})

test('a negative number stays a number, and what is no number is empty', () => {
  assert.equal(csvOf(['a', 'b'], [[-5, Number.NaN]]), 'a,b\r\n-5,\r\n')
})

test('a table in chunks is the same table', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ([header, rows]) => {
      assert.equal((await Array.fromAsync(csvChunks(header, rows))).join(''), csvOf(header, rows))
    }),
    { numRuns: 100 },
  )
})

test('200,000 rows are written as they are read, in chunks and not in memory', async () => {
  const count = 200_000
  let made = 0
  async function* rows() {
    for (; made < count; made++) yield [made, `Kim, "${made}"\n=1+1`, '=1+1', null, made / 8]
  }
  const sizes: number[] = []
  let furthestAhead = 0
  let read = 0
  await pipeline(
    async function* () {
      for await (const chunk of csvChunks(['no', 'text', 'formula', 'nothing', 'number'], rows())) {
        sizes.push(Buffer.byteLength(chunk))
        yield chunk
      }
    },
    parsing({ record_delimiter: '\r\n', from_line: 2 }),
    async (records: AsyncIterable<string[]>) => {
      for await (const record of records) {
        const expected = `${read}|Kim, "${read}"\n=1+1|'=1+1||${read / 8}`
        if (record.join('|') !== expected) assert.equal(record.join('|'), expected)
        read++
        furthestAhead = Math.max(furthestAhead, made - read)
      }
    },
  )
  assert.equal(read, count)
  assert.ok(Math.max(...sizes) < 65_536 && Math.min(...sizes.slice(0, -1)) >= 16_384, `${Math.max(...sizes)} bytes`)
  // What is written and not yet read: a few chunks, however long the table is.
  assert.ok(furthestAhead < count / 20, `${furthestAhead} rows ahead`)
})

test('a reader that stops stops the rows, and a row that fails fails the reader', async () => {
  let stopped = false
  async function* endless() {
    try {
      for (let no = 0; ; no++) yield [no]
    } finally {
      stopped = true
    }
  }
  for await (const chunk of csvChunks(['no'], endless())) {
    assert.match(chunk, /^no\r\n0\r\n1\r\n/)
    break
  }
  assert.equal(stopped, true)
  async function* failing() {
    yield [1]
    throw new Error('no more rows')
  }
  await assert.rejects(Array.fromAsync(csvChunks(['no'], failing())), { message: 'no more rows' })
})
