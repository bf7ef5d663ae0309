import type { Instant } from '#domain/ids.ts'

/** Time as the desk sees it; a test sets it. */
export interface Clock {
  now(): Instant
  /** Calls back once, at or after the instant; returns how to take that back. */
  wakeAt(at: Instant, wake: () => void): () => void
}
