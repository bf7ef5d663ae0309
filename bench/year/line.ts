import { type Instant, later } from '#domain/ids.ts'
import type { ServiceLevelRule } from '#domain/metrics/service-level-rule.ts'
import type { WaitRange } from '#domain/metrics/wait-range.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { CellPage } from './cell-book.ts'
import type { Life } from './life.ts'
import { closesAtHour, opensAtHour } from './organisation.ts'
import { dayMs } from './plan.ts'
import type { Worker } from './worker.ts'

const hourMs = 3_600_000

/** A queue, those who wait in it, and those behind it. */
export class Line {
  readonly queue: Queue
  readonly page: CellPage
  readonly rule: ServiceLevelRule
  readonly members: Worker[] = []
  /** The next one first; without the one that rings. */
  readonly waiting: Life[] = []
  #usualWaitMs = 0
  #departures = 0

  constructor(queue: Queue, page: CellPage, rule: ServiceLevelRule) {
    this.queue = queue
    this.page = page
    this.rule = rule
  }

  isOpenAt(at: Instant): boolean {
    const hour = (at % dayMs) / hourMs
    return this.queue.hoursId === null || (hour >= opensAtHour && hour < closesAtHour)
  }

  /** When it closes on a day; null: never. */
  closesAt(day: Instant): Instant | null {
    return this.queue.hoursId === null ? null : later(day, closesAtHour * hourMs)
  }

  /** Who is asked: of those who are free and did not just pass it over, the one with the fewest chats. */
  freeFor(life: Life): Worker | null {
    let found: Worker | null = null
    for (const worker of this.members)
      if (worker.isFree && worker !== life.passedOver && (found === null || worker.held < found.held)) found = worker
    return found
  }

  /** What is promised on entering: unknown at first, then off the waits of late. */
  promise(): WaitRange | null {
    if (this.#departures < 8) return null
    return { fromMs: Math.round(this.#usualWaitMs / 2), toMs: Math.round(this.#usualWaitMs * 3) }
  }

  noteWait(waitedMs: number): void {
    this.#departures++
    this.#usualWaitMs += (waitedMs - this.#usualWaitMs) / Math.min(this.#departures, 30)
  }
}
