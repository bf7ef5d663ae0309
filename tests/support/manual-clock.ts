import type { Instant } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'

/** A clock that stands still until the test moves it. */
export class ManualClock implements Clock {
  #now: number
  #wakes: { readonly at: number; readonly wake: () => void }[] = []

  constructor(now = Date.UTC(2026, 0, 5, 9)) {
    this.#now = now
  }

  now(): Instant {
    return this.#now as Instant
  }

  wakeAt(at: Instant, wake: () => void): () => void {
    const entry = { at, wake }
    this.#wakes.push(entry)
    return () => {
      this.#wakes = this.#wakes.filter((other) => other !== entry)
    }
  }

  /** Moves time on, waking on the way whoever asked for it, each at their own moment. */
  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = this.#wakes.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#wakes = this.#wakes.filter((entry) => entry !== next)
      this.#now = Math.max(this.#now, next.at)
      next.wake()
    }
    this.#now = until
  }
}
