import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import type { XlsxColumn, XlsxValue } from './cells.ts'
import { type Workbook, xlsxMediaType, xlsxOf } from './xlsx.ts'

const column = (name: string, kind: XlsxColumn['kind'] = 'number'): XlsxColumn => ({ name, kind })
const written = async (workbook: Workbook) => Buffer.concat(await Array.fromAsync(xlsxOf(workbook)))
const read = async (workbook: Workbook) => readWorkbook(await written(workbook), { trim: false })
/** The cells of the only sheet, without its header. */
const cells = async (columns: readonly XlsxColumn[], rows: readonly (readonly XlsxValue[])[], zone?: string) => {
  const [sheet] = await read({ sheet: 'Chats', columns, rows, ...(zone && { zone }) })
  return sheet?.data.slice(1)
}
const parts = async (workbook: Workbook) => {
  const files = Object.entries(unzipSync(await written(workbook)))
  const texts = new Map(files.map(([name, bytes]) => [name, strFromU8(bytes)]))
  return (name: string) => texts.get(name) ?? assert.fail(`no ${name}`)
}

test('text, numbers and booleans come back as they were, and text that looks like a formula is text', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('=', '<', '&', '"', ' ', '\n', '\t', '\0', '\u0007', '_x0007_', '\uffff', 'ü') }),
    fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '_x005F_x0007_', '<v>&amp;</v>', ']]>', 'constructor'),
  )
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), async (rows) => {
      // The reader leaves out empty rows at the end; a number stands in each.
      const numbered = rows.map((row, no) => [no, ...row])
      const expected = numbered.map((row) => row.map((value) => (value === '' ? null : value)))
      assert.deepEqual(
        await cells(
          ['no', 'a', 'b'].map((name) => column(name)),
          numbered,
        ),
        expected,
      )
    }),
    { numRuns: 200 },
  )
})

test('no cell is a formula', async () => {
  const rows = [['=1+1'], ['=HYPERLINK("http://example.org")'], ['@A1'], ['\t=1']]
  const part = await parts({ sheet: 'Chats', columns: [column('=1+1')], rows })
  const xml = part('xl/worksheets/sheet1.xml')
  assert.equal(xml.match(/<f[ >]/g), null)
  assert.equal(xml.match(/t="inlineStr"/g)?.length, 5)
  // Its style keeps it text when somebody edits the cell.
  const [, style] = /<c r="A2" s="(\d)"/.exec(xml) ?? []
  const styles = [...part('xl/styles.xml').matchAll(/<xf [^>]* xfId="0"[^>]*>/g)].map(([tag]) => tag)
  assert.match(styles[Number(style)] ?? '', /quotePrefix="1"/)
})

test('lines end in LF, half a letter is replaced, and what no cell can hold is cut and says so', async () => {
  const long = 'x'.repeat(40_000)
  assert.deepEqual(await cells([column('text')], [['a\r\nb\rc'], ['\ud83d!'], [long], ['y'.repeat(32_767)]]), [
    ['a\nb\nc'],
    ['\ufffd!'],
    [`${long.slice(0, 32_766)}…`],
    ['y'.repeat(32_767)],
  ])
})

test('what is no number is empty, and so is what a short row lacks', async () => {
  const columns = ['a', 'b', 'c'].map((name) => column(name))
  assert.deepEqual(
    await cells(columns, [
      [1, Number.NaN, 2],
      [Infinity, 1],
      [0, null, -1.5e-7],
    ]),
    [
      [1, null, 2],
      [null, 1, null],
      [0, null, -1.5e-7],
    ],
  )
})

test('an instant is shown by the clock of the zone, before, in and after a clock change', async () => {
  const cases: [instant: string, berlin: string][] = [
    ['2020-03-29T00:59:59Z', '2020-03-29T01:59:59'],
    ['2020-03-29T01:00:00Z', '2020-03-29T03:00:00'],
    ['2020-10-25T00:30:00Z', '2020-10-25T02:30:00'],
    ['2020-10-25T01:30:00Z', '2020-10-25T02:30:00'],
    ['1900-03-01T00:00:00Z', '1900-03-01T01:00:00'],
    ['9999-12-31T22:59:59Z', '9999-12-31T23:59:59'],
  ]
  const rows = cases.map(([instant]) => [Date.parse(instant)])
  const shown = await cells([column('at', 'date-time')], rows, 'Europe/Berlin')
  // A day is a fraction in binary: the reader may be a millisecond short.
  const seconds = shown?.map(([date]) => date instanceof Date && Math.round(date.getTime() / 1000) * 1000)
  assert.deepEqual(
    seconds,
    cases.map(([, berlin]) => Date.parse(`${berlin}Z`)),
  )
})

