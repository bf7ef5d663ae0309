import type { CustomerId } from '../ids.ts'
import type { Problem } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Customer, Profile } from './customer.ts'

/** By what a person may be found. */
export type Findable = Pick<Profile, 'email' | 'phone' | 'externalId'>

const phoneForm = /^\+[1-9][0-9]{6,14}$/
const control = /[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/u

/** A phone number as E.164 (`+4930123456`), read from the usual ways of writing it; null when it is none. */
export function phoneOf(text: string): string | null {
  const digits = text.replaceAll(/[\s().\-/\u2010-\u2015]/g, '').replace(/^00/, '+')
  return phoneForm.test(digits) ? digits : null
}

/** The keys of a person, the surest first; those of what is null are left out. Expects phones as `phoneOf` makes them. */
export function keysOf({ email, phone, externalId }: Findable): string[] {
  const keys: string[] = []
  if (externalId) keys.push(`external:${externalId}`)
  if (email) keys.push(`email:${email.trim().toLowerCase()}`)
  if (phone) keys.push(`phone:${phone}`)
  return keys
}

/** The keys of the profile that are this customer's own: another may have had one of them before. */
export function ownKeys(state: DeskState, customer: Customer): string[] {
  return keysOf(customer).filter((key) => state.customerKeys.find(key)?.customerId === customer.id)
}

/** Who has one of these keys, the surest key first; null when nobody has any. */
export function holderOf(state: DeskState, keys: readonly string[]): Customer | null {
  let holder: CustomerId | null = null
  for (const key of keys) holder ??= state.customerKeys.find(key)?.customerId ?? null
  return holder && state.customers.require(holder)
}

/** What is wrong with how somebody may be found. */
export function findableProblems({ email, phone, externalId }: Partial<Findable>): Problem[] {
  const problems: Problem[] = []
  if (email && (control.test(email) || !/^[^@\s]+@[^@\s]+$/.test(email.trim()) || email.length > 200))
    problems.push({ field: 'email', accepted: 'an e-mail address of at most 200 characters' })
  if (phone && phoneOf(phone) === null)
    problems.push({ field: 'phone', accepted: 'an international number: + and 7 to 15 digits' })
  if (externalId && (control.test(externalId) || externalId.length > 200 || externalId.trim() === ''))
    problems.push({ field: 'externalId', accepted: '1 to 200 characters without control characters' })
  return problems
}
