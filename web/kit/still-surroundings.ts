import { setImmediate } from 'node:timers/promises'
import type { Surroundings, Turn } from './surroundings.ts'

/** Surroundings for tests: time stands still until the test lets it pass. */
export class StillSurroundings implements Surroundings {
  fetch: typeof fetch = () => Promise.reject(new TypeError('no network'))
  WebSocket: typeof WebSocket | null = null
  #now = 1_000_000
  readonly #timers = new Set<{ readonly at: number; readonly then: () => void }>()
  readonly #turned = new Set<(turn: Turn) => void>()

  now = (): number => this.#now
  random = (): number => 0.5

  after = (ms: number, then: () => void): (() => void) => {
    const timer = { at: this.#now + ms, then }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  onTurn = (turned: (turn: Turn) => void): (() => void) => {
    this.#turned.add(turned)
    return () => this.#turned.delete(turned)
  }

  /** Something happens to the network or the page. */
  turn(turn: Turn): void {
    for (const turned of this.#turned) turned(turn)
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size
  }

  /** Lets time pass, timer by timer, and everything happen that follows. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.settle()
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.then()
      await this.settle()
    }
    this.#now = end
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await setImmediate()
  }
}
