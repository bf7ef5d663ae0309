/**
 * Token buckets by key: so many a minute, and as many at once. Each key has its own, so one visitor behind a shared
 * address never uses up what belongs to another.
 */
export class Buckets {
  readonly #perMinute: number
  readonly #size: number
  readonly #now: () => number
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(perMinute: number, size: number, now: () => number) {
    this.#perMinute = perMinute
    this.#size = size
    this.#now = now
  }

  /** Takes one; null when there was one, else the milliseconds until there is. */
  take(key: string): number | null {
    const now = this.#now()
    const bucket = this.#buckets.get(key) ?? { tokens: this.#size, at: now }
    const gained = ((now - bucket.at) * this.#perMinute) / 60_000
    const tokens = Math.min(this.#size, bucket.tokens + Math.max(0, gained))
    this.#keep(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1 ? null : Math.ceil(((1 - tokens) * 60_000) / this.#perMinute)
  }

  #keep(key: string, bucket: { tokens: number; at: number }): void {
    // Kept in order of last use; a bucket that had time to fill up is as good as none.
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    const full = bucket.at - (this.#size * 60_000) / this.#perMinute
    for (const [oldest, { at }] of this.#buckets) {
      if (at >= full) return
      this.#buckets.delete(oldest)
    }
  }
}
