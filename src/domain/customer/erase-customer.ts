import { mustHave } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { CertificateId, CustomerId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { ownKeys } from './keys.ts'
import { idsOf, personOf } from './person.ts'
import { chatsInMemory, mustKnow } from './sight.ts'

export interface EraseCustomer {
  readonly do: 'eraseCustomer'
  readonly customerId: CustomerId
  readonly certificateId: CertificateId
}

/**
 * An administrator has everything that speaks of a person taken out of the rows, with all that was merged into them. What
 * is not in memory the store erases in the same commit, and counts for the certificate.
 */
export const eraseCustomer: Verb<EraseCustomer> = (state, { customerId, certificateId }, actor) => {
  mustHave(state, actor, 'customers.erase', null)
  const customer = state.customers.require(customerId)
  mustKnow(state, actor, personOf(state, customerId))
  if (customer.erasedAt !== null) return refuse('conflict', 'customer.erased')
  if (customer.mergedIntoId !== null)
    return refuse('conflict', 'customer.merged', { mergedIntoId: customer.mergedIntoId })
  const customerIds = idsOf(customer)
  // All their rows and keys are changed: they must be in memory when that happens.
  for (const id of customerIds) ownKeys(state, state.customers.require(id))
  for (const chat of chatsInMemory(state, customerIds))
    if (chat.phase !== 'closed') return refuse('conflict', 'customer.has-open-chats')
  return [{ type: 'customer.erased', customerId, customerIds, certificateId }]
}
