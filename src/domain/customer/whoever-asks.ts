import type { Fact } from '../events.ts'
import type { CustomerId } from '../ids.ts'
import { type Refusal, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Profile, Stated } from './customer.ts'
import { findableProblems, holderOf, keysOf, phoneOf } from './keys.ts'

/** What somebody who opens a chat says about themselves. */
export interface Introduction {
  /** For a customer who is not known yet. */
  readonly customerId: CustomerId
  readonly name: string | null
  readonly email: string | null
  readonly phone?: string | null
  readonly externalId?: string | null
  /** The caller checked a signature over it: then it is taken into the profile. */
  readonly verified?: boolean
}

/** Whose chat it is, and what is noted about them. */
export interface Asker {
  readonly customerId: CustomerId
  readonly stated: Stated | null
  readonly facts: readonly Fact[]
}

/** Who it is that opens a chat: a customer already known by one of their keys, or a new one; or what is wrong. */
export function whoeverAsks(state: DeskState, introduction: Introduction): Asker | Refusal {
  const { customerId, name, verified = false } = introduction
  const wrong = refuseWrong('customer.wrong', findableProblems(introduction))
  if (wrong) return wrong
  const given = {
    name,
    email: introduction.email?.trim() || null,
    phone: introduction.phone ? phoneOf(introduction.phone) : null,
    externalId: introduction.externalId || null,
  }
  if (state.customers.find(customerId)) return { customerId, stated: null, facts: [] }
  const holder = holderOf(state, keysOf(given))
  if (!holder)
    return {
      customerId,
      stated: null,
      facts: [{ type: 'customer.added', customerId, ...(verified && { verified }), words: given }],
    }
  if (verified) return { customerId: holder.id, stated: null, facts: taken(state, holder.id, given) }
  const { externalId: _, ...stated } = given
  return { customerId: holder.id, stated, facts: [] }
}

/** The profile with what was proven; what another customer is found by stays theirs. */
function taken(state: DeskState, customerId: CustomerId, given: Omit<Profile, 'fields'>): Fact[] {
  const customer = state.customers.require(customerId)
  const words: { -readonly [Name in keyof Profile]?: Profile[Name] } = {}
  for (const name of ['name', 'email', 'phone', 'externalId'] as const) {
    const value = given[name]
    if (value !== null && value !== customer[name] && isFree(state, customerId, name, value)) words[name] = value
  }
  // Looked up now: when the fact is applied nothing can be loaded any more.
  for (const key of keysOf(customer)) state.customerKeys.find(key)
  const changed = Object.keys(words) as (keyof Profile)[]
  if (changed.length === 0 && customer.verified) return []
  return [{ type: 'customer.changed', customerId, changed, verified: true, words }]
}

function isFree(state: DeskState, customerId: CustomerId, name: string, value: string): boolean {
  const nothing = { email: null, phone: null, externalId: null }
  return keysOf({ ...nothing, [name]: value }).every((key) => {
    const holder = state.customerKeys.find(key)?.customerId
    return holder === undefined || holder === customerId
  })
}
