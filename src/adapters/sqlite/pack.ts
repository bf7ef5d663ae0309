import type { Aside, Message } from '#domain/chat/message.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { Behind } from '#domain/metrics/behind.ts'
import { tableNames } from '#domain/tables.ts'
import type { Answer, Batch, Erasure, RowPut } from '#ports/store.ts'
import { lettersOf } from './behind-letters.ts'

/** A value of one column. */
export type Column = string | number | null

/**
 * A batch as flat lists of columns, in the order of the insert statements. Strings and numbers cross to the writer
 * several times cheaper than objects, and the writer binds them as they are.
 */
export interface PackedBatch {
  /** Table (its place in `tableNames`), id, row as JSON or null. */
  readonly rows: readonly Column[]
  /** Table name and the highest `no` of its rows in this batch. */
  readonly numbers: readonly Column[]
  readonly messages: readonly Column[]
  readonly asides: readonly Column[]
  /** Slot, numbers of queue, agent and chat, and a letter for each name. */
  readonly behind: readonly Column[]
  readonly events: readonly Column[]
  /** Chat id and all its attributes as JSON. */
  readonly attributes: readonly Column[]
  readonly answers: readonly Column[]
  /** So rare that they cross as they are. */
  readonly erasures: readonly Erasure[]
}

export const rowWidth = 3
export const numberWidth = 2
export const messageWidth = 10
export const asideWidth = 8
export const behindWidth = 5
export const eventWidth = 11
export const answerWidth = 4

const tablePlace = Object.fromEntries(tableNames.map((name, place) => [name, place])) as Record<RowPut['table'], number>

/** Makes the columns of a batch; `words` are left out here and never reach the journal. */
export function packBatch(batch: Batch): PackedBatch {
  const rows: Column[] = []
  const messages: Column[] = []
  const asides: Column[] = []
  const behind: Column[] = []
  const events: Column[] = []
  const answers: Column[] = []
  for (const put of batch.rows) {
    rows.push(tablePlace[put.table], put.id, put.row === null ? null : JSON.stringify(put.row))
  }
  for (const message of batch.messages) packMessage(message, messages)
  for (const aside of batch.asides) packAside(aside, asides)
  for (const one of batch.behind) packBehind(one, behind)
  for (const event of batch.events) packEvent(event, events)
  for (const answer of batch.answers) packAnswer(answer, answers)
  const { erasures } = batch
  const attributes = changedAttributes(batch)
  return { rows, numbers: highestNumbers(batch.rows), messages, asides, behind, events, attributes, answers, erasures }
}

function packMessage(message: Message, into: Column[]): void {
  const { chatId, seq, at, position, kind } = message
  switch (kind) {
    case 'text':
      into.push(chatId, seq, message.id, at, position, kind, message.author.kind, message.author.id, message.text, null)
      return
    case 'file': {
      const facts = JSON.stringify(message.attachment)
      into.push(chatId, seq, message.id, at, position, kind, message.author.kind, message.author.id, null, facts)
      return
    }
    case 'notice':
      into.push(chatId, seq, null, at, position, kind, null, null, null, JSON.stringify(message.notice))
  }
}

const setAttributes: ReadonlySet<DeskEvent['type']> = new Set(['chat.opened', 'chat.welcomed', 'chat.attributesSet'])

/** The attributes of chats whose events set some: looked at only then, since a chat's row is put for every message. */
function changedAttributes({ rows, events }: Batch): Column[] {
  const chatIds = new Set<string>()
  for (const event of events) if (setAttributes.has(event.type) && 'chatId' in event) chatIds.add(event.chatId)
  if (chatIds.size === 0) return []
  return rows.flatMap((put) => {
    if (put.table !== 'chats' || !put.row || !chatIds.has(put.id)) return []
    return [put.id, JSON.stringify(put.row.attributes)]
  })
}

function packAside({ chatId, asideSeq, id, at, position, kind, agentId, text }: Aside, into: Column[]): void {
  into.push(chatId, asideSeq, id, at, position, kind, agentId, text)
}

function packBehind({ slotAt, queueNo, agentNo, chatNo, names }: Behind, into: Column[]): void {
  into.push(slotAt, queueNo ?? 0, agentNo ?? 0, chatNo, lettersOf(names))
}

/** What has a column of its own, and the words, are left out of `facts`: JSON drops what is undefined. */
const notInFacts = {
  position: undefined,
  at: undefined,
  type: undefined,
  by: undefined,
  words: undefined,
  chatId: undefined,
}

function packEvent(event: DeskEvent, into: Column[]): void {
  const { position, at, type, by } = event
  const { chatId, agentId, queueId } = event as { chatId?: string; agentId?: string | null; queueId?: string }
  const facts: object = { ...event, ...notInFacts, queueId: undefined }
  // A null agent is a fact of its own (`chat.ended` without one), so only a given agent moves to the column.
  if (agentId) Object.assign(facts, { agentId: undefined })
  const byId = by.kind === 'agent' ? by.agentId : by.kind === 'customer' ? by.customerId : null
  const byChatId = by.kind === 'customer' ? by.chatId : null
  into.push(
    position,
    at,
    type,
    chatId ?? null,
    agentId ?? null,
    queueId ?? null,
    by.kind,
    byId,
    byChatId,
    by.via,
    JSON.stringify(facts),
  )
}

function packAnswer({ id, request, body, at }: Answer, into: Column[]): void {
  into.push(id, request, JSON.stringify(body ?? null), at)
}

function highestNumbers(rows: readonly RowPut[]): Column[] {
  const highest = new Map<string, number>()
  for (const { table, row } of rows) {
    if (row && 'no' in row && row.no > (highest.get(table) ?? 0)) highest.set(table, row.no)
  }
  return [...highest].flat()
}
