import type { Rows } from '../text/chunks.ts'

/** Rows of which a part is taken, and then another, from where the last one stopped. */
export class RowFeed<Row> {
  readonly #rows: AsyncIterator<Row> | Iterator<Row>
  #next: IteratorResult<Row> | null = null

  constructor(rows: Rows<Row>) {
    this.#rows = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  }

  async isEmpty(): Promise<boolean> {
    this.#next ??= await this.#rows.next()
    return this.#next.done === true
  }

  /** The next rows, as long as there is room. */
  async *take(hasRoom: () => boolean): AsyncGenerator<Row, void, void> {
    while (hasRoom()) {
      const next = this.#next ?? (await this.#rows.next())
      this.#next = next
      if (next.done) return
      this.#next = null
      yield next.value
    }
  }

  /** Tells the rows that no more of them are wanted. */
  async stop(): Promise<void> {
    await this.#rows.return?.()
  }
}
