import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { Attachment } from '#domain/chat/message.ts'
import type { CustomerNote } from '#domain/customer/customer.ts'
import type { ChatId } from '#domain/ids.ts'
import type { CustomerChatsQuery, CustomerNotesQuery } from '#ports/store.ts'

/** What a reader answers about customers; each question is one statement a customer. */
export function customerQuestions(database: DatabaseSync) {
  const rows = <Row>(sql: string) => {
    const statement = database.prepare(sql)
    return (...parameters: SQLInputValue[]) =>
      statement.all(...parameters).map((line) => JSON.parse(line['row'] as string) as Row)
  }
  const closedChats = rows<ClosedChat>(`
    SELECT row FROM chats
    WHERE phase = 'closed' AND customer_id = ?1 AND (ended_at, no) < (?2, ?3)
      AND (?4 IS NULL OR queue_id IN (SELECT value FROM json_each(?4)) OR agent_id IN (SELECT value FROM json_each(?5)))
    ORDER BY ended_at DESC, no DESC LIMIT ?6`)
  const notes = rows<CustomerNote>(`
    SELECT row FROM customerNotes WHERE customer_id = ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?`)
  const attachments = rows<Attachment>('SELECT row FROM attachments WHERE chat_id = ? ORDER BY id')
  const doomed = database.prepare('SELECT sha256 FROM doomedFiles')

  return {
    customerChats({ customerIds, queueIds, agentIds, before, limit }: CustomerChatsQuery): ClosedChat[] {
      const bounds = [before?.endedAt ?? Number.MAX_SAFE_INTEGER, before?.no ?? 0] as const
      const queues = queueIds && JSON.stringify(queueIds)
      const agents = JSON.stringify(agentIds)
      const found = customerIds.flatMap((id) => closedChats(id, ...bounds, queues, agents, limit))
      return found.sort((a, b) => b.endedAt - a.endedAt || b.no - a.no).slice(0, limit)
    },
    customerNotes({ customerIds, before, limit }: CustomerNotesQuery): CustomerNote[] {
      const bounds = [before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? ''] as const
      const found = customerIds.flatMap((id) => notes(id, ...bounds, limit))
      return found.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, limit)
    },
    attachmentsOf(chatId: ChatId): Attachment[] {
      return attachments(chatId)
    },
    doomedFiles(): string[] {
      return doomed.all().map((line) => line['sha256'] as string)
    },
  }
}
