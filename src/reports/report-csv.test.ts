import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { periodOf } from './period.ts'
import { csvTable, durationText, reportFileName } from './report-csv.ts'

const columns = [
  { name: 'Queue', unit: 'text', about: '' },
  { name: 'Entered', unit: 'count', about: '' },
  { name: 'Service level', unit: 'share', about: '' },
  { name: 'Wait', unit: 'ms', about: '' },
  { name: 'Rating', unit: 'score', about: '' },
] as const

test('a report as CSV has durations as hours, shares as percent, and the totals last', () => {
  const rows = [
    ['Support', 3, 2 / 3, 3_725_600, 4.3333],
    ['=Billing', 0, null, null, null],
  ]
  const text = csvTable(columns, rows, ['Total', 3, 1, 90_000_000, 5])
  assert.equal(
    text,
    [
      '\uFEFFQueue,Entered,Service level (%),Wait,Rating',
      'Support,3,66.7,1:02:06,4.33',
      "'=Billing,0,,,",
      'Total,3,100,25:00:00,5',
      '',
    ].join('\r\n'),
  )
})

test('a duration is rounded to seconds, and carries over', () => {
  const texts = [0, 499, 500, 59_500, 3_599_500, 360_000_000].map(durationText)
  assert.deepEqual(texts, ['0:00:00', '0:00:00', '0:00:01', '0:01:00', '1:00:00', '100:00:00'])
})

test('the name of the file tells report, period and zone, and is one on every disk', () => {
  const at = Date.UTC(2026, 10, 21, 12) as Instant
  const named = (name: string, period: ReturnType<typeof periodOf>) => reportFileName({ name }, period)
  assert.equal(named('Chats by day', periodOf('week', 'Europe/Berlin', at)), 'chats-by-day-2026-W47-Europe-Berlin.csv')
  assert.equal(named('Café / "Öl"', periodOf('month', 'Etc/GMT+5', at)), 'cafe-ol-2026-11-Etc-GMT+5.csv')
})
