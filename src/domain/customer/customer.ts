import type { AgentId, CertificateId, CustomerId, CustomerNoteId, Instant } from '../ids.ts'

/** What is known of the person helped: their words, kept in rows and never in the journal. */
export interface Profile {
  readonly name: string | null
  readonly email: string | null
  /** E.164: `+` and digits. */
  readonly phone: string | null
  /** Their id in the systems of the centre. */
  readonly externalId: string | null
  /** What else the centre keeps about them, by name. */
  readonly fields: Readonly<Record<string, string>>
}

/** The person helped, over all their chats. */
export interface Customer extends Profile {
  readonly id: CustomerId
  readonly no: number
  /** Who they say they are was proven by a signature. */
  readonly verified: boolean
  /** Counts as that customer's from then on; its own row, chats, keys and notes stay as they are, so it can be undone. */
  readonly mergedIntoId: CustomerId | null
  /** Those merged into this one, in that order; empty while it is merged itself. */
  readonly mergedIds: readonly CustomerId[]
  /** Since then nothing is kept of the person but that they were there. */
  readonly erasedAt: Instant | null
  /** Who talked to them last. */
  readonly lastAgentId: AgentId | null
  readonly addedAt: Instant
}

/** By what a customer is found: `email:kim@example.org`, `phone:+49…` or `external:…`. */
export interface CustomerKey {
  readonly id: string
  readonly customerId: CustomerId
}

/** What an agent wrote down about a customer, for colleagues. */
export interface CustomerNote {
  readonly id: CustomerNoteId
  readonly customerId: CustomerId
  readonly authorId: AgentId
  readonly at: Instant
  readonly text: string
}

/** How much was erased of a person, by kind. */
export interface ErasedCounts {
  readonly profiles: number
  readonly keys: number
  readonly notes: number
  readonly chats: number
  readonly messages: number
  /** Notes, whispers and consultations about their chats. */
  readonly asides: number
  /** Chats that stay whole, since they are kept as evidence. */
  readonly keptAsEvidence: number
  readonly files: number
  readonly ratingComments: number
  readonly pageAddresses: number
  /** First answers to writes, kept for repeats. */
  readonly answers: number
}

/** Says that a person was erased, when, by whom and how much; without a word of theirs. */
export interface Certificate {
  readonly id: CertificateId
  /** The customer, and those that were merged into it. */
  readonly customerIds: readonly CustomerId[]
  readonly erasedAt: Instant
  /** Null: the desk itself. */
  readonly byAgentId: AgentId | null
  readonly counts: ErasedCounts
}

/** What a visitor typed about themselves in one chat that was joined to a customer already known. */
export interface Stated {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
}

/**
 * What the customer is called in one chat. Where somebody only typed the address of a known customer, it is what they
 * typed: they must not learn the stored name by it.
 */
export function nameIn(
  chat: { readonly stated: Stated | null } | undefined,
  customer: Customer | undefined | null,
): string | null {
  return chat?.stated ? chat.stated.name : (customer?.name ?? null)
}

export const fieldLimits = { count: 50, nameLength: 100, textLength: 2_000 } as const
