import type { ReaderCalls } from './reader.ts'
import type { Thread } from './thread.ts'

interface Asked {
  readonly ask: (reader: Thread<ReaderCalls>) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (why: unknown) => void
}

/** Hands questions to readers that are free, first come, first served: a long one delays only the reader that has it. */
export class ReaderPool {
  readonly #free: Thread<ReaderCalls>[]
  readonly #waiting: Asked[] = []

  constructor(readers: readonly Thread<ReaderCalls>[]) {
    this.#free = [...readers]
  }

  ask<Name extends keyof ReaderCalls & string>(
    name: Name,
    argument: Parameters<ReaderCalls[Name]>[0],
  ): Promise<ReturnType<ReaderCalls[Name]>> {
    return new Promise((resolve, reject) => {
      const ask = (reader: Thread<ReaderCalls>) => reader.call(name, argument)
      this.#waiting.push({ ask, resolve: resolve as Asked['resolve'], reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const reader = this.#free.pop()
    const asked = reader && this.#waiting.shift()
    if (!asked) return
    asked
      .ask(reader)
      .then(asked.resolve, asked.reject)
      .finally(() => {
        this.#free.push(reader)
        this.#next()
      })
  }
}
