import type { Instant } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { Table } from '#domain/table.ts'
import type { Answer, Store } from '#ports/store.ts'

/** Makes a write happen once: the key, within its actor, and a digest of what was asked. */
export interface Once {
  readonly id: string
  readonly request: string
}

const inMemory = 2_000

/** First answers to writes that carried an idempotency key. */
export class Answers {
  readonly #store: Store
  #table = new Table<Answer>('answers', 'answer')

  constructor(store: Store) {
    this.#store = store
  }

  /** The first answer, or null when there was none; stops when that is not known yet, refuses when the request differs. */
  find({ id, request }: Once): Answer | null {
    const answer = this.#table.find(id)
    if (answer && answer.request !== request) throw new Refused(refuse('conflict', 'idempotency.key-reused'))
    return answer
  }

  async load(id: string): Promise<void> {
    const answer = await this.#store.answer(id)
    if (this.#table.get(id)) return
    if (answer) this.#table.restore(answer)
    else this.#table.noteAbsent(id)
  }

  first({ id, request }: Once, body: unknown, at: Instant): Answer {
    const answer = { id, request, body, at }
    this.#table.restore(answer)
    return answer
  }

  /** Lets go of the oldest that are on disk too. Call after a commit: whatever is newer than that is among those kept. */
  trim(): void {
    for (const { id } of this.#table.values()) {
      if (this.#table.size <= inMemory) return
      this.#table.evict(id)
    }
  }

  /** The ids of those in memory. */
  get known(): readonly string[] {
    return [...this.#table.values()].map(({ id }) => id)
  }

  /** Lets go of these, which are on disk or were erased there; whoever repeats one of them is looked up again. */
  evict(ids: readonly string[]): void {
    for (const id of ids) this.#table.evict(id)
  }

  forget(): void {
    this.#table = new Table('answers', 'answer')
  }
}
