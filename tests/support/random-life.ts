import assert from 'node:assert/strict'
import type { Committed } from '#desk/committed.ts'
import { Desk } from '#desk/desk.ts'
import { type Actor, system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { QueueId } from '#domain/ids.ts'
import { brokenInvariants } from '#domain/invariants.ts'
import { Refused } from '#domain/refusal.ts'
import type { Store } from '#ports/store.ts'
import { Anybody } from './anybody.ts'
import { Fairness } from './fairness.ts'
import { ManualClock } from './manual-clock.ts'
import type { Random } from './random.ts'
import { RandomCentre } from './random-centre.ts'

/** A centre with units, teams, rights and rules on a real store, in which anybody does anything at any time. */
export class RandomLife {
  readonly clock = new ManualClock()
  readonly warnings: unknown[] = []
  /** What happened, and what was asked for and done. */
  readonly seen = new Set<DeskEvent['type']>()
  readonly taken = new Set<Command['do']>()
  readonly refused = new Set<Command['do']>()
  readonly fairness = new Fairness()
  done = 0
  desk!: Desk
  readonly #random: Random
  readonly #store: Store
  readonly #centre: RandomCentre
  #anybody!: Anybody

  constructor(random: Random, store: Store) {
    this.#random = random
    this.#store = store
    this.#centre = new RandomCentre(random)
  }

  async begin(): Promise<void> {
    const warn = (...warning: unknown[]) => this.warnings.push(warning)
    this.desk = await Desk.open({ store: this.#store, clock: this.clock, warn, fatal: warn })
    this.#anybody = new Anybody(this.#random, this.#centre, () => this.desk.state)
    let told = this.desk.state.position
    const committed = ({ events, position, messages, asides, rows }: Committed) => {
      for (const event of events) {
        this.seen.add(event.type)
        this.fairness.see(event)
      }
      const added = [...rows.deliveries.values()].filter((delivery) => delivery?.attempts === 0)
      for (const line of [...messages, ...asides, ...added])
        if (line && line.position > position) warn('told before it was on disk', line)
      for (const line of [...messages, ...asides]) if (line.position <= told) warn('told twice', line)
      told = position
    }
    this.desk.watch({ committed, reset: () => warn('reset') })
    const answer = () => null
    for (const command of this.#centre.commands) await this.desk.execute(system, command, { answer })
    for (const agentId of this.#centre.agentIds)
      await this.#do(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
  }

  async step(): Promise<void> {
    const random = this.#random
    if (random.next() < 0.12) this.clock.pass(random.next() < 0.02 ? random.below(6 * 3_600_000) : random.below(20_000))
    else await Promise.all(Array.from({ length: 1 + random.below(4) }, () => this.#do(...this.#anybody.anything(0.6))))
    assert.deepEqual(brokenInvariants(this.desk.state), [])
    for (const agent of this.desk.state.agents.values()) {
      const { chats, ringing } = this.desk.state.load(agent.id)
      assert.ok(chats + (ringing ? 1 : 0) <= agent.capacity, `agent ${agent.no} is above capacity`)
    }
    for (const queue of this.desk.state.queues.values())
      assert.ok(!this.#leads(queue.id, queue.id, new Set()), `chats of queue ${queue.no} overflow in a circle`)
  }

  #leads(from: QueueId, to: QueueId, passed: Set<QueueId>): boolean {
    if (passed.has(from)) return false
    passed.add(from)
    const next = this.desk.state.queues.get(from)?.overflows.map(({ toQueueId }) => toQueueId) ?? []
    return next.some((queueId) => queueId === to || this.#leads(queueId, to, passed))
  }

  async #do(actor: Actor, command: Command): Promise<void> {
    try {
      await this.desk.execute(actor, command, { answer: () => null })
      this.done++
      this.taken.add(command.do)
      this.#anybody.noteTaken(command.do)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.refused.add(command.do)
    }
  }
}
