import type { ReportAnswer, Unit, Value } from './report.ts'

/** A duration as `h:mm:ss`, rounded to seconds; hours have no end. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** How values are written in a language and zone; nothing to tell is a dash. */
export function valueFormat(locale: string | undefined, zone: string): (value: Value, unit: Unit) => string {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const broken = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const score = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone })
  return (value, unit) => {
    if (value === null || value === '') return '–'
    if (unit === 'instant') return instant.format(new Date(value))
    if (typeof value === 'string') return value
    if (unit === 'ms') return duration(value)
    return (unit === 'share' ? share : unit === 'score' ? score : unit === 'count' ? whole : broken).format(value)
  }
}

/** From the first to the last day, as far as they differ. */
export function daysText(
  { from, to, zone }: Pick<ReportAnswer, 'from' | 'to' | 'zone'>,
  locale: string | undefined,
): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone })
  return format.formatRange(new Date(from), new Date(to).getTime() - 1)
}
