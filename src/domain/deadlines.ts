import type { Instant } from './ids.ts'

interface Entry {
  readonly at: Instant
  readonly key: string
}

/** What time itself will do next: one instant a key, the earliest first. A binary heap whose outdated entries are skipped. */
export class Deadlines {
  readonly #current = new Map<string, Instant>()
  #heap: Entry[] = []

  set(key: string, at: Instant | null): void {
    if (at === null) {
      this.#current.delete(key)
      return
    }
    if (this.#current.get(key) === at) return
    this.#current.set(key, at)
    this.#push({ at, key })
    if (this.#heap.length > 2 * this.#current.size + 64) this.#rebuild()
  }

  /** The earliest deadline, or null when there is none. */
  first(): Entry | null {
    for (;;) {
      const top = this.#heap[0]
      if (!top) return null
      if (this.#current.get(top.key) === top.at) return top
      this.#pop()
    }
  }

  has(key: string): boolean {
    return this.#current.has(key)
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let index = heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if ((heap[parent] as Entry).at <= entry.at) break
      heap[index] = heap[parent] as Entry
      index = parent
    }
    heap[index] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && (heap[child + 1] as Entry).at < (heap[child] as Entry).at) child++
      if ((heap[child] as Entry).at >= last.at) break
      heap[index] = heap[child] as Entry
      index = child
    }
    heap[index] = last
  }

  #rebuild(): void {
    this.#heap = []
    for (const [key, at] of this.#current) this.#push({ at, key })
  }
}
