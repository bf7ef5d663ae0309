import { Readable } from 'node:stream'
import { mustChat } from '#domain/access/may.ts'
import type { Chat } from '#domain/chat/chat.ts'
import { byteOrderMark, type CsvValue, csvLines } from '#wire/csv/csv.ts'
import { disposition } from '#wire/http/file-headers.ts'
import type { AgentChatParts } from './agentchat.ts'
import { agentMethod } from './method.ts'
import { presentChat, presentMessage } from './present.ts'
import { No } from './schemas.ts'
import { seenChat } from './seen-chat.ts'

/** How many lines are read at once. */
const piece = 500

const columns = [
  'ChatID',
  'MessageID',
  'SentAt',
  'From',
  'AgentName',
  'CustomerName',
  'MobileNumber',
  'MessageText',
  'AttachmentName',
  'AttachmentType',
] as const

export const exportChatMethods = [
  agentMethod({
    name: 'ExportChat',
    verb: 'GET',
    heading: 'Chats',
    about: 'The messages of a chat as CSV',
    rules: ['AC-46'],
    query: { ChatID: No },
    answer: null,
    mediaType: 'text/csv',
    example: `${columns.join(',')}\r\n406,4,2026-11-21T08:30:00.000Z,agent,Ann,Kim,'+27821234567,Hallo there,,\r\n`,
    run: async ({ parts, query, actor, ask, reply }) => {
      const chat = await ask((state) => {
        const chat = seenChat(state, actor, query.ChatID)
        mustChat(state, actor, 'read', chat)
        return chat
      })
      await parts.looks.note(actor, chat, 'transcript')
      reply.header('content-type', 'text/csv; charset=utf-8')
      reply.header('content-disposition', disposition('attachment', `chat-${chat.no}.csv`))
      return Readable.from(csvOfChat(parts, chat))
    },
  }),
]

/** The conversation as it was when it was asked for, piece by piece. */
async function* csvOfChat({ desk, store }: AgentChatParts, chat: Chat): AsyncGenerator<string> {
  const customer = desk.state.customers.get(chat.customerId) ?? (await store.load('customers', chat.customerId))
  const { CustomerName, MobileNumber } = presentChat(desk.state, chat, customer)
  yield byteOrderMark + csvLines([columns])
  for (let after = 0; after < chat.lastSeq; ) {
    const lines = await store.messages(chat.id, { after, before: chat.lastSeq + 1, limit: piece })
    const rows = lines.flatMap((line): CsvValue[][] => {
      if (line.kind === 'notice') return []
      const shown = { ChatID: chat.no, CustomerName, MobileNumber, ...presentMessage(desk.state, chat, line) }
      return [columns.map((column) => shown[column])]
    })
    yield csvLines(rows)
    const last = lines.at(-1)
    if (!last) return
    after = last.seq
  }
}
