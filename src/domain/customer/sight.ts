import { chatScope, mayChat } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Chat } from '../chat/chat.ts'
import type { CustomerId } from '../ids.ts'
import { Refused, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Customer } from './customer.ts'

/** Whether the actor may know of the person: the desk, who manages all customers, and agents who may see one of their chats. */
export function knows(state: DeskState, actor: Actor, person: Customer): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'customer') return false
  const agent = state.agents.get(actor.agentId)
  if (!agent?.enabled) return false
  if (state.rights.hasAll(agent.id, 'chats.see') || state.rights.hasAll(agent.id, 'customers.manage')) return true
  const ids = [person.id, ...person.mergedIds]
  for (const chat of chatsInMemory(state, ids)) if (mayChat(state, agent.id, 'see', chat)) return true
  const scope = chatScope(state, agent.id, 'chats.see')
  return ids.some((customerId) => state.sights.find({ customerId, ...scope }))
}

/** Stops the decision unless the actor may know of the person; who may not is told that there is none. */
export function mustKnow(state: DeskState, actor: Actor, person: Customer): void {
  if (!knows(state, actor, person)) throw new Refused(refuse('not-found', 'customer.not-found'))
}

/** The chats of some customers that are in memory: all that are not closed, and some that are. */
export function* chatsInMemory(state: DeskState, customerIds: readonly CustomerId[]): Generator<Chat> {
  for (const customerId of customerIds)
    for (const chatId of state.chatsOf(customerId)) {
      const chat = state.chats.get(chatId)
      if (chat) yield chat
    }
}
