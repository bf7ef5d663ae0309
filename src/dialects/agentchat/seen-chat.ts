import { mustChat } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { chatTypeOf } from './words.ts'

/** The chat with that number, if the actor may see it and it is of one of the lists; else it does not exist (AC-13). */
export function seenChat(state: DeskState, actor: Actor, no: number): Chat {
  const chatId = state.chatIdOf(no)
  const chat = chatId && state.chats.find(chatId)
  if (!chat) throw new Refused(refuse('not-found', 'chat.not-found'))
  mustChat(state, actor, 'see', chat)
  if (chatTypeOf(chat) === null) throw new Refused(refuse('not-found', 'chat.not-found'))
  // Whoever shows the chat after a command finds its customer in memory then.
  state.customers.find(chat.customerId)
  return chat
}

/** The same for what can only be done with a chat that an agent has: of one that waits, that is said before who may. */
export function assignedChat(state: DeskState, actor: Actor, no: number): Chat {
  const chat = seenChat(state, actor, no)
  if (chatTypeOf(chat) === 'unassigned') throw new Refused(refuse('conflict', 'chat.not-active', { phase: chat.phase }))
  return chat
}
