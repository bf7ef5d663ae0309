import type { MessageView } from '#dialects/house/views.ts'
import type { Api } from './api.ts'
import type { ChatLog } from './live-types.ts'
import type { Surroundings } from './surroundings.ts'

interface Log {
  /** Ascending by `seq` without a gap. */
  messages: MessageView[]
  /** Came early: beyond a gap that is being filled. */
  readonly ahead: Map<number, MessageView>
  /** How many messages there are, as far as we were told. */
  lastSeq: number
  based: boolean
  loading: boolean
}

interface Page {
  readonly messages: MessageView[]
  readonly lastSeq: number
}

const pageSize = 60
const againMs = 2_000

/** The conversations on this page: each without gaps, in order, every line once, whatever way the lines came. */
export class Logs {
  readonly #api: Api
  readonly #changed: () => void
  readonly #surroundings: Surroundings
  readonly #logs = new Map<string, Log>()
  /** What screens see; a log's entry is a new object whenever it changed. */
  shown: ReadonlyMap<string, ChatLog> = new Map()

  constructor(api: Api, surroundings: Surroundings, changed: () => void) {
    this.#api = api
    this.#surroundings = surroundings
    this.#changed = changed
  }

  /** Wants a conversation from now on, and gets what is missing of it. */
  open(chatId: string): void {
    if (!this.#logs.has(chatId))
      this.#logs.set(chatId, { messages: [], ahead: new Map(), lastSeq: 0, based: false, loading: false })
    this.#fill(chatId, 'ask anew')
  }

  /** Lines that came over the feed; those of conversations that nobody wants are left to be fetched when somebody does. */
  add(messages: readonly MessageView[]): void {
    const grown = new Set<string>()
    for (const message of messages) {
      const log = this.#logs.get(message.chatId)
      if (!log) continue
      log.ahead.set(message.seq, message)
      log.lastSeq = Math.max(log.lastSeq, message.seq)
      grown.add(message.chatId)
    }
    for (const chatId of grown) this.#settle(chatId)
  }

  /** A conversation is known to have that many lines. */
  tell(chatId: string, lastSeq: number): void {
    const log = this.#logs.get(chatId)
    if (!log) return
    log.lastSeq = Math.max(log.lastSeq, lastSeq)
    this.#settle(chatId)
  }

  has(chatId: string, messageId: string): boolean {
    return (
      this.#logs.get(chatId)?.messages.some((message) => message.kind !== 'notice' && message.id === messageId) ?? false
    )
  }

  lastSeq(chatId: string): number {
    return this.#logs.get(chatId)?.messages.at(-1)?.seq ?? 0
  }

  async loadEarlier(chatId: string): Promise<void> {
    const log = this.#logs.get(chatId)
    const first = log?.messages[0]
    if (!log || !first || first.seq === 1 || log.loading) return
    await this.#load(chatId, log, `before=${first.seq}`, ({ messages }) => {
      log.messages = [...messages, ...log.messages]
    })
  }

  /** Takes what has come early into the log, and asks for what is missing. */
  #settle(chatId: string): void {
    const log = this.#logs.get(chatId)
    if (!log?.based) return
    const last = log.messages.at(-1)?.seq ?? 0
    const next: MessageView[] = []
    for (const [seq, message] of [...log.ahead].sort(([a], [b]) => a - b)) {
      if (seq > last + next.length + 1) break
      log.ahead.delete(seq)
      if (seq === last + next.length + 1) next.push(message)
    }
    if (next.length > 0) {
      log.messages = [...log.messages, ...next]
      this.#show(chatId, log)
    }
    this.#fill(chatId)
  }

  /** Asks for what is missing; of conversations whose lines do not come by themselves one knows that only by asking. */
  #fill(chatId: string, anew?: 'ask anew'): void {
    const log = this.#logs.get(chatId)
    if (!log || log.loading) return
    if (!log.based) {
      void this.#load(chatId, log, '', ({ messages }) => {
        log.messages = messages
        log.based = true
      })
      return
    }
    const last = log.messages.at(-1)?.seq ?? 0
    if (last >= log.lastSeq && !anew) return
    void this.#load(chatId, log, `after=${last}`, ({ messages }) => {
      for (const message of messages) log.ahead.set(message.seq, message)
    })
  }

  async #load(chatId: string, log: Log, where: string, take: (page: Page) => void): Promise<void> {
    log.loading = true
    this.#show(chatId, log)
    try {
      const page = await this.#api.call<Page>(
        'GET',
        `/chats/${chatId}/messages?limit=${pageSize}${where && `&${where}`}`,
      )
      take(page)
      log.lastSeq = Math.max(log.lastSeq, page.lastSeq)
      log.loading = false
      this.#show(chatId, log)
      // An empty page where lines are missing: asking again at once would never end.
      if (page.messages.length === 0 && this.lastSeq(chatId) < log.lastSeq) throw new Error('lines are missing')
      this.#settle(chatId)
    } catch {
      log.loading = false
      this.#show(chatId, log)
      this.#surroundings.after(againMs, () => this.#fill(chatId))
    }
  }

  #show(chatId: string, log: Log): void {
    const complete = log.based && (log.messages[0]?.seq ?? 1) === 1
    this.shown = new Map(this.shown).set(chatId, { messages: log.messages, complete, loading: log.loading })
    this.#changed()
  }
}
