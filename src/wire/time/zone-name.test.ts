import assert from 'node:assert/strict'
import { test } from 'node:test'
import cldr from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' }
import { windowsZones } from './windows-zones.ts'
import { zoneOf } from './zone-name.ts'

test('a zone is known by its IANA name, its aliases, its Windows name or an offset, in any case', () => {
  const cases: [text: string, zone: string | null][] = [
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/BERLIN', 'Europe/Berlin'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['us/eastern', 'US/Eastern'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['asia/calcutta', 'Asia/Calcutta'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['utc', 'UTC'],
    ['gmt0', 'GMT0'],
    ['Eastern Standard Time', 'America/New_York'],
    ['eastern STANDARD time', 'America/New_York'],
    ['FLE Standard Time', 'Europe/Kiev'],
    ['Pacific Standard Time (Mexico)', 'America/Tijuana'],
    ['UTC-11', 'Etc/GMT+11'],
    ['+05:30', '+05:30'],
    ['-0330', '-03:30'],
    ['+05', '+05:00'],
    [' 05:30', '+05:30'],
    ['', null],
    [' ', null],
    ['Europe/Berlin ', null],
    ['Mars/Olympus', null],
    ['Z', null],
    ['+5:30', null],
    ['+25:00', null],
    ['+05:30:15', null],
    ['PST', null],
    ['IST', null],
    ['2020-01-01T00:00Z[Europe/Berlin]', null],
    ['[Europe/Berlin]', null],
    ['constructor', null],
    ['a'.repeat(100_000), null],
  ]
  for (const [text, zone] of cases) assert.equal(zoneOf(text), zone, JSON.stringify(text.slice(0, 40)))
})

test('every zone that this machine lists is known, and comes back for Temporal as it was', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  assert.ok(zones.length > 400)
  for (const zone of zones) assert.equal(zoneOf(zone.toLowerCase()), zone)
})

test('the Windows names are those of Unicode, none missing and none invented, and each leads to a zone', () => {
  const listed = cldr.supplemental.windowsZones.mapTimezones
  const worldwide = listed.map(({ mapZone }) => mapZone).filter((zone) => zone._territory === '001')
  assert.deepEqual(
    windowsZones,
    worldwide.map((zone) => [zone._other, zone._type]),
  )
  for (const [name, zone] of windowsZones) {
    if (name !== 'UTC') assert.equal(zoneOf(name.toUpperCase()), zone, name)
  }
})
