import { later } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'

/** Does something again and again, with a pause of so many milliseconds before each; returns how to stop. */
export function every(clock: Clock, pauseMs: number, work: () => void): () => void {
  let cancel = () => {}
  const arm = () => {
    cancel = clock.wakeAt(later(clock.now(), pauseMs), () => {
      arm()
      work()
    })
  }
  arm()
  return () => cancel()
}
