import type { DeskEvent } from '#domain/events.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { Answer, Store } from '#ports/store.ts'
import { batchOf, type Committed, takeChanged } from './committed.ts'

interface Told {
  readonly committed: (committed: Committed) => void
  readonly failed: (error: unknown) => void
}

/** Decided and applied, not yet on its way to the disk. */
interface Part {
  readonly state: DeskState
  readonly events: DeskEvent[]
  readonly answers: Answer[]
  readonly written: PromiseWithResolvers<void>
}

/**
 * Everything decided while the previous commit was being written goes down in the next, in one transaction. Nobody is
 * answered, and nothing is published, before it is synced to disk.
 */
export class GroupCommit {
  readonly #store: Store
  readonly #told: Told
  #open: Part | null = null
  #writing: Promise<void> | null = null
  /** The last commit that was begun. */
  #begun: Promise<void> = Promise.resolve()

  constructor(store: Store, told: Told) {
    this.#store = store
    this.#told = told
  }

  /** Takes what a step just changed in the state. */
  add(state: DeskState, events: readonly DeskEvent[], answers: readonly Answer[]): void {
    this.#open ??= openPart(state)
    this.#open.events.push(...events)
    this.#open.answers.push(...answers)
    if (!this.#writing) queueMicrotask(() => this.#write())
  }

  /** Resolves when all that was added is on disk and published; rejects when it is not. */
  durable(): Promise<void> {
    return this.#open?.written.promise ?? this.#begun
  }

  /** Gives up at once what is not being written yet, and waits for what is. */
  async abandon(): Promise<void> {
    this.#open?.written.reject(unavailable())
    this.#open = null
    await this.#writing
    this.#begun = Promise.resolve()
  }

  #write(): void {
    const part = this.#open
    if (this.#writing || !part) return
    this.#open = null
    this.#begun = part.written.promise
    const changed = takeChanged(part.state, part.events)
    this.#writing = this.#store.commit(batchOf(changed, part.answers)).then(
      () => {
        this.#writing = null
        this.#told.committed(changed)
        part.written.resolve()
        this.#write()
      },
      (error: unknown) => {
        this.#writing = null
        part.written.reject(unavailable())
        this.#told.failed(error)
      },
    )
  }
}

function openPart(state: DeskState): Part {
  const written = Promise.withResolvers<void>()
  // Whoever needs to know waits on `durable`; a failure with nobody waiting is told through `failed`.
  written.promise.catch(() => {})
  return { state, events: [], answers: [], written }
}

function unavailable(): Refused {
  return new Refused(refuse('unavailable', 'desk.commit-failed'))
}
