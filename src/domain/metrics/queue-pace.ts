import type { Instant, QueueId } from '../ids.ts'

/** When, and how many milliseconds it took. */
export type PaceSample = readonly [at: Instant, ms: number]

/** How fast a queue moved lately: the newest samples last, thirty of each sort. */
export interface QueuePace {
  readonly id: QueueId
  readonly lastDepartureAt: Instant
  /** From one departure to the next while somebody waited throughout: what those who wait in a line wait for. */
  readonly gaps: readonly PaceSample[]
  /** Waits of those who found nobody before them and were served. */
  readonly alone: readonly PaceSample[]
}
