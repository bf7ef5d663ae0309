import type { Problem } from '#dialects/house/views.ts'
import { ApiProblem, isPassing, wantedPause } from './api.ts'
import type { PendingMessage } from './live-types.ts'
import type { Kept, OutboxStore } from './outbox-store.ts'
import type { Surroundings } from './surroundings.ts'

interface Entry {
  readonly kept: Kept
  problem: Problem | null
  /** Its place in the chat once the desk has it; shown as pending until the line itself has come. */
  seq: number | null
}

export interface OutboxOwner {
  /** Brings one message to the desk; resolves with its `seq` when it is on disk. */
  deliver(message: Kept): Promise<number>
  /** Whether the line itself is on the page. */
  isShown(chatId: string, messageId: string): boolean
  /** Whether the page has the conversation at all; else nobody waits for the line. */
  isWatched(chatId: string): boolean
  changed(): void
}

const longestPauseMs = 15_000

/**
 * What was written and is not on the desk's disk yet. In each chat one after another, so that the order is kept; tried again
 * until it is there, and the same id each time, so that it is there once.
 */
export class Outbox {
  readonly #scope: string
  readonly #store: OutboxStore
  readonly #owner: OutboxOwner
  readonly #surroundings: Surroundings
  readonly #entries = new Map<string, Entry>()
  readonly #busy = new Set<string>()
  readonly #pauses = new Map<string, number>()
  #state: 'stopped' | 'starting' | 'running' = 'stopped'
  /** Messages of one moment keep their order over a reload: each is written later than the one before. */
  #lastWrittenAt = 0

  constructor(scope: string, store: OutboxStore, owner: OutboxOwner, surroundings: Surroundings) {
    this.#scope = scope
    this.#store = store
    this.#owner = owner
    this.#surroundings = surroundings
  }

  /** Takes up what an earlier page left, before what was written on this one, and begins to send. */
  async start(): Promise<void> {
    this.#state = 'starting'
    const stored = await this.#store.all(this.#scope)
    if (this.#state !== 'starting') return
    this.#state = 'running'
    const written = [...this.#entries]
    this.#entries.clear()
    for (const kept of stored) this.#entries.set(kept.id, { kept, problem: null, seq: null })
    for (const [id, entry] of written) this.#entries.set(id, entry)
    this.#lastWrittenAt = Math.max(this.#lastWrittenAt, stored.at(-1)?.writtenAt ?? 0)
    this.settle()
    this.#owner.changed()
    this.kick()
  }

  stop(): void {
    this.#state = 'stopped'
  }

  /** Keeps a message and sends it; returns its id. */
  add(message: Omit<Kept, 'scope' | 'writtenAt'>): string {
    this.#lastWrittenAt = Math.max(this.#surroundings.now(), this.#lastWrittenAt + 1)
    const kept = { ...message, scope: this.#scope, writtenAt: this.#lastWrittenAt }
    this.#entries.set(kept.id, { kept, problem: null, seq: null })
    this.#owner.changed()
    void this.#store.put(kept).then(() => this.#next(kept.chatId))
    return kept.id
  }

  /** The line is live again, or a refused message shall be tried once more. */
  kick(): void {
    this.#pauses.clear()
    for (const chatId of new Set([...this.#entries.values()].map(({ kept }) => kept.chatId))) this.#next(chatId)
  }

  sendAgain(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    entry.problem = null
    this.#owner.changed()
    this.#next(entry.kept.chatId)
  }

  discard(id: string): void {
    this.#entries.delete(id)
    void this.#store.remove(id)
    this.#owner.changed()
  }

  /** Forgets what has appeared on the page; call after lines came. */
  settle(): void {
    let changed = false
    for (const [id, { kept, seq }] of this.#entries) {
      const { chatId } = kept
      if (!this.#owner.isShown(chatId, id) && (seq === null || this.#owner.isWatched(chatId))) continue
      this.#entries.delete(id)
      void this.#store.remove(id)
      changed = true
    }
    if (changed) this.#owner.changed()
  }

  list(): PendingMessage[] {
    return [...this.#entries.values()].map(({ kept, problem }) => ({
      chatId: kept.chatId,
      id: kept.id,
      text: kept.text,
      file: kept.file && { name: kept.fileName ?? '', byteCount: kept.file.size, mediaType: kept.file.type },
      writtenAt: kept.writtenAt,
      state: problem ? 'refused' : 'pending',
      problem,
    }))
  }

  #next(chatId: string): void {
    if (this.#state !== 'running' || this.#busy.has(chatId)) return
    const entry = [...this.#entries.values()].find(
      ({ kept, problem, seq }) => kept.chatId === chatId && problem === null && seq === null,
    )
    if (!entry) return
    this.#busy.add(chatId)
    this.#owner.deliver(entry.kept).then(
      (seq) => {
        entry.seq = seq
        this.#pauses.delete(chatId)
        this.#busy.delete(chatId)
        void this.#store.remove(entry.kept.id)
        this.settle()
        this.#next(chatId)
      },
      (error: unknown) => this.#failed(entry, error),
    )
  }

  #failed(entry: Entry, error: unknown): void {
    const { chatId } = entry.kept
    this.#busy.delete(chatId)
    // Signed out is no verdict on the message: it waits for the next sign-in.
    if (error instanceof ApiProblem && !isPassing(error) && error.problem.status !== 401) {
      entry.problem = error.problem
      this.#owner.changed()
      this.#next(chatId)
      return
    }
    const pauses = this.#pauses.get(chatId) ?? 0
    this.#pauses.set(chatId, pauses + 1)
    const pause = Math.min(longestPauseMs, 500 * 2 ** pauses) * (0.5 + this.#surroundings.random() / 2)
    this.#surroundings.after(Math.max(pause, wantedPause(error)), () => this.#next(chatId))
  }
}
