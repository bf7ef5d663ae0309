import type { Agent, Availability } from '#domain/agent/agent.ts'
import type { AwayReasonId, Instant } from '#domain/ids.ts'
import {
  type AgentClock,
  type AvailabilityStretch,
  nextClock,
  settled,
  startedClock,
} from '#domain/metrics/agent-clock.ts'
import type { CellPage } from './cell-book.ts'
import type { Life } from './life.ts'
import type { Line } from './line.ts'

/** An agent at work, with the clock that measures their day. */
export class Worker {
  agent: Agent
  clock: AgentClock
  readonly lines: Line[] = []
  ringing: Life | null = null
  /** Their day is over: no further chat, and home after the last. */
  isLeaving = true
  active = 0
  wrapUp = 0
  readonly #page: CellPage
  readonly #ended: (stretch: AvailabilityStretch) => void

  /** `ended` is told each stretch of one availability when it ends. */
  constructor(agent: Agent, page: CellPage, ended: (stretch: AvailabilityStretch) => void, at: Instant) {
    this.agent = agent
    this.clock = startedClock(agent, at)
    this.#page = page
    this.#ended = ended
  }

  get held(): number {
    return this.active + this.wrapUp
  }

  get isFree(): boolean {
    const { availability, notResponding, capacity } = this.agent
    return availability === 'available' && !notResponding && this.ringing === null && this.held < capacity
  }

  become(availability: Availability, at: Instant, awayReason: AwayReasonId | null = null): void {
    this.agent = { ...this.agent, availability, awayReason, availabilitySince: at, notResponding: false }
    this.settle(at)
  }

  /** An offer rang out. */
  stopResponding(at: Instant): void {
    this.agent = { ...this.agent, notResponding: true }
    this.settle(at)
  }

  /** Called after anything changed that the clock looks at. */
  settle(at: Instant): void {
    const { clock } = this
    const next = nextClock(clock, this.agent, this, this.held, at)
    if (next === clock) return
    for (const [slotAt, addition] of settled(clock, next, at)) this.#page.add(slotAt, addition)
    if (next.from === at && clock.from < at) {
      const { id: agentId, availability, awayReason, notResponding, from } = clock
      const id = `${agentId}/${at}`
      this.#ended({ id, agentId, availability, awayReason, notResponding, from, until: at })
    }
    this.clock = next
  }

  /** Puts what passed so far into cells, while all goes on. */
  cut(at: Instant): void {
    for (const [slotAt, addition] of settled(this.clock, this.clock, at)) this.#page.add(slotAt, addition)
    this.clock = { ...this.clock, settledAt: at }
  }
}
