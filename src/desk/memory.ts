import type { ClosedChat } from '#domain/chat/chat.ts'
import { erasedChat } from '#domain/customer/erased.ts'
import { sightQuestionOf } from '#domain/customer/sights.ts'
import { type Delivery, erasedDelivery } from '#domain/delivery/delivery.ts'
import type { ChatId, CustomerId, Instant } from '#domain/ids.ts'
import { DeskState } from '#domain/state.ts'
import type { MissingRow, Table } from '#domain/table.ts'
import { organisationTables, type Rows, type TableName } from '#domain/tables.ts'
import type { Store } from '#ports/store.ts'

/** Fills a fresh state with what is stored: at start, and after a failed commit. */
export async function readState(
  store: Store,
  at: Instant,
): Promise<{ readonly state: DeskState; readonly epoch: string }> {
  const stored = await store.read(at)
  const state = new DeskState()
  state.position = stored.position
  Object.assign(state.lastNo, stored.lastNo)
  for (const table of organisationTables)
    for (const row of stored.organisation[table]) (state[table] as Table<typeof row>).restore(row)
  for (const row of stored.agents) state.agents.restore(row)
  for (const row of stored.credentials) state.credentials.restore(row)
  for (const row of stored.logins) state.logins.restore(row)
  for (const row of stored.passwordResets) state.passwordResets.restore(row)
  for (const row of stored.apiKeys) state.apiKeys.restore(row)
  for (const row of stored.queues) state.queues.restore(row)
  for (const row of stored.reportRuns) state.reportRuns.restore(row)
  for (const row of stored.customers) state.customers.restore(row)
  for (const row of stored.chats) state.chats.restore(row)
  for (const row of stored.intervals) state.intervals.restore(row)
  for (const row of stored.agentClocks) state.agentClocks.restore(row)
  for (const row of stored.queuePaces) state.queuePaces.restore(row)
  for (const row of stored.deliveries) state.deliveries.restore(row)
  return { state, epoch: stored.epoch }
}

/** Brings missing rows into memory. A row that is being loaded is loaded once, so that no stale copy can come late. */
export class Loader {
  readonly #store: Store
  readonly #loading = new Map<string, Promise<void>>()

  constructor(store: Store) {
    this.#store = store
  }

  load(state: DeskState, { table, id }: Pick<MissingRow, 'table' | 'id'>): Promise<void> {
    const key = `${table}:${id}`
    let loading = this.#loading.get(key)
    if (!loading) {
      loading = this.#load(state, table, id).finally(() => this.#loading.delete(key))
      this.#loading.set(key, loading)
    }
    return loading
  }

  async #load(state: DeskState, table: string, id: string): Promise<void> {
    if (table === 'usedMessageIds') {
      const used = await this.#store.usedMessageIds(id as ChatId)
      state.restoreUsedMessageIds(id as ChatId, new Map(used.map((row) => [row.id, row])))
      return
    }
    if (table === 'customerSights') {
      const question = sightQuestionOf(id)
      const query = { ...question, customerIds: [question.customerId], before: null, limit: 1 }
      state.sights.note(question, (await this.#store.customerChats(query)).length > 0)
      return
    }
    if (table === 'chatNos')
      return state.chatNos.note(Number(id), (await this.#store.idByNo('chats', Number(id))) as ChatId | null)
    if (table === 'customerNos')
      return state.customerNos.note(
        Number(id),
        (await this.#store.idByNo('customers', Number(id))) as CustomerId | null,
      )
    const row = await this.#store.load(table as TableName, id)
    const rows = state[table as TableName] as unknown as Table<Rows[TableName]>
    if (!row) return rows.noteAbsent(id)
    if (table === 'chats') {
      const chat = row as ClosedChat
      rows.restore((await this.#isErased(state, chat)) ? erasedChat(chat) : chat)
    } else if (table === 'deliveries') {
      const delivery = row as Delivery
      rows.restore((await this.#isErased(state, delivery)) ? erasedDelivery(delivery) : delivery)
    } else rows.restore(row)
  }

  /** Whether the row was read before its person was erased and comes late: what is gone must not come back. */
  async #isErased(state: DeskState, { customerId }: Pick<ClosedChat, 'customerId'>): Promise<boolean> {
    if (!state.customers.get(customerId)) await this.load(state, { table: 'customers', id: customerId })
    return (state.customers.get(customerId)?.erasedAt ?? null) !== null
  }
}
