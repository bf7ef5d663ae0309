import { mayChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { ChatId } from '#domain/ids.ts'
import type { AgentChatParts } from './agentchat.ts'
import { presentMessage } from './present.ts'
import type { MessageView } from './views.ts'

/** How many messages of each chat are shown in a list. */
const messagesShown = 20

/** What was said last in those chats that the agent may read, ascending; that it was read is kept first. */
export async function lastMessages(
  { desk, store, looks }: AgentChatParts,
  actor: AgentActor,
  chats: readonly Chat[],
): Promise<ReadonlyMap<ChatId, readonly MessageView[]>> {
  const readable = await desk.ask((state) => chats.filter((chat) => mayChat(state, actor.agentId, 'read', chat)))
  await Promise.all(readable.map((chat) => looks.note(actor, chat, 'conversation')))
  const byId = new Map(readable.map((chat) => [chat.id, chat]))
  const lines = await store.lastLines([...byId.keys()], messagesShown)
  return desk.ask((state) => {
    const shown = new Map<ChatId, MessageView[]>()
    for (const line of lines) {
      const chat = byId.get(line.chatId)
      if (!chat) continue
      const message = presentMessage(state, chat, line)
      const before = shown.get(chat.id)
      if (before) before.push(message)
      else shown.set(chat.id, [message])
    }
    return shown
  })
}
