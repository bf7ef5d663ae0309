import { mayChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import { idsOf, personOf } from '#domain/customer/person.ts'
import { chatsInMemory, mustKnow } from '#domain/customer/sight.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { chatTypeOf } from './words.ts'

/** The person with that number, if the agent may know of them; else there is none (AC-13). */
export function seenCustomer(state: DeskState, actor: AgentActor, no: number): Customer {
  const id = state.customerIdOf(no)
  if (!id) throw new Refused(refuse('not-found', 'customer.not-found'))
  const person = personOf(state, id)
  mustKnow(state, actor, person)
  return person
}

/** A person's chats in the lists of open and unassigned chats that the agent may see, newest first. */
export function activeChatsOf(state: DeskState, { agentId }: AgentActor, person: Customer): readonly Chat[] {
  const chats = [...chatsInMemory(state, idsOf(person))].filter((chat) => {
    const list = chatTypeOf(chat)
    return (list === 'open' || list === 'unassigned') && mayChat(state, agentId, 'see', chat)
  })
  return chats.sort((a, b) => b.openedAt - a.openedAt || b.no - a.no)
}

/** The newest of them; a person without one is a conflict. */
export function activeChatOf(state: DeskState, actor: AgentActor, person: Customer): Chat {
  const [chat] = activeChatsOf(state, actor, person)
  if (!chat) throw new Refused(refuse('conflict', 'customer.no-active-chat'))
  return chat
}
