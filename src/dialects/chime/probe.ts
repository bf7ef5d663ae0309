import { type Instant, later } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'

export interface ProbeOptions {
  readonly clock: Clock
  /** Rejects when it is not well. */
  readonly look: () => Promise<void>
  /** How long an answer is given again: a public address must not be a way to load the machine. */
  readonly keepMs: number
  /** Told once when it is no longer well, with what is not for the public. */
  readonly failed: (error: unknown) => void
}

/** One thing that is looked at to know whether it works: one look at a time, none for longer than two seconds. */
export class Probe {
  readonly #options: ProbeOptions
  #looking: Promise<void> | null = null
  #known: { readonly at: Instant; readonly well: boolean } | null = null

  constructor(options: ProbeOptions) {
    this.#options = options
  }

  /** Whether it works. A look that takes too long is taken for a no, and goes on by itself. */
  async isWell(): Promise<boolean> {
    const { clock, keepMs } = this.#options
    if (this.#known && clock.now() < later(this.#known.at, keepMs)) return this.#known.well
    this.#looking ??= this.#look().finally(() => (this.#looking = null))
    let stop = () => {}
    const slow = new Promise<'slow'>((resolve) => {
      stop = clock.wakeAt(later(clock.now(), longestLookMs), () => resolve('slow'))
    })
    const first = await Promise.race([this.#looking, slow])
    stop()
    if (first === 'slow') this.#note(new Error(`no answer within ${longestLookMs} ms`))
    return this.#known?.well ?? false
  }

  async #look(): Promise<void> {
    await this.#options.look().then(
      () => this.#note(null),
      (error: unknown) => this.#note(error ?? new Error('it does not work')),
    )
  }

  #note(error: unknown): void {
    if (error !== null && this.#known?.well !== false) this.#options.failed(error)
    this.#known = { at: this.#options.clock.now(), well: error === null }
  }
}

const longestLookMs = 2_000
