import { isPending } from '#domain/delivery/delivery.ts'
import type { DeskState } from '#domain/state.ts'

const kept = 500

const tables = ['chats', 'attachments', 'customers', 'customerKeys', 'customerNotes', 'deliveries'] as const
type ColdTable = (typeof tables)[number]

/** Rows that are in memory only because somebody asked lately: closed chats, attachments, customers, deliveries. The oldest go first. */
export class ColdRows {
  readonly #keys = new Map<string, { readonly table: ColdTable; readonly id: string }>()

  add(name: string, id: string): void {
    const table = tables.find((cold) => cold === name)
    if (!table) return
    const key = `${table}:${id}`
    this.#keys.delete(key)
    this.#keys.set(key, { table, id })
  }

  /** Lets go of what is too much, but never of a row whose last version is not on disk. Call while nothing is being written. */
  trim(state: DeskState): void {
    if (this.#keys.size <= kept) return
    for (const [key, { table, id }] of this.#keys) {
      if (this.#keys.size <= kept) return
      if (state[table].hasChange(id)) continue
      this.#keys.delete(key)
      evict(state, table, id)
    }
  }

  forget(): void {
    this.#keys.clear()
  }
}

function evict(state: DeskState, table: ColdTable, id: string): void {
  if (table === 'chats') {
    const chat = state.chats.get(id)
    if (chat?.phase === 'closed') state.evictChat(chat)
  } else if (table === 'customers') {
    const customer = state.customers.get(id)
    // One who has a chat in memory goes with the last of them.
    if (customer) state.evictCustomer(customer.id)
  } else if (table === 'deliveries') {
    const delivery = state.deliveries.get(id)
    if (delivery && !isPending(delivery)) state.deliveries.evict(id)
  } else state[table].evict(id)
}
