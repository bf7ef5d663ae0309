import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf } from './instant.ts'

const berlin = 'Europe/Berlin'
const shown = (text: string, zone?: string) => {
  const { at } = instantOf(text, zone)
  return at === null ? null : new Date(at).toISOString()
}

test('an instant is read from a date or a date-time, with Z, an offset or the clock of a zone', () => {
  const cases: [text: string, zone: string | undefined, instant: string][] = [
    ['2020-11-01T04:00:00.000Z', undefined, '2020-11-01T04:00:00.000Z'],
    ['2020-12-01T04:59:59.999Z', berlin, '2020-12-01T04:59:59.999Z'],
    ['2020-10-31', undefined, '2020-10-31T00:00:00.000Z'],
    ['2020-10-31', 'America/New_York', '2020-10-31T04:00:00.000Z'],
    ['2020-10-31T09:30', undefined, '2020-10-31T09:30:00.000Z'],
    ['2020-10-31t09:30:15z', undefined, '2020-10-31T09:30:15.000Z'],
    ['2020-10-31 09:30:15,5', undefined, '2020-10-31T09:30:15.500Z'],
    ['2020-10-31T09:30:15.1239999', undefined, '2020-10-31T09:30:15.123Z'],
    ['1969-12-31T23:59:59.9999Z', undefined, '1969-12-31T23:59:59.999Z'],
    ['2020-10-31T09:30:00+02:00', 'America/New_York', '2020-10-31T07:30:00.000Z'],
    ['2020-10-31T09:30:00-0330', undefined, '2020-10-31T13:00:00.000Z'],
    ['2020-10-31T09:30+02', undefined, '2020-10-31T07:30:00.000Z'],
    ['2020-10-31T09:30:00 02:00', undefined, '2020-10-31T07:30:00.000Z'],
    ['2020-10-31T09:30:00', '+05:30', '2020-10-31T04:00:00.000Z'],
    ['2020-02-29', undefined, '2020-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', undefined, '0001-01-01T00:00:00.000Z'],
  ]
  for (const [text, zone, instant] of cases) assert.equal(shown(text, zone), instant, text)
  assert.deepEqual(
    ['2020-10-31', '2020-10-31T00:00'].map((text) => instantOf(text)),
    ['date', 'date-time'].map((form) => ({ at: Date.UTC(2020, 9, 31), form })),
  )
})

test('what a clock change skips moves on by what was skipped, and what comes twice is the first', () => {
  const cases: [text: string, zone: string, instant: string][] = [
    // 02:00 becomes 03:00 on 29 March.
    ['2020-03-29T01:59:59.999', berlin, '2020-03-29T00:59:59.999Z'],
    ['2020-03-29T02:00', berlin, '2020-03-29T01:00:00.000Z'],
    ['2020-03-29T02:30', berlin, '2020-03-29T01:30:00.000Z'],
    ['2020-03-29T03:00', berlin, '2020-03-29T01:00:00.000Z'],
    // 03:00 becomes 02:00 on 25 October.
    ['2020-10-25T01:59:59', berlin, '2020-10-24T23:59:59.000Z'],
    ['2020-10-25T02:30', berlin, '2020-10-25T00:30:00.000Z'],
    ['2020-10-25T02:30+01:00', berlin, '2020-10-25T01:30:00.000Z'],
    ['2020-10-25T03:00', berlin, '2020-10-25T02:00:00.000Z'],
    // A change of half an hour.
    ['2020-10-04T02:15', 'Australia/Lord_Howe', '2020-10-03T15:45:00.000Z'],
    // Days without a midnight begin later: at one o'clock, or, left out altogether, with the next day.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    // A midnight that comes twice: the day begins with the first.
    ['2020-11-01', 'America/Havana', '2020-11-01T04:00:00.000Z'],
  ]
  for (const [text, zone, instant] of cases) assert.equal(shown(text, zone), instant, `${text} ${zone}`)
})

test('anything else is refused with what is accepted', () => {
  const refused = [
    '',
    'now',
    '2020',
    '2020-10',
    '2020-1-05',
    '2020-01-5',
    '20-01-05',
    '2020-W10-1',
    '20201031T093000Z',
    '2020-02-30',
    '2021-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-10-31T9:30',
    '2020-10-31T09:3',
    '2020-10-31T09',
    '2020-10-31T24:00',
    '2020-10-31T09:60',
    '2020-10-31T09:30:60',
    '2020-10-31T09:30:15.',
    '2020-10-31T09:30+24:00',
    '2020-10-31T09:30+2',
    '2020-10-31Z',
    '2020-10-31+02:00',
    '+002020-10-31',
    '-2020-10-31',
    '2020-10-31T09:30Z[Europe/Berlin]',
    ' 2020-10-31',
    '2020-10-31\n',
    '1604136600000',
    '٢٠٢٠-١٠-٣١',
  ]
  for (const text of refused) {
    const read = instantOf(text, berlin)
    assert.equal(read.at, null, JSON.stringify(text))
    assert.match(read.accepted, /ISO 8601 .*2020-10-31T09:30:00Z.*the clock of Europe\/Berlin$/)
  }
})

test('a zone that does not exist is a mistake of the caller, not of the text', () => {
  assert.throws(() => instantOf('2020-10-31', 'Mars/Olympus'), RangeError)
})
