import type { Instant } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'

/** Timers do not see the clock being set or the machine sleeping, so a long wait looks at it again every minute. */
const longest = 60_000

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now() as Instant,
  wakeAt(at, wake) {
    let timer: NodeJS.Timeout
    const wait = () => {
      const left = at - Date.now()
      // A timer may fire a millisecond early by the wall clock: then it waits on.
      if (left <= 0) wake()
      else timer = setTimeout(wait, Math.min(left, longest))
    }
    timer = setTimeout(wait, Math.min(Math.max(0, at - Date.now()), longest))
    return () => clearTimeout(timer)
  },
}
