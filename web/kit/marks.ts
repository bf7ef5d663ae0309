import type { MarksView } from '#dialects/house/views.ts'
import type { Surroundings } from './surroundings.ts'

interface Mark {
  readonly delivered: number
  readonly read: number
}

interface Report {
  mark: Mark
  /** Takes the sending back; null once it was sent and before the desk has confirmed it. */
  cancel: (() => void) | null
}

const pauseMs = 150
const nothing: Mark = { delivered: 0, read: 0 }

/** How far this side has got in each chat, reported to the desk: several reports in a short time are one, and none is lost with the line. */
export class Marks {
  readonly #side: 'customer' | 'agent'
  readonly #send: (chatId: string, mark: Mark) => void
  readonly #surroundings: Surroundings
  readonly #reports = new Map<string, Report>()

  constructor(side: 'customer' | 'agent', send: (chatId: string, mark: Mark) => void, surroundings: Surroundings) {
    this.#side = side
    this.#send = send
    this.#surroundings = surroundings
  }

  /** This side has got so far; `known` is what the desk has. */
  mark(chatId: string, known: MarksView | undefined, upTo: Partial<Mark>): void {
    const own = known?.[this.#side] ?? nothing
    const report = this.#reports.get(chatId)
    const before = report?.mark ?? own
    const read = Math.max(before.read, upTo.read ?? 0)
    const delivered = Math.max(before.delivered, upTo.delivered ?? 0, read)
    if (read <= own.read && delivered <= own.delivered) {
      report?.cancel?.()
      this.#reports.delete(chatId)
    } else if (read > before.read || delivered > before.delivered) this.#plan(chatId, { delivered, read })
  }

  /** The line is live again: whatever the desk has not confirmed is said again. */
  repeat(): void {
    for (const [chatId, { mark }] of this.#reports) this.#plan(chatId, mark)
  }

  #plan(chatId: string, mark: Mark): void {
    const report: Report = this.#reports.get(chatId) ?? { mark, cancel: null }
    this.#reports.set(chatId, report)
    report.mark = mark
    report.cancel ??= this.#surroundings.after(pauseMs, () => {
      report.cancel = null
      this.#send(chatId, report.mark)
    })
  }
}
