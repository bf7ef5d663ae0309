import type { Actor } from '../actor.ts'
import type { Verb } from '../decision.ts'
import type { CustomerId } from '../ids.ts'
import { type Problem, refuse, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Customer } from './customer.ts'
import { mustKnow } from './sight.ts'

export interface MergeCustomers {
  readonly do: 'mergeCustomers'
  /** Counts as the other from then on. */
  readonly fromId: CustomerId
  readonly intoId: CustomerId
}

export interface UndoMerge {
  readonly do: 'undoMerge'
  /** The one that was merged into another. */
  readonly customerId: CustomerId
}

/**
 * Two customers are one person: whoever knows both says so. Chains are refused, so that one step leads from any customer
 * to the one that counts. Repeated it changes nothing.
 */
export const mergeCustomers: Verb<MergeCustomers> = (state, { fromId, intoId }, actor) => {
  const from = known(state, actor, fromId)
  const into = known(state, actor, intoId)
  if (fromId !== intoId && from.mergedIntoId === intoId) return []
  const wrong = refuseWrong('customer.cannot-merge', [...fromProblems(from), ...intoProblems(from, into)], 'conflict')
  return wrong ?? [{ type: 'customer.merged', customerId: fromId, intoId }]
}

/** They were two people after all: everything is as it was, and what came since stays with whom it came to. */
export const undoMerge: Verb<UndoMerge> = (state, { customerId }, actor) => {
  const customer = known(state, actor, customerId)
  if (customer.mergedIntoId === null) return refuse('conflict', 'customer.not-merged')
  if (customer.erasedAt !== null) return refuse('conflict', 'customer.erased')
  // Loaded here, since it changes too.
  const { id: fromId } = state.customers.require(customer.mergedIntoId)
  return [{ type: 'customer.mergeUndone', customerId, fromId }]
}

function known(state: DeskState, actor: Actor, id: CustomerId): Customer {
  const customer = state.customers.require(id)
  const person = customer.mergedIntoId ? state.customers.require(customer.mergedIntoId) : customer
  mustKnow(state, actor, person)
  return customer
}

function fromProblems(from: Customer): Problem[] {
  const problems: Problem[] = []
  if (from.erasedAt !== null) problems.push({ field: 'fromId', accepted: 'a customer that is not erased' })
  if (from.mergedIntoId !== null)
    problems.push({ field: 'fromId', accepted: 'a customer that is not merged into another already' })
  if (from.mergedIds.length > 0)
    problems.push({ field: 'fromId', accepted: 'a customer that no other is merged into; undo that first' })
  return problems
}

function intoProblems(from: Customer, into: Customer): Problem[] {
  const problems: Problem[] = []
  if (from.id === into.id) problems.push({ field: 'intoId', accepted: 'another customer than fromId' })
  if (into.erasedAt !== null) problems.push({ field: 'intoId', accepted: 'a customer that is not erased' })
  if (into.mergedIntoId === from.id)
    problems.push({ field: 'intoId', accepted: 'a customer that is not merged into fromId itself' })
  else if (into.mergedIntoId !== null)
    problems.push({ field: 'intoId', accepted: 'a customer that is not merged into another itself' })
  return problems
}
