import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import readExcelFile from 'read-excel-file/node'
import type { Instant } from '#domain/ids.ts'
import { RuleDesk } from '../../tests/cast.ts'
import { sourceInMemory } from '../../tests/support/report-desk.ts'
import { csvFile, dataTableFile, type ReportFile, xlsxFile } from './formats.ts'
import { periodOf } from './period.ts'
import { rangeBetween } from './range.ts'
import type { Report } from './report.ts'
import { durationText, headingOf, reportFileName } from './shown.ts'
import { wholeCentre } from './source.ts'

const at = Date.UTC(2026, 9, 25, 1, 30) as Instant

const report: Report = {
  no: 1_000,
  id: 'Sample',
  name: 'Sample',
  about: 'Of everything one',
  category: 'basic',
  chart: { type: 'table', columns: [] },
  groupings: [],
  of: 'queues',
  columns: [
    { name: 'Queue', unit: 'text', about: '' },
    { name: 'Entered', unit: 'count', about: '' },
    { name: 'Service level', unit: 'share', about: '', byRule: 'level' },
    { name: 'Wait', unit: 'ms', about: '' },
    { name: 'Rating', unit: 'score', about: '' },
    { name: 'Last', unit: 'instant', about: '' },
  ],
  async *rows() {
    yield { key: 'support', values: ['Support', 3, 2 / 3, 3_725_600, 4.3333, at] }
    yield { key: 'billing', values: ['=Billing', 0, null, null, null, null] }
    return ['Total', 3, 1, 90_000_000, 5, null]
  },
  behind: () => null,
}
const desk = new RuleDesk({ serviceLevel: { withinMs: 20_000, formula: 'answered-of-all', shortAbandonMs: 5_000 } })
const range = rangeBetween(at, (at + 3_600_000) as Instant, 'Europe/Berlin')
const file: ReportFile = {
  source: sourceInMemory(desk.state, desk.now),
  report,
  request: { range, scope: wholeCentre, grouping: 'day' },
}

test('as CSV: durations as hours, shares as percent by a rule that is said, instants by the clock of the zone, totals last', async () => {
  assert.equal(
    (await Array.fromAsync(csvFile(file))).join(''),
    [
      '\uFEFFQueue,Entered,"Service level (%, answered-of-all within 20 s)",Wait,Rating,Last',
      'Support,3,66.7,1:02:06,4.33,2026-10-25 02:30:00',
      "'=Billing,0,,,,",
      'Total,3,100,25:00:00,5,',
      '',
    ].join('\r\n'),
  )
})

/** How this reader tells a duration. */
const afterMidnight = (ms: number) => new Date(Date.UTC(1899, 11, 30) + ms)

test('as a workbook: the numbers are numbers', async () => {
  const [sheet] = await readExcelFile(await buffer(xlsxFile(file)))
  assert.deepEqual(sheet?.data, [
    ['Queue', 'Entered', 'Service level (%, answered-of-all within 20 s)', 'Wait', 'Rating', 'Last'],
    ['Support', 3, 2 / 3, afterMidnight(3_725_600), 4.3333, new Date(Date.UTC(2026, 9, 25, 2, 30))],
    ['=Billing', 0, null, null, null, null],
    ['Total', 3, 1, afterMidnight(90_000_000), 5, null],
  ])
})

test('as a chart’s table: durations in seconds, shares in percent, months from nought, no totals', async () => {
  const { cols, rows } = JSON.parse((await Array.fromAsync(dataTableFile(file))).join(''))
  assert.deepEqual(
    cols.map(({ label, type }: { label: string; type: string }) => [label, type]),
    [
      ['Queue', 'string'],
      ['Entered', 'number'],
      ['Service level (%, answered-of-all within 20 s)', 'number'],
      ['Wait', 'number'],
      ['Rating', 'number'],
      ['Last', 'datetime'],
    ],
  )
  assert.deepEqual(
    rows.map(({ c }: { c: { v: unknown }[] }) => c.map(({ v }) => v)),
    [
      ['Support', 3, (2 / 3) * 100, 3_725.6, 4.3333, 'Date(2026, 9, 25, 2, 30, 0)'],
      ['=Billing', 0, null, null, null, null],
    ],
  )
})

test('a heading says the unit and the rule by which its numbers are judged', () => {
  const rule = { withinMs: 20_000, formula: 'ignore-short-abandons', shortAbandonMs: 5_000 } as const
  const headings = [
    { name: 'Short', unit: 'count', about: '', byRule: 'short' },
    { name: 'Level', unit: 'share', about: '', byRule: 'level' },
    { name: 'Rate', unit: 'share', about: '' },
  ] as const
  assert.deepEqual(
    headings.map((column) => headingOf(column, rule)),
    ['Short (now < 5 s)', 'Level (%, ignore-short-abandons within 20 s, short < 5 s)', 'Rate (%)'],
  )
})

test('a duration is rounded to seconds, and carries over', () => {
  const texts = [0, 499, 500, 59_500, 3_599_500, 360_000_000].map(durationText)
  assert.deepEqual(texts, ['0:00:00', '0:00:00', '0:00:01', '0:01:00', '1:00:00', '100:00:00'])
})

test('the name of the file tells report, period and zone, and is one on every disk', () => {
  const noon = Date.UTC(2026, 10, 21, 12) as Instant
  const named = (name: string, period: ReturnType<typeof periodOf>) => reportFileName({ name }, period, 'csv')
  assert.equal(named('Chat volume', periodOf('week', 'Europe/Berlin', noon)), 'chat-volume-2026-W47-Europe-Berlin.csv')
  assert.equal(named('Café / "Öl"', periodOf('month', 'Etc/GMT+5', noon)), 'cafe-ol-2026-11-Etc-GMT+5.csv')
})
