import { Refused, refuse } from './refusal.ts'

/** A decision needs a row that is not in memory: the shell loads it, or learns that there is none, and decides again. */
export class MissingRow extends Error {
  override readonly name = 'MissingRow'
  readonly table: string
  readonly id: string

  constructor(table: string, id: string) {
    super(`${table} ${id}`)
    this.table = table
    this.id = id
  }
}

/** Rows by id. Rows are never altered, only replaced; the table remembers which were since the changes were last taken. */
export class Table<Row extends { readonly id: string }> {
  readonly #name: string
  readonly #noun: string
  readonly #rows = new Map<string, Row>()
  readonly #absent = new Set<string>()
  readonly #onChange: (previous: Row | null, next: Row | null) => void
  #changes = new Map<string, Row | null>()

  constructor(name: string, noun: string, onChange: (previous: Row | null, next: Row | null) => void = () => {}) {
    this.#name = name
    this.#noun = noun
    this.#onChange = onChange
  }

  /** The row if it is in memory; for rows that always are, and for looks that may miss. */
  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  /** The row, or null when no such row is stored; stops the decision when that is not known yet. */
  find(id: string): Row | null {
    const row = this.#rows.get(id)
    if (row) return row
    if (this.#absent.has(id)) return null
    throw new MissingRow(this.#name, id)
  }

  /** The row, or a refusal `<noun>.not-found`. */
  require(id: string): Row {
    const row = this.find(id)
    if (!row) throw new Refused(refuse('not-found', `${this.#noun}.not-found`))
    return row
  }

  values(): IterableIterator<Row> {
    return this.#rows.values()
  }

  get size(): number {
    return this.#rows.size
  }

  put(row: Row): void {
    this.restore(row)
    this.#changes.set(row.id, row)
  }

  /** Removes a row for good, from the store too. */
  remove(id: string): void {
    this.evict(id)
    // Until it is gone from the disk too, the store would still show it.
    this.noteAbsent(id)
    this.#changes.set(id, null)
  }

  /** Takes in a row as it is stored: not a change. */
  restore(row: Row): void {
    const previous = this.#rows.get(row.id) ?? null
    this.#rows.set(row.id, row)
    this.#absent.delete(row.id)
    this.#onChange(previous, row)
  }

  /** Lets go of a row that stays stored: not a change. */
  evict(id: string): void {
    const previous = this.#rows.get(id)
    if (!previous) return
    this.#rows.delete(id)
    this.#onChange(previous, null)
  }

  /** The shell looked: nothing is stored under this id. True until a row is put there, as nobody else writes. */
  noteAbsent(id: string): void {
    // Whoever guesses ids must not fill the memory.
    if (this.#absent.size >= 1_000) this.#absent.clear()
    this.#absent.add(id)
  }

  /** Whether the row was put or removed since the changes were last taken. */
  hasChange(id: string): boolean {
    return this.#changes.has(id)
  }

  /** The rows put since the last call, in their last version; null for a removed one. */
  takeChanges(): ReadonlyMap<string, Row | null> {
    const changes = this.#changes
    // Empty too: what is given away must never grow.
    this.#changes = new Map()
    return changes
  }
}
