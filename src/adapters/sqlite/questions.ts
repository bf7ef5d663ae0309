import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { Aside, Message } from '#domain/chat/message.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { DeskEvent } from '#domain/events.ts'
import { type Rows, type TableName, tableNames } from '#domain/tables.ts'
import type { Answer, ClosedChatsQuery, HistoryQuery, MessagePage, UsedMessageId } from '#ports/store.ts'
import { chatSpanQuestion } from './chat-span-question.ts'
import { customerQuestions } from './customer-questions.ts'
import { deliveryQuestions } from './delivery-questions.ts'
import { endedChatQuestions } from './ended-chat-questions.ts'
import { intervalQuestions } from './interval-questions.ts'
import { ofChatWhere, organisationWhere } from './migrations/0002-organisation.ts'
import {
  type StoredAside,
  type StoredEvent,
  type StoredMessage,
  unpackAside,
  unpackAuthor,
  unpackEvent,
  unpackMessage,
} from './unpack.ts'

export type Questions = ReturnType<typeof questions>

/** What a reader answers; each question is one statement, so it never sees half a batch. */
export function questions(database: DatabaseSync) {
  const all = <Line>(sql: string) => {
    const statement = database.prepare(sql)
    return (...parameters: SQLInputValue[]) => statement.all(...parameters) as Line[]
  }

  const rowById = Object.fromEntries(
    tableNames.map((table) => [table, all<{ row: string }>(`SELECT row FROM ${table} WHERE id = ?`)]),
  )
  const idByNo = {
    chats: all<{ id: string }>('SELECT id FROM chats WHERE no = ?'),
    customers: all<{ id: string }>('SELECT id FROM customers WHERE no = ?'),
  }
  const answerById = all<{ id: string; request: string; body: string; at: number }>(
    'SELECT id, request, body, at FROM answers WHERE id = ?',
  )
  const usedIds = all<StoredMessage>(`
    SELECT id, seq, at, author_kind, author_id FROM messages WHERE chat_id = ?1 AND id IS NOT NULL
    UNION ALL SELECT id, seq, at, 'agent', author_id FROM asides WHERE chat_id = ?1`)
  const firstAsides = all<StoredAside>(
    'SELECT * FROM asides WHERE chat_id = ? AND seq > ? AND seq < ? ORDER BY seq LIMIT ?',
  )
  const lastAsides = all<StoredAside>('SELECT * FROM asides WHERE chat_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?')
  const newAsides = all<StoredAside>(
    'SELECT * FROM asides WHERE chat_id = ? AND position > ? AND position <= ? ORDER BY seq',
  )
  const firstMessages = all<StoredMessage>(
    'SELECT * FROM messages WHERE chat_id = ? AND seq > ? AND seq < ? ORDER BY seq LIMIT ?',
  )
  const lastMessages = all<StoredMessage>(
    'SELECT * FROM messages WHERE chat_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  )
  const lastLines = all<StoredMessage>(
    "SELECT * FROM messages WHERE chat_id = ? AND kind <> 'notice' ORDER BY seq DESC LIMIT ?",
  )
  // In a chat the order of seq is the order of position: from its end back to the first message that is known already.
  const newMessages = all<StoredMessage>(`
    SELECT * FROM messages
    WHERE chat_id = ?1 AND position <= ?3 AND seq > coalesce(
      (SELECT seq FROM messages WHERE chat_id = ?1 AND position <= ?2 ORDER BY seq DESC LIMIT 1), 0)`)
  const events = all<StoredEvent>(
    'SELECT * FROM journal WHERE position > ? AND position <= ? ORDER BY position LIMIT ?',
  )
  const eventsOfChat = all<StoredEvent>(
    `SELECT * FROM journal WHERE chat_id = ? AND ${ofChatWhere} AND position < ? ORDER BY position DESC LIMIT ?`,
  )
  const eventsOfAgent = all<StoredEvent>(
    'SELECT * FROM journal WHERE agent_id = ? AND position < ? ORDER BY position DESC LIMIT ?',
  )
  const eventsOfOrganisation = all<StoredEvent>(
    `SELECT * FROM journal WHERE ${organisationWhere} AND position < ? ORDER BY position DESC LIMIT ?`,
  )
  const closedPage = (where: string) =>
    all<{ row: string; customer: string | null }>(`
      SELECT chats.row AS row, customers.row AS customer
      FROM chats LEFT JOIN customers ON customers.id = chats.customer_id
      WHERE phase = 'closed' AND ${where} (chats.ended_at, chats.no) < (?, ?)
      ORDER BY chats.ended_at DESC, chats.no DESC LIMIT ?`)
  const closedOfAll = closedPage('')
  const closedOfQueue = closedPage('queue_id = ? AND')
  const closedOfAgent = closedPage('agent_id = ? AND')

  return {
    ...customerQuestions(database),
    ...deliveryQuestions(database),
    ...intervalQuestions(database),
    ...chatSpanQuestion(database),
    ...endedChatQuestions(database),
    load({ table, id }: { table: TableName; id: string }): Rows[TableName] | null {
      const line = rowById[table]?.(id)[0]
      return line ? (JSON.parse(line.row) as Rows[TableName]) : null
    },
    idByNo({ table, no }: { table: 'chats' | 'customers'; no: number }): string | null {
      return idByNo[table](no)[0]?.id ?? null
    },
    answer(id: string): Answer | null {
      const line = answerById(id)[0]
      return line ? ({ ...line, body: JSON.parse(line.body) as unknown } as Answer) : null
    },
    usedMessageIds(chatId: string): UsedMessageId[] {
      return usedIds(chatId).map((line) => {
        return { id: line.id, seq: line.seq, at: line.at, author: unpackAuthor(line) } as UsedMessageId
      })
    },
    messages({ chatId, page }: { chatId: string; page: MessagePage }): Message[] {
      const before = page.before ?? Number.MAX_SAFE_INTEGER
      if (page.after !== undefined) return firstMessages(chatId, page.after, before, page.limit).map(unpackMessage)
      return lastMessages(chatId, before, page.limit).map(unpackMessage).reverse()
    },
    lastLines({
      chatIds,
      limit,
    }: {
      chatIds: readonly string[]
      limit: number
    }): Exclude<Message, { kind: 'notice' }>[] {
      const found = [...new Set(chatIds)].flatMap((chatId) => lastLines(chatId, limit).reverse())
      return found.map(unpackMessage).filter((message) => message.kind !== 'notice')
    },
    history({ of, before, limit }: HistoryQuery): DeskEvent[] {
      const end = before ?? Number.MAX_SAFE_INTEGER
      if (of === 'organisation') return eventsOfOrganisation(end, limit).map(unpackEvent)
      const found = 'chatId' in of ? eventsOfChat(of.chatId, end, limit) : eventsOfAgent(of.agentId, end, limit)
      return found.map(unpackEvent)
    },
    asides({ chatId, page }: { chatId: string; page: MessagePage }): Aside[] {
      const before = page.before ?? Number.MAX_SAFE_INTEGER
      if (page.after !== undefined) return firstAsides(chatId, page.after, before, page.limit).map(unpackAside)
      return lastAsides(chatId, before, page.limit).map(unpackAside).reverse()
    },
    asidesSince({ chatIds, after, upTo }: { chatIds: readonly string[]; after: number; upTo: number }): Aside[] {
      const found = [...new Set(chatIds)].flatMap((chatId) => newAsides(chatId, after, upTo))
      return found.sort((one, other) => one.position - other.position).map(unpackAside)
    },
    messagesSince({ chatIds, after, upTo }: { chatIds: readonly string[]; after: number; upTo: number }): Message[] {
      const found = [...new Set(chatIds)].flatMap((chatId) => newMessages(chatId, after, upTo))
      return found.sort((one, other) => one.position - other.position).map(unpackMessage)
    },
    journal({ after, upTo, limit }: { after: number; upTo: number; limit: number }): DeskEvent[] {
      return events(after, upTo, limit).map(unpackEvent)
    },
    closedChats({ queueIds, agentIds, before, limit }: ClosedChatsQuery): ListedChat[] {
      const bounds = [before?.endedAt ?? Number.MAX_SAFE_INTEGER, before?.no ?? 0, limit]
      const pages =
        queueIds === null
          ? [closedOfAll(...bounds)]
          : [
              ...[...new Set(queueIds)].map((queueId) => closedOfQueue(queueId, ...bounds)),
              ...[...new Set(agentIds)].map((agentId) => closedOfAgent(agentId, ...bounds)),
            ]
      return newestFirst(pages.flat().map(listedChat)).slice(0, limit)
    },
  }
}

/** A closed chat as lists show it. */
export interface ListedChat {
  readonly chat: ClosedChat
  readonly customer: Customer | null
}

function listedChat(line: { readonly row: string; readonly customer: string | null }): ListedChat {
  const customer = line.customer === null ? null : (JSON.parse(line.customer) as Customer)
  return { chat: JSON.parse(line.row) as ClosedChat, customer }
}

/** In order of `endedAt` and `no`, each chat once: one of this agent may be in one of these queues too. */
function newestFirst(chats: readonly ListedChat[]): ListedChat[] {
  const byNo = new Map(chats.map((listed) => [listed.chat.no, listed]))
  return [...byNo.values()].sort((a, b) => b.chat.endedAt - a.chat.endedAt || b.chat.no - a.chat.no)
}
