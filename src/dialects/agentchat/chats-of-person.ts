import { chatScope, mayChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import { idsOf } from '#domain/customer/person.ts'
import type { AgentChatParts } from './agentchat.ts'
import { lastMessages } from './last-messages.ts'
import { presentChat } from './present.ts'
import { activeChatsOf } from './seen-customer.ts'
import type { ChatWithMessagesView } from './views.ts'

const chatLimit = 50

/** A person's chats that the agent may read, each with what was said last: first those that are not closed, newest first, then the newest end first. */
export async function chatsOfPerson(
  parts: AgentChatParts,
  actor: AgentActor,
  person: Customer,
): Promise<ChatWithMessagesView[]> {
  const { desk, store } = parts
  const { open, customers, scope } = await desk.ask((state) => ({
    open: activeChatsOf(state, actor, person).filter((chat) => mayChat(state, actor.agentId, 'read', chat)),
    customers: new Map(idsOf(person).map((id) => [id, state.customers.require(id)])),
    scope: chatScope(state, actor.agentId, 'chats.read'),
  }))
  const closed = await store.customerChats({ ...scope, customerIds: idsOf(person), before: null, limit: chatLimit })
  // One that was closed in between is in both: it counts as closed.
  const still: readonly Chat[] = open.filter(({ id }) => closed.every((chat) => chat.id !== id))
  const chats = [...still, ...closed].slice(0, chatLimit)
  const messages = await lastMessages(parts, actor, chats)
  return desk.ask((state) =>
    chats.map((chat) => {
      const shown = presentChat(state, chat, customers.get(chat.customerId))
      return { ...shown, Messages: [...(messages.get(chat.id) ?? [])] }
    }),
  )
}
