import type { Actor } from '../actor.ts'
import type { CustomerId } from '../ids.ts'
import { Refused, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Customer } from './customer.ts'
import { mustKnow } from './sight.ts'

/** The customer who counts for this one: itself, or the one it is merged into. */
export function personOf(state: DeskState, customerId: CustomerId): Customer {
  const customer = state.customers.require(customerId)
  return customer.mergedIntoId ? state.customers.require(customer.mergedIntoId) : customer
}

/** The ids under which chats, keys and notes of a person stand: its own first. */
export function idsOf({ id, mergedIds }: Customer): readonly CustomerId[] {
  return [id, ...mergedIds]
}

/** The person behind a customer, for who may know of them and changes something; stops when they were erased. */
export function mustChangePerson(state: DeskState, actor: Actor, customerId: CustomerId): Customer {
  const person = personOf(state, customerId)
  mustKnow(state, actor, person)
  if (person.erasedAt !== null) throw new Refused(refuse('conflict', 'customer.erased'))
  return person
}
