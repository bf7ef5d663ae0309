import type { ChatId, Instant } from '#domain/ids.ts'
import { finalBefore } from '#domain/metrics/cell.ts'
import type { Rows, TableName } from '#domain/tables.ts'
import type { BehindPage, BehindQuery } from '#ports/behind.ts'
import type { ChatGroupsQuery, ChatSpansQuery, EndedChatsQuery } from '#ports/ended-chats.ts'
import type { AttributeQuery, CustomerSearchQuery, SearchQuery } from '#ports/search.ts'
import type {
  Batch,
  ClosedChatsQuery,
  CustomerChatsQuery,
  CustomerNotesQuery,
  DeliveriesQuery,
  HistoryQuery,
  IntervalsQuery,
  MessagePage,
  Store,
  StretchesQuery,
  SumsQuery,
} from '#ports/store.ts'
import { StoreStopped } from './errors.ts'
import { storePaths } from './folder.ts'
import { packBatch } from './pack.ts'
import type { ReaderCalls } from './reader.ts'
import { ReaderPool } from './reader-pool.ts'
import { dayMs } from './sheet.ts'
import { Thread } from './thread.ts'
import type { WriterCalls } from './writer.ts'

export interface SqliteSettings {
  /** The data folder; made when it is not there. */
  readonly folder: string
  /** How many threads answer questions. */
  readonly readers: number
}

/**
 * Opens the store in a folder, migrated to this program's schema. Rejects with `DataFolderInUse`, `StoreTooNew` or
 * `StoreUnusable`.
 */
export async function openSqliteStore({ folder, readers }: SqliteSettings): Promise<Store> {
  const store = new SqliteStore(readers)
  await store.open(folder)
  return store
}

/** Of the index before a search is answered; more are due only while an old store is indexed for the first time. */
const mostSteps = 20

/** One SQLite file: one writer thread, some reader threads. When a thread dies, nothing more goes in or out. */
class SqliteStore implements Store {
  readonly #writer: Thread<WriterCalls>
  readonly #readers: readonly Thread<ReaderCalls>[]
  readonly #pool: ReaderPool
  readonly #pending = new Set<Promise<unknown>>()
  #closed: Promise<void> | null = null

