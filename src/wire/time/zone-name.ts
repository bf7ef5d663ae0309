import { windowsZones } from './windows-zones.ts'

const fromWindows = new Map(windowsZones.map(([name, zone]) => [name.toLowerCase(), zone]))
/** An offset whose `+` was lost: in the query of a URL it means a space. */
const lostPlus = /^ (?=\d\d(:?\d\d)?$)/

/**
 * The time zone that a text names in any case, in the casing it is known by: an IANA name or alias (`us/eastern` is `US/Eastern`,
 * not made `America/New_York`), a Windows name (`FLE Standard Time` is `Europe/Kiev`, as Unicode has it), or an offset (`+05:30`,
 * also `+0530` and `+05`; it knows nothing of clock changes). Null for anything else, such as `PST` or `IST`, which mean
 * several zones. What comes back is good for `Temporal`.
 */
export function zoneOf(text: string): string | null {
  const name = text.replace(lostPlus, '+')
  return idOf(name) ?? idOf(fromWindows.get(name.toLowerCase()) ?? '')
}

/** By `Temporal` and not `Intl`, which takes Java's three letters too (`IST` for India's) and shows aliases by another name. */
function idOf(name: string): string | null {
  // Temporal reads the zone out of a date with one, such as 2020-01-01T00:00Z[Europe/Berlin].
  if (!/^[A-Za-z][\w/+-]*$|^[+-]\d\d(:?\d\d)?$/.test(name)) return null
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return null
  }
}
