/** The instant that a text means, in milliseconds UTC, and whether it named a whole day (whose beginning it is); or what is accepted. */
export type ReadInstant =
  | { readonly at: number; readonly form: 'date' | 'date-time' }
  | { readonly at: null; readonly accepted: string }

const day = String.raw`(?<date>\d{4}-\d\d-\d\d)`
const hourAndMinute = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const time = String.raw`(?<time>${hourAndMinute}(?::[0-5]\d(?:[.,]\d{1,9})?)?)`
// A space is the `+` of an offset that stood in the query of a URL: nothing else can be meant there.
const offset = String.raw`(?<offset>[Zz]|[+\- ](?:[01]\d|2[0-3])(?::?[0-5]\d)?)`
const pattern = new RegExp(`^${day}(?:[Tt ]${time}${offset}?)?$`)

/**
 * The instant of an ISO 8601 date or date-time: `2020-10-31`, `2020-10-31T09:30`, `…:15`, `…:15.125`, with `Z`, an offset or nothing.
 * Without either it is what the clock of the zone (see `zoneOf`) shows: a date means its first instant, a time that a clock
 * change skips moves on by what was skipped, and of one that comes twice it is the first. Parts of a millisecond are dropped.
 */
export function instantOf(text: string, zone = 'UTC'): ReadInstant {
  const { date, time, offset } = pattern.exec(text)?.groups ?? {}
  const wall = date && wallTimeOf(date, time ?? '00:00')
  if (!wall) return { at: null, accepted: acceptedForms(zone) }
  if (!time) return { at: wall.toPlainDate().toZonedDateTime(zone).epochMilliseconds, form: 'date' }
  const instant = offset ? Temporal.Instant.from(`${wall}${offset.replace(' ', '+')}`) : wall.toZonedDateTime(zone)
  return { at: instant.epochMilliseconds, form: 'date-time' }
}

/** Null for a day that no month has. */
function wallTimeOf(date: string, time: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`)
  } catch {
    return null
  }
}

function acceptedForms(zone: string): string {
  return `a day that exists, or a time on it, in ISO 8601 with four digits for the year and two for the rest: 2020-10-31, 2020-10-31T09:30:00Z, 2020-10-31T09:30:00+02:00, or 2020-10-31T09:30:00 by the clock of ${zone}`
}
