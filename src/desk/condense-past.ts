import type { Clock } from '#ports/clock.ts'
import type { Store } from '#ports/store.ts'
import { every } from './every.ts'

interface CondensePorts {
  readonly store: Store
  readonly clock: Clock
  readonly warn: (problem: string, error: unknown) => void
}

const pauseMs = 60 * 60_000

/**
 * Makes past days quicker to add up for reports: at once, and then every hour. Day by day, so that what the desk commits meanwhile
 * waits for one day at most. Returns how to stop; it resolves when the day in work is done.
 */
export function condensePast({ store, clock, warn }: CondensePorts): () => Promise<void> {
  let stopped = false
  let working: Promise<void> | null = null
  const condense = async () => {
    while (!stopped && (await store.condense(clock.now())));
  }
  const work = () => {
    working ??= condense()
      .catch((error: unknown) => warn('past days could not be made quick to add up', error))
      .finally(() => {
        working = null
      })
  }
  work()
  const cancel = every(clock, pauseMs, work)
  return async () => {
    stopped = true
    cancel()
    await working
  }
}