  constructor(readers: number) {
    const onDeath = (why: Error) => void this.#end(why)
    this.#writer = new Thread(new URL('./writer.ts', import.meta.url), 'store-writer', onDeath)
    this.#readers = Array.from({ length: Math.max(1, readers) }, (_, place) => {
      return new Thread(new URL('./reader.ts', import.meta.url), `store-reader-${place + 1}`, onDeath)
    })
    this.#pool = new ReaderPool(this.#readers)
  }

  async open(folder: string): Promise<void> {
    const paths = storePaths(folder)
    try {
      await this.#writer.call('open', paths)
      await Promise.all(this.#readers.map((reader) => reader.call('open', paths)))
    } catch (error) {
      await this.#end(new StoreStopped('The store could not be opened.'))
      throw error
    }
  }

  read(at: Instant) {
    return this.#track(() => this.#writer.call('read', at))
  }

  commit(batch: Batch) {
    return this.#track(() => this.#writer.call('commit', packBatch(batch)))
  }

  load<Name extends TableName>(table: Name, id: string) {
    return this.#ask('load', { table, id }) as Promise<Rows[Name] | null>
  }

  idByNo(table: 'chats' | 'customers', no: number) {
    return this.#ask('idByNo', { table, no })
  }

  answer(id: string) {
    return this.#ask('answer', id)
  }

  usedMessageIds(chatId: ChatId) {
    return this.#ask('usedMessageIds', chatId)
  }

  messages(chatId: ChatId, page: MessagePage) {
    return this.#ask('messages', { chatId, page })
  }

  lastLines(chatIds: readonly ChatId[], limit: number) {
    return this.#ask('lastLines', { chatIds, limit })
  }

  messagesSince(chatIds: readonly ChatId[], after: number, upTo: number) {
    return this.#ask('messagesSince', { chatIds, after, upTo })
  }

  asides(chatId: ChatId, page: MessagePage) {
    return this.#ask('asides', { chatId, page })
  }

  asidesSince(chatIds: readonly ChatId[], after: number, upTo: number) {
    return this.#ask('asidesSince', { chatIds, after, upTo })
  }

  journal(after: number, upTo: number, limit: number) {
    return this.#ask('journal', { after, upTo, limit })
  }

  closedChats(query: ClosedChatsQuery) {
    return this.#ask('closedChats', query)
  }

  history(query: HistoryQuery) {
    return this.#ask('history', query)
  }

  async search(query: SearchQuery) {
    await this.#indexAll()
    return this.#ask('search', query)
  }

  searchAttributes(query: AttributeQuery) {
    return this.#ask('searchAttributes', query)
  }

  async searchCustomers(query: CustomerSearchQuery) {
    await this.#indexAll()
    return this.#ask('searchCustomers', query)
  }

  customerChats(query: CustomerChatsQuery) {
    return this.#ask('customerChats', query)
  }

  customerNotes(query: CustomerNotesQuery) {
    return this.#ask('customerNotes', query)
  }

  intervals(query: IntervalsQuery) {
    return this.#ask('intervals', query)
  }

  sums(query: SumsQuery) {
    return this.#ask('sums', query)
  }

  chatsBehind(page: BehindPage) {
    return this.#ask('chatsBehind', page)
  }

  countBehind(query: BehindQuery) {
    return this.#ask('countBehind', query)
  }

  endedChats(query: EndedChatsQuery) {
    return this.#ask('endedChats', query)
  }

  groupChats(query: ChatGroupsQuery) {
    return this.#ask('groupChats', query)
  }

  chatSpans(query: ChatSpansQuery) {
    return this.#ask('chatSpans', query)
  }

  availabilityStretches(query: StretchesQuery) {
    return this.#ask('availabilityStretches', query)
  }

  deliveries(query: DeliveriesQuery) {
    return this.#ask('deliveries', query)
  }

  attachmentsOf(chatId: ChatId) {
    return this.#ask('attachmentsOf', chatId)
  }

  doomedFiles() {
    return this.#ask('doomedFiles', undefined)
  }

  forgetDoomedFile(sha256: string) {
    return this.#track(() => this.#writer.call('forgetDoomedFile', sha256))
  }

  usesFile(sha256: string) {
    return this.#track(() => this.#writer.call('usesFile', sha256))
  }

  scrub() {
    return this.#track(() => this.#writer.call('scrub', undefined))
  }

  check() {
    return this.#track(() => this.#writer.call('check', undefined))
  }

  async condense(now: Instant) {
    const made = await this.#ask('makeSheets', Math.floor(finalBefore(now) / dayMs))
    if (made) await this.#track(() => this.#writer.call('putSheets', made))
    return made !== null
  }

  forgetAnswers(before: Instant) {
    return this.#track(async () => {
      while ((await this.#writer.call('forgetAnswers', before)) > 0);
    })
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#pending)
    const closed = new StoreStopped('The store is closed.')
    await Promise.all(this.#readers.map((reader) => reader.end(closed)))
    try {
      await this.#writer.call('close', undefined)
    } catch (error) {
      // A writer that died has nothing left to finish.
      if (!(error instanceof StoreStopped)) throw error
    } finally {
      await this.#writer.end(closed)
    }
  }

  /** Brings the index to the end of the journal, or a good step nearer when that is far: commits come between the steps. */
  #indexAll(): Promise<void> {
    return this.#track(async () => {
      for (let step = 0; step < mostSteps; step++) {
        const { left } = await this.#writer.call('index', undefined)
        if (left === 0) return
      }
    })
  }

  #ask<Name extends keyof ReaderCalls & string>(name: Name, argument: Parameters<ReaderCalls[Name]>[0]) {
    return this.#track(() => this.#pool.ask(name, argument))
  }

  /** Refuses after `close`, and lets `close` wait for what was asked before. */
  async #track<Value>(ask: () => Promise<Value>): Promise<Value> {
    if (this.#closed) throw new StoreStopped('The store is closed.')
    const asked = ask()
    this.#pending.add(asked)
    try {
      return await asked
    } finally {
      this.#pending.delete(asked)
    }
  }

  async #end(why: Error): Promise<void> {
    await Promise.all([this.#writer, ...this.#readers].map((thread) => thread.end(why)))
  }
}
