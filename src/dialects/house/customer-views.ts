import Type, { type Static, type TSchema } from 'typebox'
import { At, type AttachmentView, ChatView, Id } from './views.ts'

/** Shapes of what the house API shows and takes about customers. */

const closed = { additionalProperties: false }
const optional = Type.Optional
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Text = Nullable(Type.String())

/** The person: where others were merged into one, the one that counts. */
export const CustomerView = Type.Object(
  {
    id: Id,
    no: Type.Integer(),
    name: Text,
    email: Text,
    phone: Nullable(Type.String({ description: 'E.164' })),
    externalId: Text,
    verified: Type.Boolean({ description: 'Who they say they are was proven by a signature' }),
    fields: Type.Record(Type.String(), Type.String()),
    mergedIds: Type.Array(Id, { description: 'Customers that count as this one' }),
    mergedIntoId: Nullable(Id),
    erasedAt: Nullable(At),
    addedAt: At,
  },
  closed,
)
export type CustomerView = Static<typeof CustomerView>

export const CustomerNoteView = Type.Object(
  { id: Id, customerId: Id, author: Type.Object({ id: Id, name: Text }, closed), at: At, text: Type.String() },
  closed,
)
export type CustomerNoteView = Static<typeof CustomerNoteView>

const Count = Type.Integer({ minimum: 0 })

/** That a person was erased, when, by whom and how much: kept for ever, without a word of theirs. */
export const CertificateView = Type.Object(
  {
    id: Id,
    customerIds: Type.Array(Id),
    erasedAt: At,
    byAgentId: Nullable(Id),
    counts: Type.Object(
      {
        profiles: Count,
        keys: Count,
        notes: Count,
        chats: Count,
        messages: Count,
        asides: Count,
        keptAsEvidence: Count,
        files: Count,
        ratingComments: Count,
        pageAddresses: Count,
        answers: Count,
      },
      closed,
    ),
  },
  closed,
)
export type CertificateView = Static<typeof CertificateView>

/** What an export says of one chat before its messages. */
export interface ExportedChat {
  readonly chat: ChatView
  readonly stated: { readonly name: string | null; readonly email: string | null; readonly phone: string | null } | null
  readonly locale: string | null
  readonly attachments: readonly AttachmentView[]
}

export const OneCustomer = Type.Object({ customer: CustomerView })
export const OneNote = Type.Object({ note: CustomerNoteView })
export const OneCertificate = Type.Object({ certificate: CertificateView })
const Next = Nullable(Type.String({ description: '`before` of the next page' }))
export const CustomerList = Type.Object({ customers: Type.Array(CustomerView) })
export const NoteList = Type.Object({ notes: Type.Array(CustomerNoteView), next: Next })
export const CustomerChatList = Type.Object({ chats: Type.Array(ChatView), next: Next })

export const CustomerParams = Type.Object({ customerId: Id }, closed)
export const CertificateParams = Type.Object({ certificateId: Id }, closed)

const Findable = Type.String({ minLength: 1, maxLength: 200 })
export const FindQuery = Type.Union([
  Type.Object({ email: Findable }, closed),
  Type.Object({ phone: Findable }, closed),
  Type.Object({ externalId: Findable }, closed),
])

/** The rules of the values are the desk's: a wrong one is named with what is accepted. */
export const CustomerChanges = Type.Object(
  {
    name: optional(Text),
    email: optional(Text),
    phone: optional(Text),
    externalId: optional(Text),
    fields: optional(Type.Record(Type.String(), Text)),
  },
  closed,
)

const page = { limit: optional(Type.Integer({ minimum: 1, maximum: 200 })) }
export const CustomerChatsQuery = Type.Object(
  { ...page, before: optional(Type.String({ pattern: '^[0-9]{1,15}-[0-9]{1,15}$' })) },
  closed,
)
export const NotesQuery = Type.Object(
  { ...page, before: optional(Type.String({ pattern: '^[0-9]{1,15}-[0-9a-f-]{36}$' })) },
  closed,
)
export const NoteBody = Type.Object({ text: Type.String({ minLength: 1 }) }, closed)
export const MergeBody = Type.Object({ intoId: Id }, closed)
