import { chatScope, mayChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import { idsOf, personOf } from '#domain/customer/person.ts'
import { chatsInMemory, mustKnow } from '#domain/customer/sight.ts'
import type { CustomerId, Instant } from '#domain/ids.ts'
import type { CentreSettings } from '#domain/organisation/centre.ts'
import type { DeskState } from '#domain/state.ts'
import type { CustomerChatsQuery } from '#ports/store.ts'
import { sightOf } from './chats.ts'
import type { HouseParts } from './house.ts'
import { presentChat } from './present.ts'
import type { ChatView } from './views.ts'

/** The person behind a customer, if the actor may know of them; else there is none (H-70). */
export function knownPerson(state: DeskState, actor: AgentActor, customerId: string): Customer {
  const person = personOf(state, customerId as CustomerId)
  mustKnow(state, actor, person)
  return person
}

/** Whose chats, and which of them the agent may see: as in the list of closed chats. */
interface Scope extends Pick<CustomerChatsQuery, 'customerIds' | 'queueIds' | 'agentIds'> {
  /** Not closed, newest first. */
  readonly open: readonly Chat[]
  readonly customers: ReadonlyMap<CustomerId, Customer>
  readonly settings: CentreSettings
}

export function scopeOf(state: DeskState, actor: AgentActor, person: Customer): Scope {
  const customerIds = idsOf(person)
  const open = [...chatsInMemory(state, customerIds)].filter(
    (chat) => chat.phase !== 'closed' && mayChat(state, actor.agentId, 'see', chat),
  )
  return {
    customerIds,
    ...chatScope(state, actor.agentId, 'chats.see'),
    settings: state.settings,
    open: open.sort((a, b) => b.openedAt - a.openedAt || b.no - a.no),
    customers: new Map(customerIds.map((id) => [id, state.customers.require(id)])),
  }
}

/** A page of all chats of a person: the first begins with those that are not closed, then newest end first. */
export async function pageOfChats(
  { desk, store }: HouseParts,
  actor: AgentActor,
  customerId: string,
  { limit = 50, before }: { readonly limit?: number; readonly before?: string },
): Promise<{ chats: ChatView[]; next: string | null }> {
  const { open, customers, settings, ...scope } = await desk.ask((state) =>
    scopeOf(state, actor, knownPerson(state, actor, customerId)),
  )
  const [endedAt, no] = before?.split('-').map(Number) ?? []
  const from = endedAt === undefined || no === undefined ? null : { endedAt: endedAt as Instant, no }
  const room = from ? limit : Math.max(1, limit - open.length)
  const closed = await store.customerChats({ ...scope, before: from, limit: room })
  const last = closed.length === room ? closed.at(-1) : undefined
  // One that was closed in between is in both: it counts as closed.
  const still = from ? [] : open.filter(({ id }) => closed.every((chat) => chat.id !== id))
  return {
    chats: [...still, ...closed].map((chat) =>
      presentChat(chat, customers.get(chat.customerId), sightOf(settings, actor.agentId, chat)),
    ),
    next: last ? `${last.endedAt}-${last.no}` : null,
  }
}
