import type { Customer, CustomerNote } from '#domain/customer/customer.ts'
import type { CustomerNoteView, CustomerView } from './customer-views.ts'
import type { Names } from './present.ts'

export function presentCustomer(customer: Customer): CustomerView {
  const { id, no, name, email, phone, externalId, verified, fields, mergedIds, mergedIntoId, erasedAt, addedAt } =
    customer
  const profile = { id, no, name, email, phone, externalId, verified, fields: { ...fields } }
  return { ...profile, mergedIds: [...mergedIds], mergedIntoId, erasedAt, addedAt }
}

export function presentCustomerNote(
  { id, customerId, authorId, at, text }: CustomerNote,
  names: Names,
): CustomerNoteView {
  return { id, customerId, author: { id: authorId, name: names.agents.get(authorId)?.name ?? null }, at, text }
}
