import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Delivery } from '#domain/delivery/delivery.ts'
import type { DeliveriesQuery } from '#ports/store.ts'

/** What a reader answers about lines on their way to phones. */
export function deliveryQuestions(database: DatabaseSync) {
  const page = (where: string) => {
    const statement = database.prepare(
      `SELECT row FROM deliveries WHERE ${where} position < ? ORDER BY position DESC LIMIT ?`,
    )
    return (...parameters: SQLInputValue[]) =>
      statement.all(...parameters).map((line) => JSON.parse(line['row'] as string) as Delivery)
  }
  const all = page('')
  const ofChat = page('chat_id = ? AND')
  const ofChatInState = page('chat_id = ? AND state = ? AND')
  const inState = {
    // Written out, so that the index of just these is used.
    pending: page("state = 'pending' AND"),
    failed: page("state = 'failed' AND"),
    sent: page("state = 'sent' AND"),
    delivered: page("state = 'delivered' AND"),
    read: page("state = 'read' AND"),
  }

  return {
    deliveries({ state, chatId, before, limit }: DeliveriesQuery): Delivery[] {
      const bounds = [before ?? Number.MAX_SAFE_INTEGER, limit] as const
      if (chatId !== null) return state ? ofChatInState(chatId, state, ...bounds) : ofChat(chatId, ...bounds)
      return state ? inState[state](...bounds) : all(...bounds)
    },
  }
}
