const dayMs = 24 * 3_600_000

/** What the clocks of a zone show at an instant, as milliseconds since 1970 as if that were UTC. */
function wallAt(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The date at an instant in a zone, `YYYY-MM-DD`. */
export function dateAt(at: number, zone: string): string {
  return new Date(wallAt(at, zone)).toISOString().slice(0, 10)
}

/** The first instant of a date in a zone, which need not be midnight; of a date that a zone left out, where it would have been. */
export function startOfDate(date: string, zone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const candidates = [midnight - dayMs, midnight + dayMs]
    .map((near) => midnight - (wallAt(near, zone) - near))
    .sort((a, b) => a - b)
  return candidates.find((at) => dateAt(at, zone) === date) ?? Math.max(...candidates)
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** 1 is Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** Whether a text is a date that the calendar has. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
