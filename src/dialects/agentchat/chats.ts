import Type, { type Static } from 'typebox'
import { chatScope } from '#domain/access/may.ts'
import type { Chat } from '#domain/chat/chat.ts'
import { listLive } from '#domain/chat/list-live.ts'
import type { Customer } from '#domain/customer/customer.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { chatExample, messageExample } from './examples.ts'
import { lastMessages } from './last-messages.ts'
import { type AgentCall, agentMethod } from './method.ts'
import { presentChat } from './present.ts'
import { closed, No, orNull } from './schemas.ts'
import { seenChat } from './seen-chat.ts'
import { ChatType, ChatView, ChatWithMessagesView } from './views.ts'

const Query = {
  ChatType: Type.Optional(ChatType),
  PageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 100 })),
  AfterChatID: Type.Optional(No),
  IncludeMessages: Type.Optional(Type.Boolean({ default: false })),
}
const Page = Type.Object(
  {
    Count: Type.Integer({ description: 'Of this page' }),
    Chats: Type.Array(Type.Union([ChatView, ChatWithMessagesView])),
    NextAfterChatID: orNull(Type.Integer({ description: 'AfterChatID of the next page; null after the last' })),
  },
  closed,
)

type Call = AgentCall<typeof Query, Record<never, never>>
type List = Static<typeof ChatType>

/** A chat with its customer; of live ones memory has them. */
interface Listed {
  readonly chat: Chat
  readonly customer: Customer | null | undefined
}

const phasesOf: Readonly<Record<Exclude<List, 'closed'>, readonly Chat['phase'][]>> = {
  open: ['active', 'wrapUp'],
  unassigned: ['queued', 'offered'],
}

export const chatMethods = [
  agentMethod({
    name: 'GetChatList',
    verb: 'GET',
    heading: 'Chats',
    about: 'A list and details of unassigned, open and closed chats',
    rules: ['AC-45'],
    query: Query,
    answer: Page,
    example: { Count: 1, Chats: [{ ...chatExample, Messages: [messageExample] }], NextAfterChatID: 406 },
    run: async (call) => {
      const { query, ask, parts, actor } = call
      const { PageSize = 100, IncludeMessages = false } = query
      const found = await listed(call, PageSize + 1)
      const page = found.slice(0, PageSize)
      const messages = IncludeMessages
        ? await lastMessages(
            parts,
            actor,
            page.map(({ chat }) => chat),
          )
        : null
      const chats = await ask((state) =>
        page.map(({ chat, customer }) => {
          const shown = presentChat(state, chat, customer)
          return messages ? { ...shown, Messages: messages.get(chat.id) ?? [] } : shown
        }),
      )
      const last = found.length > PageSize ? page.at(-1) : undefined
      return { Count: chats.length, Chats: chats, NextAfterChatID: last ? last.chat.no : null }
    },
  }),
]

async function listed(call: Call, limit: number): Promise<readonly Listed[]> {
  const { ChatType: list, AfterChatID: after } = call.query
  if (list === 'closed') return closedChats(call, after, limit)
  if (list) return liveChats(call, list, after, limit)
  // All lists: what is live comes first, and a cursor that is closed stands in what comes after.
  if (after !== undefined && (await isClosed(call, after))) return closedChats(call, after, limit)
  const live = await liveChats(call, null, after, limit)
  return live.length < limit ? [...live, ...(await closedChats(call, undefined, limit - live.length))] : live
}

async function isClosed({ ask, actor }: Call, no: number): Promise<boolean> {
  return ask((state) => seenChat(state, actor, no).phase === 'closed')
}

async function liveChats(
  { ask, agent }: Call,
  list: Exclude<List, 'closed'> | null,
  after = 0,
  limit: number,
): Promise<readonly Listed[]> {
  return ask((state) => {
    const chats = listLive(state, agent.id, { ...(list && { phases: phasesOf[list] }), after, limit })
    return chats.map((chat) => ({ chat, customer: state.customers.get(chat.customerId) }))
  })
}

/** Newest end first. */
async function closedChats(
  { ask, agent, actor, parts }: Call,
  after: number | undefined,
  limit: number,
): Promise<readonly Listed[]> {
  const { before, scope } = await ask((state) => {
    const scope = chatScope(state, agent.id, 'chats.see')
    if (after === undefined) return { scope, before: null }
    const chat = seenChat(state, actor, after)
    if (chat.phase !== 'closed')
      throw new WrongInput([
        { field: 'AfterChatID', accepted: 'the NextAfterChatID of the page before: a closed chat' },
      ])
    return { scope, before: { endedAt: chat.endedAt, no: chat.no } }
  })
  return parts.store.closedChats({ ...scope, before, limit })
}
