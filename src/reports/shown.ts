import type { ServiceLevelRule } from '#domain/metrics/service-level-rule.ts'
import type { CsvValue } from '#wire/csv/csv.ts'
import { wallTimeIn } from '#wire/time/wall-time.ts'
import type { Range } from './range.ts'
import type { Column, Report, Row, Unit, Value } from './report.ts'

/**
 * How values are shown as text: durations are `H:MM:SS`, rounded to seconds, with hours beyond a day; shares are percent with one
 * decimal (and the heading says so); scores have two decimals; instants are what the clock of the zone shows; nothing to
 * tell is null.
 */
export function rowShower(columns: readonly Column[], zone: string): (row: Row) => CsvValue[] {
  const wallTime = wallTimeIn(zone)
  return (row) => columns.map(({ unit }, place) => shownValue(unit, row[place] ?? null, wallTime))
}

function shownValue(unit: Unit, value: Value, wallTime: (at: number) => number): CsvValue {
  if (typeof value !== 'number') return value
  switch (unit) {
    case 'ms':
      return durationText(value)
    case 'share':
      return Math.round(value * 1000) / 10
    case 'score':
      return Math.round(value * 100) / 100
    case 'number':
      return Math.round(value * 1000) / 1000
    case 'instant':
      return new Date(wallTime(value)).toISOString().slice(0, 19).replace('T', ' ')
    case 'count':
    case 'text':
      return value
  }
}

/** A duration as `H:MM:SS`, rounded to seconds; hours have no end. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** What stands above a column: of one that goes by the service-level rule that rule too, so that no file is without it. */
export function headingOf({ name, unit, byRule }: Column, rule: ServiceLevelRule): string {
  const said = [
    ...(unit === 'share' ? ['%'] : []),
    ...(byRule === 'level' ? [ruleText(rule)] : []),
    ...(byRule === 'short' ? [`now < ${rule.shortAbandonMs / 1000} s`] : []),
  ]
  return said.length > 0 ? `${name} (${said.join(', ')})` : name
}

/** `answered-of-all within 20 s`; with the short threshold where the formula has one. */
export function ruleText({ formula, withinMs, shortAbandonMs }: ServiceLevelRule): string {
  const short = formula === 'ignore-short-abandons' ? `, short < ${shortAbandonMs / 1000} s` : ''
  return `${formula} within ${withinMs / 1000} s${short}`
}

/** Its name, period and zone, in letters that every disk takes: `chat-volume-2026-W47-Europe-Berlin.csv`. */
export function reportFileName(report: Pick<Report, 'name'>, range: Range, extension: string): string {
  const name = report.name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const parts = [name, range.label, range.zone].map((part) => part.replaceAll(/[^A-Za-z0-9+]+/g, '-'))
  return `${parts.map((part) => part.replaceAll(/^-|-$/g, '')).join('-')}.${extension}`
}
