import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wallTimeIn } from './wall-time.ts'

const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC', '-03:30']
const byTemporal = (zone: string, at: number) => {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return shown.toZonedDateTime('UTC').epochMilliseconds
}

test('the clock on the wall shows what Temporal says, in any order of instants', () => {
  const instant = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2060, 0) })
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(instant, { minLength: 1, maxLength: 5 }), (zone, instants) => {
      const wallTime = wallTimeIn(zone)
      assert.deepEqual(
        instants.map(wallTime),
        instants.map((at) => byTemporal(zone, at)),
      )
    }),
    { numRuns: 300 },
  )
})

test('it changes in the very millisecond', () => {
  const change = Date.UTC(2020, 9, 25, 1)
  for (const order of [
    [change, change - 1],
    [change - 1, change],
  ]) {
    const wallTime = wallTimeIn('Europe/Berlin')
    for (const at of order) assert.equal(wallTime(at) - at, at < change ? 7_200_000 : 3_600_000)
  }
})

test('a number that is no instant is shown as none', () => {
  const wallTime = wallTimeIn('Europe/Berlin')
  for (const at of [8.64e15, -8.64e15, 1e300, Infinity, Number.NaN]) assert.ok(Number.isNaN(wallTime(at)), String(at))
  // The last instant of all is in a September, by summer time.
  assert.equal(wallTime(8.64e15 - 1), 8.64e15 - 1 + 7_200_000)
  assert.ok(wallTime(1 - 8.64e15) < -8.6e15)
})
