import type { ClosedChat } from '../chat/chat.ts'
import type { Instant } from '../ids.ts'
import type { Customer } from './customer.ts'

/** A customer's row without the person: memory and store erase by the same rule. */
export function erasedCustomer(customer: Customer, at: Instant): Customer {
  const nobody = { name: null, email: null, phone: null, externalId: null, fields: {}, verified: false }
  return { ...customer, ...nobody, erasedAt: customer.erasedAt ?? at }
}

/** Whether the chat is kept as it is although its customer is erased: as evidence. */
export function isEvidence({ recorded }: ClosedChat): boolean {
  return recorded
}

/** A chat's row without what speaks of its customer; without the secret's hash its token opens nothing any more. */
export function erasedChat(chat: ClosedChat): ClosedChat {
  if (isEvidence(chat)) return chat
  const rating = chat.rating && { ...chat.rating, comment: null }
  return { ...chat, secretHash: '', pageUrl: null, address: null, locale: null, stated: null, attributes: {}, rating }
}
