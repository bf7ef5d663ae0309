import type { Instant } from '#domain/ids.ts'
import type { Behind } from '#domain/metrics/behind.ts'
import { type Addition, addToCell, type Cell, type CellKey, cellId, emptyCell } from '#domain/metrics/cell.ts'

/** The small numbers of whose the cells are, as chats behind them are noted. */
type Numbers = Pick<Behind, 'queueNo' | 'agentNo'>

/** Cells while they grow: one for each owner, as time only goes on. */
export class CellBook {
  readonly #pages: CellPage[] = []

  page(key: CellKey, numbers: Numbers): CellPage {
    const page = new CellPage(key, numbers)
    this.#pages.push(page)
    return page
  }

  /** The cells that are done, as nothing comes into slots before that instant any more. */
  take(before: Instant): Cell[] {
    return this.#pages.flatMap((page) => page.take(before))
  }
}

/** The cells of one owner. */
export class CellPage {
  readonly key: CellKey
  readonly numbers: Numbers
  #cell: Cell | null = null
  #done: Cell[] = []
  #takenBefore = 0

  constructor(key: CellKey, numbers: Numbers) {
    this.key = key
    this.numbers = numbers
  }

  add(slotAt: Instant, addition: Omit<Addition, 'key'>): void {
    if (slotAt < this.#takenBefore || (this.#cell && slotAt < this.#cell.slotAt))
      throw new Error('a fact came too late')
    if (this.#cell?.slotAt !== slotAt) {
      if (this.#cell) this.#done.push(this.#cell)
      this.#cell = emptyCell(cellId(slotAt, this.key, { at: slotAt, position: 0 }), slotAt, this.key)
    }
    this.#cell = addToCell(this.#cell, { key: this.key, ...addition })
  }

  take(before: Instant): Cell[] {
    this.#takenBefore = before
    const done = this.#done
    this.#done = []
    if (this.#cell && this.#cell.slotAt < before) {
      done.push(this.#cell)
      this.#cell = null
    }
    return done
  }
}
