/** A time in which a zone's clock is not changed. */
interface SteadyTime {
  readonly from: number
  readonly until: number
  /** What the clock is ahead of UTC. */
  readonly aheadMs: number
}

/** Beyond it, and as far before 1970, there are no instants. */
const lastInstant = 8.64e15

/**
 * What the clock on the wall shows in a zone at an instant, both in milliseconds: the answer is that of UTC's clock when it shows
 * the same, so `new Date(answer).getUTCHours()` is the hour shown. Quick for many instants near each other: `Temporal`
 * is asked once between two changes of the clock. NaN for a number that is no instant.
 */
export function wallTimeIn(zone: string): (at: number) => number {
  let steady = steadyTimeAt(zone, 0)
  return (at) => {
    if (!(Math.abs(at) < lastInstant)) return Number.NaN
    if (at < steady.from || at >= steady.until) steady = steadyTimeAt(zone, at)
    return at + steady.aheadMs
  }
}

function steadyTimeAt(zone: string, at: number): SteadyTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone)
  // The change that comes before the next instant is the one at or before this one.
  const from = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const until = zoned.getTimeZoneTransition('next')
  return {
    from: from?.epochMilliseconds ?? -Infinity,
    until: until?.epochMilliseconds ?? Infinity,
    aheadMs: zoned.offsetNanoseconds / 1_000_000,
  }
}
