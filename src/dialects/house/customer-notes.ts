import { idsOf } from '#domain/customer/person.ts'
import type { CustomerId, CustomerNoteId, Instant } from '#domain/ids.ts'
import { agentCaller } from './agents.ts'
import { knownPerson } from './customer-chats.ts'
import { presentCustomerNote } from './customer-present.ts'
import { CustomerParams, NoteBody, NoteList, NotesQuery, OneNote } from './customer-views.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { write } from './write.ts'

const tags = ['customers']

/** What agents wrote down about a customer. */
export function customerNoteRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store, ids } = parts

  app.get(
    '/customers/:customerId/notes',
    {
      schema: {
        tags,
        summary: 'Notes on the customer, newest first',
        params: CustomerParams,
        querystring: NotesQuery,
        response: { 200: NoteList },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const { limit = 50, before } = request.query
      const customerIds = await desk.ask((state) => idsOf(knownPerson(state, actor, request.params.customerId)))
      const notes = await store.customerNotes({ customerIds, before: placeOf(before), limit })
      const last = notes.length === limit ? notes.at(-1) : undefined
      return {
        notes: notes.map((note) => presentCustomerNote(note, desk.state)),
        next: last ? `${last.at}-${last.id}` : null,
      }
    },
  )

  app.post(
    '/customers/:customerId/notes',
    {
      schema: {
        tags,
        summary: 'Write a note on the customer',
        params: CustomerParams,
        body: NoteBody,
        response: { 201: OneNote },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const customerId = request.params.customerId as CustomerId
      const noteId = ids.uuid() as CustomerNoteId
      const command = { do: 'noteCustomer', customerId, noteId, text: request.body.text } as const
      return write(parts, request, reply, actor, command, (state) => ({
        status: 201,
        body: { note: presentCustomerNote(state.customerNotes.require(noteId), state) },
      }))
    },
  )
}

function placeOf(before: string | undefined): { at: Instant; id: CustomerNoteId } | null {
  if (before === undefined) return null
  const dash = before.indexOf('-')
  return { at: Number(before.slice(0, dash)) as Instant, id: before.slice(dash + 1) as CustomerNoteId }
}