test('a day that spreadsheets have not, or count wrongly, is text', async () => {
  const rows = [[Date.parse('1900-02-28T23:30:00Z')], [Date.parse('+010000-01-01T00:00:00Z')], [9e15]]
  assert.deepEqual(
    await cells(
      [column('no'), column('at', 'date-time')],
      rows.map((row, no) => [no, ...row]),
    ),
    [
      [0, '1900-02-28T23:30:00.000'],
      [1, '+010000-01-01T00:00:00.000'],
      [2, null],
    ],
  )
})

test('durations, percents and formats of one’s own are numbers with a format', async () => {
  const columns = [column('took', 'duration'), column('share', 'percent'), { ...column('mean'), format: '0.00" <s>"' }]
  const part = await parts({ sheet: 'Chats', columns, rows: [[90_061_000, 0.256, 1.5]] })
  const styles = part('xl/styles.xml')
  const formats = new Map(
    [...styles.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  )
  const [, cellXfs = ''] = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles) ?? []
  const formatOfStyle = [...cellXfs.matchAll(/numFmtId="(\d+)"/g)].map(([, id]) => formats.get(id))
  const shown = [...part('xl/worksheets/sheet1.xml').matchAll(/<c r="(\w+)" s="(\d+)"><v>([^<]*)/g)]
  assert.deepEqual(
    shown.map(([, place, style, value]) => [place, formatOfStyle[Number(style)], Number(value)]),
    [
      ['A2', '[h]:mm:ss', 90_061 / 86_400],
      ['B2', '0.0%', 0.256],
      ['C2', '0.00&quot; &lt;s&gt;&quot;', 1.5],
    ],
  )
})

test('the first row is bold, stays in sight and filters; columns are as wide as they need or are told', async () => {
  const columns = [column('A long name of a column'), { ...column('b'), width: 40 }, column('c', 'date-time')]
  const part = await parts({ sheet: 'Chats', columns, rows: [[1], [2]] })
  const xml = part('xl/worksheets/sheet1.xml')
  assert.match(xml, /<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/)
  assert.match(xml, /<autoFilter ref="A1:C3"\/>/)
  const widths = [...xml.matchAll(/<col min="(\d)" max="(\d)" width="(\d+)" customWidth="1"\/>/g)]
  assert.deepEqual(
    widths.map(([, from, to, width]) => [from, to, Number(width)]),
    [
      ['1', '1', 27],
      ['2', '2', 40],
      ['3', '3', 20],
    ],
  )
  assert.equal(xml.match(/<c r="[ABC]1" s="1"/g)?.length, 3)
  assert.match(part('xl/styles.xml'), /<fonts[^>]*><font>(?!<b\/>).*?<\/font><font><b\/>/)
  assert.match(part('xl/styles.xml'), /<cellXfs[^>]*><xf [^>]*fontId="0"[^>]*\/><xf [^>]*fontId="1"/)
})

test('what does not fit on one sheet goes on on the next, under the same header', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, no) => [no])
  const columns = [column('no')]
  const sheets = async (count: number) => {
    const all = await read({ sheet: 'Chats', columns, rows: rows(count), rowsPerSheet: 3 })
    return all.map(({ sheet, data }) => [sheet, data.flat()])
  }
  assert.deepEqual(await sheets(5), [
    ['Chats', ['no', 0, 1]],
    ['Chats (2)', ['no', 2, 3]],
    ['Chats (3)', ['no', 4]],
  ])
  assert.deepEqual(await sheets(2), [['Chats', ['no', 0, 1]]])
  assert.deepEqual(await sheets(0), [['Chats', ['no']]])
  const part = await parts({ sheet: 'Chats', columns, rows: rows(5), rowsPerSheet: 3 })
  assert.deepEqual(
    [1, 2, 3].map((no) => /<autoFilter ref="([^"]*)"/.exec(part(`xl/worksheets/sheet${no}.xml`))?.[1]),
    ['A1:A3', 'A1:A3', 'A1:A2'],
  )
})

