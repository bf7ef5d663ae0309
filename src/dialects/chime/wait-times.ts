import type { Instant } from '#domain/ids.ts'
import { DaySums } from '#domain/metrics/day-sums.ts'
import { oldestWait } from '#domain/metrics/estimate-wait.ts'
import { measured } from '#domain/metrics/measured-time.ts'
import { dayOf } from '#domain/organisation/zone.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'
import { timeSpanText } from '#wire/dotnet/time-span.ts'

export interface Waits {
  readonly averageWaitTime: string
  readonly longestWaitTime: string
}

/** The waits of queues: `speedOfAnswer` of the house metrics today, and who waits longest now (CH-31). Sums are kept for all who ask. */
export class WaitTimes {
  #sums: DaySums | null = null

  of(state: DeskState, queue: Queue, now: Instant): Waits {
    const { average } = measured(this.#today(state, now).ofQueues([queue.id]).times.speedOfAnswer)
    const waitingSince = oldestWait(state, queue.id)
    return {
      averageWaitTime: seconds(average ?? 0),
      longestWaitTime: seconds(waitingSince === null ? 0 : now - waitingSince),
    }
  }

  #today(state: DeskState, now: Instant): DaySums {
    const { from } = dayOf(state.settings.zone, now)
    if (this.#sums?.state !== state || this.#sums.sinceAt !== from) this.#sums = new DaySums(state, from)
    return this.#sums
  }
}

/** In whole seconds, as the samples print them. */
function seconds(ms: number): string {
  return timeSpanText(Math.max(0, Math.round(ms / 1_000)) * 1_000)
}
