import { type Actor, system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { sightQuestionOf } from '#domain/customer/sights.ts'
import { isRefusal } from '#domain/decision.ts'
import type { ChatId, Instant } from '#domain/ids.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import { MissingRow } from '#domain/table.ts'
import { Anybody } from './anybody.ts'
import type { Random } from './random.ts'
import { RandomCentre } from './random-centre.ts'

/** A random centre without a disk, in which anybody does anything: nothing leaves memory, so what is not there does not exist. */
export class BareCentre {
  readonly state = new DeskState()
  readonly centre: RandomCentre
  readonly anybody: Anybody
  now = Date.UTC(2026, 2, 3, 9) as Instant
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
    this.centre = new RandomCentre(random)
    this.anybody = new Anybody(random, this.centre, () => this.state)
    for (const command of this.centre.commands) {
      const result = this.do(command, system)
      if (isRefusal(result))
        throw new Error(`${command.do} was refused: ${result.code} ${JSON.stringify(result.problems)}`)
    }
    for (const agentId of this.centre.agentIds)
      this.do({ do: 'setAvailability', agentId, availability: 'available', awayReason: null }, system)
  }

  do(command: Command, actor: Actor) {
    return this.loaded(() => step(this.state, command, actor, this.now))
  }

  /** Answers, having learned that what is not in memory does not exist. */
  loaded<Answer>(question: () => Answer): Answer {
    for (;;) {
      try {
        return question()
      } catch (error) {
        if (!(error instanceof MissingRow)) throw error
        const { table, id } = error
        if (table === 'customerSights') this.state.sights.note(sightQuestionOf(id), false)
        else if (table === 'usedMessageIds') this.state.restoreUsedMessageIds(id as ChatId, new Map())
        else this.state[table as 'customers'].noteAbsent(id)
      }
    }
  }

  /** Somebody does something, or some time passes. */
  live(): void {
    const random = this.#random
    if (random.next() < 0.1) {
      this.now = (this.now + random.below(20_000)) as Instant
      this.do({ do: 'passTime' }, system)
      return
    }
    const [actor, command] = this.anybody.anything()
    this.do(command, actor)
  }
}
