import type { AgentId, CertificateId, CustomerId, CustomerNoteId } from '../ids.ts'
import type { Profile } from './customer.ts'

/** What happens to customers. Their words reach rows only: a key, too, is made of an address or a number. */
export type CustomerFact =
  | {
      readonly type: 'customer.added'
      readonly customerId: CustomerId
      readonly verified?: boolean
      readonly words?: Partial<Omit<Profile, 'fields'>>
    }
  | {
      readonly type: 'customer.changed'
      readonly customerId: CustomerId
      /** Which parts of the profile are other than before. */
      readonly changed: readonly (keyof Profile)[]
      readonly verified?: boolean
      readonly words?: Partial<Profile>
    }
  | {
      readonly type: 'customer.noted'
      readonly customerId: CustomerId
      readonly noteId: CustomerNoteId
      readonly authorId: AgentId
      readonly words?: { readonly text: string }
    }
  | { readonly type: 'customer.merged'; readonly customerId: CustomerId; readonly intoId: CustomerId }
  | { readonly type: 'customer.mergeUndone'; readonly customerId: CustomerId; readonly fromId: CustomerId }
  | {
      readonly type: 'customer.erased'
      readonly customerId: CustomerId
      /** With those merged into it. */
      readonly customerIds: readonly CustomerId[]
      readonly certificateId: CertificateId
    }
