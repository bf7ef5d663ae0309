import { MissingRow } from './table.ts'

interface Numbered<Id> {
  readonly id: Id
  readonly no: number
}

/** How many answers of the store are kept: whoever guesses numbers must not fill the memory. */
const kept = 1_000

/** The ids of a table's rows by their numbers: of those in memory, and what the store said of others lately. */
export class NumberIndex<Id extends string> {
  readonly #name: string
  readonly #lastNo: () => number
  readonly #inMemory = new Map<number, Id>()
  readonly #answers = new Map<number, Id | null>()

  /** `name` is what the shell is asked for; `lastNo` the highest number given so far. */
  constructor(name: string, lastNo: () => number) {
    this.#name = name
    this.#lastNo = lastNo
  }

  /** Null when nothing has that number; stops the decision when that is not known yet. */
  find(no: number): Id | null {
    // Numbers that were never given need no question, so that what has one later is found.
    if (!Number.isInteger(no) || no < 1 || no > this.#lastNo()) return null
    const id = this.#inMemory.get(no) ?? this.#answers.get(no)
    if (id === undefined) throw new MissingRow(this.#name, String(no))
    return id
  }

  /** To be called with every row that comes, changes or leaves memory. */
  changed(previous: Numbered<Id> | null, next: Numbered<Id> | null): void {
    if (previous && next) return
    const row = next ?? previous
    if (!row) return
    this.#answers.delete(row.no)
    if (next) this.#inMemory.set(next.no, next.id)
    else this.#inMemory.delete(row.no)
  }

  /** The shell looked: this has the number, or nothing has. The oldest answer goes when there are too many. */
  note(no: number, id: Id | null): void {
    // An answer that comes late may be older than what is in memory.
    if (this.#inMemory.has(no)) return
    this.#answers.delete(no)
    this.#answers.set(no, id)
    if (this.#answers.size <= kept) return
    const [oldest] = this.#answers.keys()
    if (oldest !== undefined) this.#answers.delete(oldest)
  }
}
