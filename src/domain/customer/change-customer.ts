import type { Verb } from '../decision.ts'
import type { CustomerId } from '../ids.ts'
import { type Problem, refuseWrong } from '../refusal.ts'
import { type Customer, fieldLimits, type Profile } from './customer.ts'
import { findableProblems, keysOf, phoneOf } from './keys.ts'
import { mustChangePerson } from './person.ts'

type Changes = { readonly [Name in keyof Omit<Profile, 'fields'>]?: string | null } & {
  /** By name; null takes one away, those not named stay. */
  readonly fields?: Readonly<Record<string, string | null>>
}

export interface ChangeCustomer extends Changes {
  readonly do: 'changeCustomer'
  readonly customerId: CustomerId
}

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u

/** An agent who may see one of the person's chats, or an administrator, writes down who they are. */
export const changeCustomer: Verb<ChangeCustomer> = (state, { do: _, customerId: id, ...changes }, actor) => {
  const customer = mustChangePerson(state, actor, id)
  const wrong = refuseWrong('customer.wrong', problemsOf(customer, changes))
  if (wrong) return wrong
  const words = wordsOf(customer, changes)
  const changed = (Object.keys(words) as (keyof Profile)[]).filter(
    (name) => JSON.stringify(words[name]) !== JSON.stringify(customer[name]),
  )
  if (changed.length === 0) return []
  const next = { ...customer, ...words }
  const taken = keysOf(next).filter((key) => {
    const holder = state.customerKeys.find(key)?.customerId
    return holder !== undefined && holder !== customer.id && !keysOf(customer).includes(key)
  })
  if (taken.length > 0) return refuseWrong('customer.key-used', taken.map(takenProblem), 'conflict') ?? []
  // Looked up here, since nothing can be loaded any more when the fact is applied.
  for (const key of keysOf(customer)) state.customerKeys.find(key)
  return [{ type: 'customer.changed', customerId: customer.id, changed, words }]
}

function wordsOf(customer: Customer, { fields, ...changes }: Changes): Partial<Profile> {
  const words: { -readonly [Name in keyof Profile]?: Profile[Name] } = { ...changes }
  if (changes.name !== undefined) words.name = changes.name?.trim() || null
  if (changes.email !== undefined) words.email = changes.email?.trim() || null
  if (changes.phone !== undefined) words.phone = changes.phone ? phoneOf(changes.phone) : null
  if (changes.externalId !== undefined) words.externalId = changes.externalId || null
  if (fields !== undefined) words.fields = fieldsAfter(customer, fields)
  return words
}

function fieldsAfter({ fields }: Customer, changes: Readonly<Record<string, string | null>>): Record<string, string> {
  const kept = Object.entries({ ...fields, ...changes }).filter((field): field is [string, string] => field[1] !== null)
  return Object.fromEntries(kept)
}

function problemsOf(customer: Customer, { name, fields, ...findable }: Changes): Problem[] {
  const problems = findableProblems(findable)
  if (name && (control.test(name) || name.length > 100))
    problems.push({ field: 'name', accepted: 'at most 100 characters, without control characters' })
  for (const [field, text] of Object.entries(fields ?? {})) {
    if (field.trim() === '' || field.length > fieldLimits.nameLength || control.test(field))
      problems.push({ field: 'fields', accepted: `names of 1 to ${fieldLimits.nameLength} characters` })
    else if (text !== null && (text.length > fieldLimits.textLength || control.test(text)))
      problems.push({ field: `fields.${field}`, accepted: `text of at most ${fieldLimits.textLength} characters` })
  }
  if (fields && Object.keys(fieldsAfter(customer, fields)).length > fieldLimits.count)
    problems.push({ field: 'fields', accepted: `at most ${fieldLimits.count} fields` })
  return problems
}

function takenProblem(key: string): Problem {
  const kind = key.slice(0, key.indexOf(':'))
  const field = kind === 'external' ? 'externalId' : kind
  return { field, accepted: 'one that no other customer has; or merge the two' }
}
