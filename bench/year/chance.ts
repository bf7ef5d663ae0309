import type { Instant } from '#domain/ids.ts'
import { Random } from '../../tests/support/random.ts'

/** Seeded chance in the shapes that a centre's days have. */
export class Chance {
  readonly #random: Random

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  /** Whether something happens that does so in that share of cases. */
  in(share: number): boolean {
    return this.#random.next() < share
  }

  below(limit: number): number {
    return this.#random.below(limit)
  }

  pick<Item>(items: readonly Item[]): Item {
    return this.#random.pick(items)
  }

  /** Whole milliseconds between two numbers of seconds. */
  between(fromSeconds: number, toSeconds: number): number {
    return Math.round(1_000 * (fromSeconds + (toSeconds - fromSeconds) * this.#random.next()))
  }

  /** Whole milliseconds, mostly short and now and then long. */
  waning(meanSeconds: number): number {
    return Math.round(-1_000 * meanSeconds * Math.log(1 - this.#random.next()))
  }

  /** Whole milliseconds about a median, three times as long now and then: as people's work is. */
  about(medianSeconds: number): number {
    const bell = this.#random.next() + this.#random.next() + this.#random.next() - 1.5
    return Math.round(1_000 * medianSeconds * Math.exp(1.3 * bell))
  }

  /** A UUID of version 7, in the order of time: as real ones, so that the store's pages fill as they do in life. */
  uuid(at: Instant): string {
    const time = at.toString(16).padStart(12, '0')
    const [one, two] = [this.#hex(), this.#hex()]
    return `${time.slice(0, 8)}-${time.slice(8)}-7${one.slice(0, 3)}-8${one.slice(3, 6)}-${two}${this.#hex().slice(0, 4)}`
  }

  #hex(): string {
    return this.#random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0')
  }
}
