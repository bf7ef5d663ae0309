import type { Actor } from '#domain/actor.ts'
import type { Customer } from '#domain/customer/customer.ts'
import { type EntryTable, entryTables } from '#domain/organisation/entries.ts'
import type { DeskState } from '#domain/state.ts'
import type { RightsOracle } from './rights-oracle.ts'

/** Something that does not exist for an actor, with all by which an answer could give it away. */
export interface Hidden {
  readonly id: string
  readonly words: readonly string[]
}

const nouns: Readonly<Record<EntryTable, string>> = {
  businessUnits: 'business unit',
  teams: 'team',
  groups: 'group',
  authorizations: 'authorization',
  skills: 'skill',
  awayReasons: 'away reason',
  tagGroups: 'tag group',
  tags: 'tag',
  dispositions: 'disposition',
  hours: 'hours',
  flows: 'flow',
  cannedResponses: 'canned response',
  recipients: 'recipient',
  reportSchedules: 'report schedule',
}

/** Everything that does not exist for the actor, by its id. */
export function hiddenFrom(state: DeskState, oracle: RightsOracle, actor: Actor): ReadonlyMap<string, Hidden> {
  const hidden = new Map<string, Hidden>()
  if (actor.kind === 'system') return hidden
  const hide = (id: string, words: readonly (string | null)[]) =>
    hidden.set(id, { id, words: words.filter((word) => word !== null && word !== '') as string[] })
  const viewerId = actor.kind === 'agent' ? actor.agentId : null
  for (const agent of state.agents.values())
    if (!viewerId || !oracle.seesAgent(viewerId, agent)) hide(agent.id, [agent.name, agent.email, `agent ${agent.no}`])
  for (const queue of state.queues.values())
    if (viewerId && !oracle.seesQueue(viewerId, queue)) {
      hide(queue.id, [queue.name, `queue ${queue.no}`])
      for (const outage of state.outages.values())
        if (outage.queueId === queue.id) hide(outage.id, [`outage ${outage.no}`])
    }
  for (const chat of state.chats.values()) if (!oracle.seesChat(actor, chat)) hide(chat.id, [`chat ${chat.no}`])
  for (const customer of state.customers.values())
    if (!knows(state, oracle, actor, customer)) hide(customer.id, [customer.name])
  for (const table of entryTables)
    for (const entry of state[table].values())
      if (!viewerId || !oracle.seesEntry(viewerId, table, entry.id))
        hide(entry.id, ['name' in entry ? entry.name : null, `${nouns[table]} ${entry.no}`])
  return hidden
}

/** A person is known to who may see one of their chats, or all chats, and to who manages all customers. */
function knows(state: DeskState, oracle: RightsOracle, actor: Actor, customer: Customer): boolean {
  if (actor.kind !== 'agent') return false
  const everywhere = (permission: 'chats.see' | 'customers.manage') => oracle.has(actor.agentId, permission, null, [])
  if (everywhere('chats.see') || everywhere('customers.manage')) return true
  const person = customer.mergedIntoId ? state.customers.get(customer.mergedIntoId) : customer
  const ids = person ? [person.id, ...person.mergedIds] : []
  return [...state.chats.values()].some((chat) => ids.includes(chat.customerId) && oracle.seesChat(actor, chat))
}

/** The same value with other text for each string that has one, at any depth. */
export function withOther<Value>(value: Value, other: (text: string) => string): Value {
  if (typeof value === 'string') return other(value) as Value
  if (Array.isArray(value)) return value.map((item) => withOther(item, other)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withOther(inner, other)])) as Value
}
