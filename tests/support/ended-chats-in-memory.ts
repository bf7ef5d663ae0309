import type { ClosedChat } from '#domain/chat/chat.ts'
import { ChatGroups, chatSumsOf, groupsOfChat, sumsOfChat } from '#domain/chat/chat-groups.ts'
import { isWanted, type ToldChat } from '#domain/chat/traits.ts'
import type { DeskState } from '#domain/state.ts'
import type { ChatGroupsQuery, ChatSpansQuery, ChatsWanted, EndedChatsQuery } from '#ports/ended-chats.ts'

/** The single chats of a desk without a disk, each answer on one page; what was said is not kept there. */
export function endedChatsInMemory(state: DeskState) {
  const told = ({ from, to, queueIds, agentIds, where }: ChatsWanted): ToldChat[] =>
    [...state.chats.values()]
      .filter((chat): chat is ClosedChat => chat.phase === 'closed' && chat.endedAt >= from && chat.endedAt < to)
      .filter(({ queueId }) => queueIds === null || queueIds.includes(queueId))
      .filter(({ agentId }) => agentIds === null || agentIds.some((id) => id === agentId))
      .sort((one, other) => one.endedAt - other.endedAt || one.no - other.no)
      .map((chat) => ({ chat, texts: () => [], cameAgain: () => false }))
      .filter((one) => isWanted(where, one))

  return {
    endedChats: async (query: EndedChatsQuery) => {
      const chats = told(query).map(({ chat }) => {
        return { chat, customer: state.customers.get(chat.customerId) ?? null, question: null }
      })
      return { chats, next: null }
    },
    groupChats: async (query: ChatGroupsQuery) => {
      const found = told(query)
      const groups = new ChatGroups()
      for (const one of found) for (const group of groupsOfChat(query.by, one)) groups.add(group)
      return { groups: groups.all(), together: chatSumsOf(found.map(({ chat }) => sumsOfChat(chat))), next: null }
    },
    chatSpans: async ({ from, to, queueIds }: ChatSpansQuery) => {
      const unclosed = [...state.chats.values()]
        .filter(({ queueId, openedAt }) => openedAt < to && (queueIds === null || queueIds.includes(queueId)))
        .map((chat) => {
          const { openedAt, answeredAt } = chat
          return { openedAt, answeredAt, endedAt: 'endedAt' in chat ? chat.endedAt : null }
        })
        .filter(({ endedAt }) => endedAt === null || endedAt > from)
      return { closed: [], unclosed, next: null }
    },
  }
}
