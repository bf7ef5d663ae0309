import type { Instant } from '#domain/ids.ts'
import { later } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'

/**
 * Who has a live connection, over all their tabs and devices. A key counts as gone only when no connection came within the
 * linger time after the last one ended, so that a reload or the pause between two polls is not a departure.
 */
export class Presence<Key> {
  readonly #clock: Clock
  readonly #lingerMs: number
  readonly #tell: (key: Key, present: boolean) => void
  readonly #counts = new Map<Key, number>()
  readonly #leaving = new Map<Key, () => void>()

  constructor(clock: Clock, lingerMs: number, tell: (key: Key, present: boolean) => void) {
    this.#clock = clock
    this.#lingerMs = lingerMs
    this.#tell = tell
  }

  has(key: Key): boolean {
    return this.#counts.has(key)
  }

  came(key: Key): void {
    const count = this.#counts.get(key) ?? 0
    this.#counts.set(key, count + 1)
    this.#leaving.get(key)?.()
    if (!this.#leaving.delete(key) && count === 0) this.#tell(key, true)
  }

  went(key: Key): void {
    const count = (this.#counts.get(key) ?? 0) - 1
    if (count > 0) {
      this.#counts.set(key, count)
      return
    }
    this.#counts.delete(key)
    const at = later(this.#clock.now(), this.#lingerMs) as Instant
    this.#leaving.set(
      key,
      this.#clock.wakeAt(at, () => {
        this.#leaving.delete(key)
        this.#tell(key, false)
      }),
    )
  }

  stop(): void {
    for (const cancel of this.#leaving.values()) cancel()
    this.#leaving.clear()
  }
}
