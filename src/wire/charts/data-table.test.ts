import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ChartCell, type ChartColumn, dataTableChunks, dataTableOf } from './data-table.ts'

const chart = (id: string, type: ChartColumn['type']): ChartColumn => ({ id, label: id.toUpperCase(), type })
const values = (columns: readonly ChartColumn[], rows: readonly (readonly ChartCell[])[], zone?: string) =>
  dataTableOf(columns, rows, zone).rows.map(({ c }) => c.map(({ v }) => v))

/** A date of the form as Google's own loader reads it: the arguments of JavaScript's `Date`, in whatever zone the browser is. */
function browserDate(text: unknown): string {
  const [, list = ''] = /^Date\(([\d, ]+)\)$/.exec(String(text)) ?? assert.fail(`${text} is no date`)
  const [year = 0, month = 0, day = 1, hours = 0, minutes = 0, seconds = 0, ms = 0] = list.split(', ').map(Number)
  return new Date(Date.UTC(year, month, day, hours, minutes, seconds, ms)).toISOString().slice(0, -1)
}

test('a table has its columns, and its rows in their order', () => {
  const columns = [chart('queue', 'string'), chart('chats', 'number'), chart('open', 'boolean')]
  assert.deepEqual(dataTableOf(columns, [['Sales', 3, true], ['Help', { v: 0.5, f: '50 %' }, null], ['None']]), {
    cols: [
      { id: 'queue', label: 'QUEUE', type: 'string' },
      { id: 'chats', label: 'CHATS', type: 'number' },
      { id: 'open', label: 'OPEN', type: 'boolean' },
    ],
    rows: [
      { c: [{ v: 'Sales' }, { v: 3 }, { v: true }] },
      { c: [{ v: 'Help' }, { v: 0.5, f: '50 %' }, { v: null }] },
      { c: [{ v: 'None' }, { v: null }, { v: null }] },
    ],
  })
})

test('a date is written with its month from nought, by the clock of the zone', () => {
  const at = Date.parse('2020-11-01T04:00:00Z')
  const columns = [chart('at', 'datetime'), chart('on', 'date')]
  assert.deepEqual(values(columns, [[at, at]]), [['Date(2020, 10, 1, 4, 0, 0)', 'Date(2020, 10, 1)']])
  // On the day before in New York, where summer time ends two hours later.
  const newYork = values(columns, [[at - 3_600_000, at - 3_600_000]], 'America/New_York')
  assert.deepEqual(newYork, [['Date(2020, 9, 31, 23, 0, 0)', 'Date(2020, 9, 31)']])
  assert.deepEqual(values([chart('at', 'datetime')], [[at + 7]]), [['Date(2020, 10, 1, 4, 0, 0, 7)']])
})

test('over a clock change each instant has what the clock shows: an hour is left out, or comes twice', () => {
  const hours = (from: string) => Array.from({ length: 4 }, (_, hour) => [Date.parse(from) + hour * 3_600_000])
  const shown = (from: string) =>
    values([chart('at', 'datetime')], hours(from), 'Europe/Berlin').map(([v]) => browserDate(v).slice(11, 16))
  assert.deepEqual(shown('2020-03-28T23:00:00Z'), ['00:00', '01:00', '03:00', '04:00'])
  assert.deepEqual(shown('2020-10-24T23:00:00Z'), ['01:00', '02:00', '02:00', '03:00'])
})

test('a date read back is what Temporal shows at that instant, in any zone', () => {
  const instant = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2060, 0) })
  fc.assert(
    fc.property(
      instant,
      fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Katmandu', '-03:30'),
      (at, zone) => {
        const [[shown] = []] = values([chart('at', 'datetime')], [[at]], zone)
        const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()
        assert.equal(browserDate(shown), wall.toString({ smallestUnit: 'millisecond' }))
      },
    ),
    { numRuns: 300 },
  )
})

test('a time of day is a list of hours, minutes, seconds and, where there are some, milliseconds', () => {
  const rows = [[0], [34_200_000], [86_399_999], [null]]
  assert.deepEqual(values([chart('time', 'timeofday')], rows), [[[0, 0, 0]], [[9, 30, 0]], [[23, 59, 59, 999]], [null]])
  for (const ms of [-1, 86_400_000]) {
    assert.throws(() => values([chart('time', 'timeofday')], [[ms]]), {
      name: 'RangeError',
      message: /column time takes times of a day/,
    })
  }
})

test('what is no number or no instant is a null cell, and a value of another type is refused', () => {
  const columns = [chart('number', 'number'), chart('at', 'datetime')]
  assert.deepEqual(
    values(columns, [
      [Number.NaN, 9e15],
      [Infinity, { v: Number.NaN, f: '-' }],
    ]),
    [
      [null, null],
      [null, null],
    ],
  )
  const wrong: [ChartColumn['type'], string | number | boolean][] = [
    ['string', 1],
    ['number', '1'],
    ['boolean', 0],
    ['date', '2020-10-31'],
    ['datetime', true],
    ['timeofday', '09:30'],
  ]
  for (const [type, value] of wrong) {
    assert.throws(() => values([chart('a', type)], [[value]]), {
      name: 'TypeError',
      message: /^column a takes \w+ values/,
    })
  }
})

test('the chunks are the JSON of the same table, whatever its texts', async () => {
  const columns = [chart('text', 'string'), chart('number', 'number'), chart('at', 'datetime')]
  const text = fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u2028', '</script>', 'ü', '😀', '\ud83d') })
  const cell = fc.tuple(fc.oneof(text, fc.constant(null)), fc.double(), fc.integer())
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { maxLength: 6 }), async (rows) => {
      const chunks = await Array.fromAsync(dataTableChunks(columns, rows, 'Europe/Berlin'))
      assert.equal(chunks.join(''), JSON.stringify(dataTableOf(columns, rows, 'Europe/Berlin')))
    }),
    { numRuns: 200 },
  )
})

test('a long table is made as it is read, in chunks', async () => {
  const count = 50_000
  let made = 0
  async function* rows() {
    for (; made < count; made++) yield [made, made * 60_000]
  }
  let text = ''
  let before = 0
  for await (const chunk of dataTableChunks([chart('no', 'number'), chart('at', 'datetime')], rows())) {
    assert.ok(chunk.length < 65_536 && made - before < 2000, `${made - before} rows ahead`)
    before = made
    text += chunk
  }
  const table = JSON.parse(text)
  assert.equal(table.rows.length, count)
  assert.deepEqual(table.rows.at(-1), { c: [{ v: 49_999 }, { v: 'Date(1970, 1, 4, 17, 19, 0)' }] })
})
