import type { DeskState } from '#domain/state.ts'

const kept = 500

/** Rows that are in memory only because somebody asked lately: closed chats and attachments. The oldest go first. */
export class ColdRows {
  readonly #keys = new Map<string, { readonly table: 'chats' | 'attachments'; readonly id: string }>()

  add(table: string, id: string): void {
    if (table !== 'chats' && table !== 'attachments') return
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
      const chat = table === 'chats' && state.chats.get(id)
      if (table === 'attachments') state.attachments.evict(id)
      else if (chat && chat.phase === 'closed') state.evictChat(chat)
    }
  }

  forget(): void {
    this.#keys.clear()
  }
}
