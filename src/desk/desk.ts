import { type Actor, system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import { letGoOfMetrics } from '#domain/metrics/let-go.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import { MissingRow } from '#domain/table.ts'
import type { Clock } from '#ports/clock.ts'
import type { Store } from '#ports/store.ts'
import { Answers, type Once } from './answers.ts'
import { ColdRows } from './cold-rows.ts'
import type { Committed } from './committed.ts'
import { GroupCommit } from './group-commit.ts'
import { Loader, readState } from './memory.ts'

export interface DeskPorts {
  readonly store: Store
  readonly clock: Clock
  /** Told of bugs and of failed commits; the desk goes on by itself. */
  readonly warn: (problem: string, error: unknown) => void
  /** Told when the store cannot even be read any more: nothing is left to do but to stop. */
  readonly fatal: (error: unknown) => void
}

export interface Watcher {
  /** After each commit, in order. */
  readonly committed: (committed: Committed) => void
  /** Memory was read anew: whatever was derived from it must be too. */
  readonly reset: () => void
}

export interface Ask<Body> {
  /** Taken from the state right after the step; given to the caller when it is on disk. */
  readonly answer: (state: DeskState, events: readonly DeskEvent[]) => Body
  readonly once?: Once
}

/** The one writer: commands in, decided one after another, answered when on disk. */
export class Desk {
  readonly #ports: DeskPorts
  readonly #loader: Loader
  readonly #answers: Answers
  readonly #cold = new ColdRows()
  readonly #commits: GroupCommit
  readonly #watchers = new Set<Watcher>()
  #state: DeskState
  #epoch: string
  #rebuilding: Promise<void> | null = null
  #stopped = false
  /** First answers that were known when a person was erased: some may speak of them. */
  #doubtful: readonly string[] = []
  #wake: { readonly at: number; readonly cancel: () => void } | null = null

  /** Reads the store and starts time. */
  static async open(ports: DeskPorts): Promise<Desk> {
    const { state, epoch } = await readState(ports.store, ports.clock.now())
    const desk = new Desk(ports, state, epoch)
    desk.#passTime()
    return desk
  }

  private constructor(ports: DeskPorts, state: DeskState, epoch: string) {
    this.#ports = ports
    this.#state = state
    this.#epoch = epoch
    this.#loader = new Loader(ports.store)
    this.#answers = new Answers(ports.store)
    this.#commits = new GroupCommit(ports.store, {
      committed: (committed) => this.#committed(committed),
      failed: (error) => this.#rebuild('a commit failed', error),
    })
  }

  /** What is true now, for live questions; may be ahead of the disk: answer after `durable()`. */
  get state(): DeskState {
    return this.#state
  }

  /** Positions of one epoch mean nothing in another. */
  get epoch(): string {
    return this.#epoch
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Does what is asked. Resolves when it is on disk; rejects with `Refused`. */
  async execute<Body>(actor: Actor, command: Command, ask: Ask<Body>): Promise<Body> {
    for (;;) {
      await this.#rebuilding
      if (this.#stopped) throw new Refused(refuse('unavailable', 'desk.stopped'))
      const state = this.#state
      try {
        return await this.#try(state, actor, command, ask)
      } catch (error) {
        if (!(error instanceof MissingRow)) throw error
        await this.#load(state, error)
      }
    }
  }

  /** Answers a live question from memory, loading the rows that it names, when all it may have seen is on disk. */
  async ask<Body>(question: (state: DeskState) => Body): Promise<Body> {
    for (;;) {
      await this.#rebuilding
      const state = this.#state
      try {
        const body = question(state)
        await this.#commits.durable()
        return body
      } catch (error) {
        if (!(error instanceof MissingRow)) throw error
        await this.#load(state, error)
      }
    }
  }

  /** Resolves when everything decided so far is on disk and was published. */
  durable(): Promise<void> {
    return this.#commits.durable()
  }

  /** Takes no more commands, writes what was decided, and lets go of the clock. The store stays open. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#sleep()
    await this.#commits.durable().catch(() => {})
  }

  async #try<Body>(state: DeskState, actor: Actor, command: Command, ask: Ask<Body>): Promise<Body> {
    let body: Body
    try {
      const earlier = ask.once && this.#answers.find(ask.once)
      if (earlier) body = earlier.body as Body
      else body = this.#step(state, actor, command, ask)
    } catch (error) {
      // A refusal, too, may rest on what is not on disk yet.
      if (error instanceof Refused) await this.#commits.durable()
      throw error
    }
    await this.#commits.durable()
    return body
  }

  #step<Body>(state: DeskState, actor: Actor, command: Command, ask: Ask<Body>): Body {
    let events: ReturnType<typeof step>
    try {
      events = step(state, command, actor, this.#ports.clock.now())
    } catch (error) {
      if (error instanceof MissingRow) throw error
      // A bug half-way through: nothing of it may stay.
      this.#rebuild(`${command.do} broke`, error)
      throw error
    }
    if (isRefusal(events)) throw new Refused(events)
    const body = ask.answer(state, events)
    if (events.some(({ type }) => type === 'customer.erased')) this.#doubtful = this.#answers.known
    const answers = ask.once ? [this.#answers.first(ask.once, body, this.#ports.clock.now())] : []
    if (events.length > 0 || answers.length > 0) this.#commits.add(state, events, answers)
    this.#arm()
    return body
  }

  async #load(state: DeskState, missing: MissingRow): Promise<void> {
    if (missing.table === 'answers') await this.#answers.load(missing.id)
    else {
      await this.#loader.load(state, missing)
      this.#cold.add(missing.table, missing.id)
    }
  }

  #committed(committed: Committed): void {
    for (const [id, chat] of committed.rows.chats) if (chat?.phase === 'closed') this.#cold.add('chats', id)
    for (const table of ['attachments', 'customers', 'customerKeys', 'customerNotes', 'deliveries'] as const)
      for (const id of committed.rows[table].keys()) this.#cold.add(table, id)
    this.#cold.trim(this.#state)
    if (committed.events.some(({ type }) => type === 'customer.erased')) this.#answers.evict(this.#doubtful)
    letGoOfMetrics(this.#state)
    this.#answers.trim()
    for (const watcher of this.#watchers) {
      try {
        watcher.committed(committed)
      } catch (error) {
        this.#ports.warn('a watcher broke on a commit', error)
        watcher.reset()
      }
    }
  }

  #rebuild(problem: string, error: unknown): void {
    this.#ports.warn(problem, error)
    if (this.#rebuilding) return
    this.#sleep()
    this.#rebuilding = this.#readAnew()
  }

  async #readAnew(): Promise<void> {
    await this.#commits.abandon()
    try {
      const { state, epoch } = await readState(this.#ports.store, this.#ports.clock.now())
      this.#state = state
      this.#epoch = epoch
      this.#answers.forget()
      this.#cold.forget()
    } catch (error) {
      this.#stopped = true
      this.#ports.fatal(error)
      return
    } finally {
      this.#rebuilding = null
    }
    for (const watcher of this.#watchers) watcher.reset()
    this.#passTime()
  }

  /** Wakes at the next deadline. */
  #arm(): void {
    const at = this.#state.deadlines.first()?.at
    if (at === this.#wake?.at) return
    this.#sleep()
    if (at !== undefined && !this.#stopped)
      this.#wake = { at, cancel: this.#ports.clock.wakeAt(at, () => this.#passTime()) }
  }

  #sleep(): void {
    this.#wake?.cancel()
    this.#wake = null
  }

  #passTime(): void {
    if (this.#rebuilding || this.#stopped) return
    this.#sleep()
    const { clock, warn } = this.#ports
    for (let next = this.#state.deadlines.first(); next && next.at <= clock.now(); ) {
      const before = this.#state.position
      try {
        this.#step(this.#state, system, { do: 'passTime' }, { answer: () => null })
      } catch (error) {
        if (!this.#rebuilding) this.#rebuild('time could not pass', error)
        return
      }
      if (this.#state.position === before) {
        warn('a deadline came and nothing followed', next)
        this.#state.deadlines.set(next.key, null)
      }
      next = this.#state.deadlines.first()
    }
    this.#arm()
  }
}
