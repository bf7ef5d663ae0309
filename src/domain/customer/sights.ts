import type { ChatScope } from '../access/rights.ts'
import type { CustomerId } from '../ids.ts'
import { MissingRow } from '../table.ts'

/** Asks the store whether an agent may see any closed chat of a customer. */
export interface SightQuestion extends ChatScope {
  readonly customerId: CustomerId
}

const kept = 1_000

/**
 * What the store answered to such questions. An answer holds until a chat of the customer changes, comes into memory or
 * leaves it; which chats the agent may see is part of the question.
 */
export class Sights {
  readonly #known = new Map<CustomerId, Map<string, boolean>>()

  /** Whether there is such a chat; stops the decision when that is not known. */
  find(question: SightQuestion): boolean {
    const key = keyOf(question)
    const known = this.#known.get(question.customerId)?.get(key)
    if (known === undefined) throw new MissingRow('customerSights', key)
    return known
  }

  note(question: SightQuestion, seen: boolean): void {
    if (this.#known.size >= kept) this.#known.clear()
    const ofCustomer = this.#known.get(question.customerId)
    if (ofCustomer) ofCustomer.set(keyOf(question), seen)
    else this.#known.set(question.customerId, new Map([[keyOf(question), seen]]))
  }

  forget(customerId: CustomerId): void {
    this.#known.delete(customerId)
  }
}

/** The question that a `MissingRow` of `customerSights` names. */
export function sightQuestionOf(key: string): SightQuestion {
  return JSON.parse(key) as SightQuestion
}

function keyOf({ customerId, agentIds, queueIds }: SightQuestion): string {
  return JSON.stringify({ customerId, agentIds: [...agentIds].sort(), queueIds: queueIds && [...queueIds].sort() })
}
