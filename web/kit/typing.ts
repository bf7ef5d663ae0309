import type { Typing } from '#dialects/house/frames.ts'
import type { TypingNow } from './live-types.ts'
import type { Surroundings } from './surroundings.ts'

const shownMs = 6_000
const saidEveryMs = 3_000

/** Who is typing now, on both sides: what others said wears off, what we say is said sparingly. */
export class TypingState {
  readonly #surroundings: Surroundings
  readonly #changed: () => void
  readonly #cancels = new Map<string, () => void>()
  readonly #saidAt = new Map<string, number>()
  shown: TypingNow = new Map()

  constructor(surroundings: Surroundings, changed: () => void) {
    this.#surroundings = surroundings
    this.#changed = changed
  }

  /** The other side types, or stopped. */
  take({ chatId, author, typing }: Typing): void {
    this.#cancels.get(chatId)?.()
    this.#cancels.delete(chatId)
    if (typing)
      this.#cancels.set(
        chatId,
        this.#surroundings.after(shownMs, () => this.quiet(chatId)),
      )
    this.#show(chatId, typing ? [author.name ?? ''] : [])
  }

  /** A line came: whoever was typing is not any more. */
  quiet(chatId: string): void {
    this.#cancels.get(chatId)?.()
    this.#cancels.delete(chatId)
    if (this.shown.has(chatId)) this.#show(chatId, [])
  }

  /** Whether it must be said now that we are typing, or stopped. */
  mustSay(chatId: string, typing: boolean): boolean {
    const saidAt = this.#saidAt.get(chatId)
    const now = this.#surroundings.now()
    if (!typing) return this.#saidAt.delete(chatId)
    if (saidAt !== undefined && now - saidAt < saidEveryMs) return false
    this.#saidAt.set(chatId, now)
    return true
  }

  #show(chatId: string, names: readonly string[]): void {
    const shown = new Map(this.shown)
    if (names.length > 0) shown.set(chatId, names)
    else shown.delete(chatId)
    this.shown = shown
    this.#changed()
  }
}