test('the archive holds the files that its lists name, and no others', async () => {
  const bytes = await written({ sheet: 'Chats', columns: [column('no')], rows: [[1], [2]], rowsPerSheet: 2 })
  const files = unzipSync(bytes)
  const types = strFromU8(files['[Content_Types].xml'] ?? assert.fail('no list of types'))
  const relations = strFromU8(files['xl/_rels/workbook.xml.rels'] ?? assert.fail('no relations'))
  const typed = [...types.matchAll(/PartName="\/([^"]*)"/g)].map(([, name]) => name)
  const related = [...relations.matchAll(/Target="([^"]*)"/g)].map(([, name]) => `xl/${name}`)
  const sheets = ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']
  assert.deepEqual(typed.toSorted(), ['xl/styles.xml', 'xl/workbook.xml', ...sheets])
  assert.ok(types.includes(`PartName="/xl/workbook.xml" ContentType="${xlsxMediaType}.main+xml"`))
  assert.deepEqual(related.toSorted(), ['xl/styles.xml', ...sheets])
  const rest = ['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml']
  assert.deepEqual(Object.keys(files).toSorted(), [...rest, ...sheets])
})

test('a sheet of 16,384 columns ends at XFD', async () => {
  const columns = Array.from({ length: 16_384 }, (_, no) => column(`c${no}`))
  const part = await parts({ sheet: 'Wide', columns, rows: [] })
  const places = [...part('xl/worksheets/sheet1.xml').matchAll(/<c r="([A-Z]+)1"/g)].map(([, letters]) => letters)
  assert.deepEqual(
    [0, 25, 26, 701, 702, 16_383].map((place) => places[place]),
    ['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'],
  )
})

test('a table that no sheet can be is refused before the first byte', () => {
  const columns = [column('no')]
  assert.throws(() => xlsxOf({ sheet: 'a', columns: [], rows: [] }), RangeError)
  assert.throws(() => xlsxOf({ sheet: 'a', columns: Array(16_385).fill(column('no')), rows: [] }), RangeError)
  for (const rowsPerSheet of [1, 1_048_577, Number.NaN]) {
    assert.throws(() => xlsxOf({ sheet: 'a', columns, rows: [], rowsPerSheet }), RangeError)
  }
})

test('rows are asked for as the workbook is read, and none is kept', async () => {
  const count = 100_000
  let made = 0
  async function* rows() {
    for (; made < count; made++) yield [made, `Kim ${Math.sin(made)}`]
  }
  const workbook = { sheet: 'Chats', columns: [column('no'), column('text')], rows: rows() }
  let bytes = 0
  const madeAt: number[] = []
  for await (const piece of xlsxOf(workbook)) {
    bytes += piece.length
    if (piece.length < 10_000) continue
    assert.ok(piece.length <= 65_536)
    madeAt.push(made)
  }
  assert.equal(made, count)
  assert.ok(bytes > 1_000_000)
  // While the reader holds a piece, a few chunks more are made, however long the table is.
  const steps = madeAt.slice(1).map((now, place) => now - (madeAt[place] ?? 0))
  assert.ok(steps.length > 20 && Math.max(madeAt[0] ?? 0, ...steps) < count / 10, `${Math.max(...steps)} rows a piece`)
})

test('a reader that stops stops the rows, and a row that fails fails the reader', async () => {
  const stopped = Promise.withResolvers<void>()
  async function* endless() {
    try {
      for (let no = 0; ; no++) yield [Math.sin(no)]
    } finally {
      stopped.resolve()
    }
  }
  const columns = [column('no')]
  for await (const piece of xlsxOf({ sheet: 'a', columns, rows: endless() })) if (piece.length > 10_000) break
  await stopped.promise
  async function* failing() {
    yield [1]
    throw new Error('no more rows')
  }
  await assert.rejects(written({ sheet: 'a', columns, rows: failing() }), { message: 'no more rows' })
})
