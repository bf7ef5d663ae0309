import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, questionFor, type Wanted, wantedIn } from './address.ts'
import { daysOf, type Preset } from './ranges.ts'
import type { Report } from './report.ts'

const report: Report = {
  no: 12,
  id: 'ServiceLevel',
  name: '',
  about: '',
  category: 'performance',
  chart: { type: 'line', columns: [] },
  of: 'queues',
  readsChats: false,
  groupings: ['hour', 'day'],
  oneDay: false,
  columns: [],
}
const now = Date.parse('2026-11-21T13:07:00Z')

test('an address says the same after it was read and written', () => {
  const wanted: Wanted = {
    preset: 'own',
    first: '2026-10-25',
    last: '2026-10-25',
    zone: 'Europe/Berlin',
    grouping: 'hour',
    queueIds: ['a', 'b'],
    agentIds: ['c'],
    behind: { column: '90 % & more', key: '02:00 +01:00' },
  }
  assert.deepEqual(wantedIn(addressOf(wanted)), wanted)
  const plain = wantedIn('')
  assert.equal(plain.preset, 'last7Days')
  assert.deepEqual(wantedIn(addressOf(plain)), plain)
})

test('what makes no sense in an address is left out', () => {
  const wanted = wantedIn('range=for-ever&first=2026-02-30&last=x&zone=Nowhere%2FLand&row=lonely')
  assert.deepEqual(wanted, wantedIn(''))
})

test('presets are days of the zone, weeks from Monday', () => {
  const days = (preset: Exclude<Preset, 'own'>, today: string) => Object.values(daysOf(preset, today)).join(' ')
  assert.equal(days('today', '2026-11-21'), '2026-11-21 2026-11-21')
  assert.equal(days('yesterday', '2026-11-01'), '2026-10-31 2026-10-31')
  assert.equal(days('thisWeek', '2026-11-22'), '2026-11-16 2026-11-22')
  assert.equal(days('lastWeek', '2026-11-16'), '2026-11-09 2026-11-15')
  assert.equal(days('thisMonth', '2026-11-01'), '2026-11-01 2026-11-01')
  assert.equal(days('lastMonth', '2026-03-31'), '2026-02-01 2026-02-28')
  assert.equal(days('last7Days', '2026-11-21'), '2026-11-15 2026-11-21')
  assert.equal(days('last30Days', '2026-11-21'), '2026-10-23 2026-11-21')
})

test('a range that runs is asked for up to now, one that is over to its end', () => {
  const asked = (query: string, zone: string) => {
    const question = new URLSearchParams(questionFor(report, wantedIn(query), zone, now) ?? '')
    return [question.get('from'), question.get('to')]
  }
  assert.deepEqual(asked('range=today', 'Europe/Berlin'), ['2026-11-20T23:00:00.000Z', '2026-11-21T13:07:00.000Z'])
  assert.deepEqual(asked('range=today', 'Pacific/Kiritimati'), ['2026-11-21T10:00:00.000Z', '2026-11-21T13:07:00.000Z'])
  assert.deepEqual(asked('range=yesterday', 'UTC'), ['2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'])
  const changed = 'range=own&first=2026-10-25&last=2026-10-25'
  assert.deepEqual(asked(changed, 'Europe/Berlin'), ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
})

test('nothing is asked while an own range is not set, or runs backwards', () => {
  for (const query of ['range=own', 'range=own&first=2026-11-02', 'range=own&first=2026-11-02&last=2026-11-01'])
    assert.equal(questionFor(report, wantedIn(query), 'UTC', now), null)
  const oneDay = { ...report, oneDay: true }
  assert.ok(questionFor(oneDay, wantedIn('range=own&first=2026-11-02'), 'UTC', now))
  const week = new URLSearchParams(questionFor(oneDay, wantedIn('range=lastWeek'), 'UTC', now) ?? '')
  assert.equal(week.get('from'), '2026-11-21T00:00:00.000Z')
})

test('only what the report can take is asked', () => {
  const all = wantedIn('grouping=month&queue=a&queue=b&agent=c')
  const question = new URLSearchParams(questionFor(report, all, 'UTC', now) ?? '')
  assert.deepEqual(
    [question.get('grouping'), question.getAll('queue'), question.get('agent')],
    [null, ['a', 'b'], null],
  )
  const ofAgents = new URLSearchParams(questionFor({ ...report, of: 'agents' }, all, 'UTC', now) ?? '')
  assert.deepEqual([ofAgents.getAll('queue'), ofAgents.getAll('agent')], [['a', 'b'], ['c']])
})
