import type { MessageView } from '#dialects/house/views.ts'
import { type Api, isPassing } from './api.ts'
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
  /** Loads that went wrong since the last that went well. */
  failures: number
  /** How to take the next try back; null while none is planned. */
  cancelRetry: (() => void) | null
}

interface Page {
  readonly messages: MessageView[]
  readonly lastSeq: number
}

const pageSize = 60
const longestPauseMs = 30_000

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

  /** Wants a conversation from now on, and gets what is missing of it; wanted again, it is asked for once more. */
  open(chatId: string): void {
    if (!this.#logs.has(chatId))
      this.#logs.set(chatId, {
        messages: [],
        ahead: new Map(),
        lastSeq: 0,
        based: false,
        loading: false,
        failures: 0,
        cancelRetry: null,
      })
    this.#fill(chatId, 'in any case')
  }

  isWanted(chatId: string): boolean {
    return this.#logs.has(chatId)
  }

  /** The line is live again: what could not be loaded is tried at once. */
  kick(): void {
    for (const [chatId, log] of this.#logs) if (log.cancelRetry) this.#fill(chatId, 'in any case')
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

  #fill(chatId: string, when: 'if lines are missing' | 'in any case' = 'if lines are missing'): void {
    const log = this.#logs.get(chatId)
    if (!log || log.loading || (log.cancelRetry && when !== 'in any case')) return
    const last = this.lastSeq(chatId)
    if (!log.based)
      void this.#load(chatId, log, '', ({ messages }) => {
        log.messages = messages
        log.based = true
      })
    else if (last < log.lastSeq || when === 'in any case')
      void this.#load(chatId, log, `after=${last}`, ({ messages }) => {
        for (const message of messages) log.ahead.set(message.seq, message)
      })
  }

  async #load(chatId: string, log: Log, where: string, take: (page: Page) => void): Promise<void> {
    log.cancelRetry?.()
    log.cancelRetry = null
    log.loading = true
    this.#show(chatId, log)
    try {
      const query = `limit=${pageSize}${where && `&${where}`}`
      const page = await this.#api.call<Page>('GET', `/chats/${chatId}/messages?${query}`)
      take(page)
      log.lastSeq = Math.max(log.lastSeq, page.lastSeq)
      log.loading = false
      this.#show(chatId, log)
      // An empty page where lines are missing: asking again at once would never end.
      if (page.messages.length === 0 && this.lastSeq(chatId) < log.lastSeq) throw new Error('lines are missing')
      log.failures = 0
      this.#settle(chatId)
    } catch (error) {
      log.loading = false
      this.#show(chatId, log)
      // Whoever may not see the conversation will not be told more by asking again.
      if (!isPassing(error)) return
      const pause = Math.min(longestPauseMs, 1_000 * 2 ** log.failures++) * (0.5 + this.#surroundings.random() / 2)
      log.cancelRetry = this.#surroundings.after(pause, () => this.#fill(chatId, 'in any case'))
    }
  }

  #show(chatId: string, log: Log): void {
    const complete = log.based && (log.messages[0]?.seq ?? 1) === 1
    this.shown = new Map(this.shown).set(chatId, { messages: log.messages, complete, loading: log.loading })
    this.#changed()
  }
}
