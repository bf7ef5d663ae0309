import Type from 'typebox'
import type { CustomerNoteId } from '#domain/ids.ts'
import { agentMethod } from './method.ts'
import { closed, No } from './schemas.ts'
import { activeChatOf, seenCustomer } from './seen-customer.ts'
import { CommentView } from './views.ts'
import { dateOf } from './words.ts'

export const commentMethods = [
  agentMethod({
    name: 'AddComment',
    verb: 'POST',
    heading: 'Chats',
    about: 'Add a comment to a customer',
    rules: ['AC-41'],
    fields: { text: 'Comment' },
    body: { CustomerID: No, Comment: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }) },
    answer: Type.Object({ CustomerID: No, Comment: CommentView }, closed),
    example: {
      CustomerID: 1,
      Comment: { Comment: 'This is a new comment', AgentName: 'Ann', AddedAt: '2026-11-21T08:30:00.000Z' },
    },
    run: async ({ body, actor, act, ask, parts }) => {
      const customerId = await ask((state) => {
        const person = seenCustomer(state, actor, body.CustomerID)
        activeChatOf(state, actor, person)
        return person.id
      })
      const noteId = parts.ids.uuid() as CustomerNoteId
      return act({ do: 'noteCustomer', customerId, noteId, text: body.Comment }, (state) => {
        const { text, authorId, at } = state.customerNotes.require(noteId)
        const author = state.agents.get(authorId)
        return {
          CustomerID: body.CustomerID,
          Comment: { Comment: text, AgentName: author?.name ?? null, AddedAt: dateOf(at) },
        }
      })
    },
  }),
]
