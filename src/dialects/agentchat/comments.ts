import Type from 'typebox'
import { mayChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import { checkText } from '#domain/chat/text.ts'
import { idsOf, personOf } from '#domain/customer/person.ts'
import { chatsInMemory, mustKnow } from '#domain/customer/sight.ts'
import type { CustomerId, CustomerNoteId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { agentMethod } from './method.ts'
import { closed, No } from './schemas.ts'
import { CommentView } from './views.ts'
import { chatTypeOf, dateOf } from './words.ts'

export const commentMethods = [
  agentMethod({
    name: 'AddComment',
    verb: 'POST',
    heading: 'Chats',
    about: 'Add a comment to a customer',
    rules: ['AC-41'],
    body: { CustomerID: No, Comment: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }) },
    answer: Type.Object({ CustomerID: No, Comment: CommentView }, closed),
    example: {
      CustomerID: 1,
      Comment: { Comment: 'This is a new comment', AgentName: 'Ann', AddedAt: '2026-11-21T08:30:00.000Z' },
    },
    run: async ({ body, actor, act, ask, parts }) => {
      const problems = checkText(body.Comment)?.problems ?? []
      if (problems.length > 0) throw new WrongInput(problems.map(({ accepted }) => ({ field: 'Comment', accepted })))
      const customerId = await ask((state) => customerInChat(state, actor, body.CustomerID))
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

/** The customer, who must have a chat now that the agent may see. */
function customerInChat(state: DeskState, actor: AgentActor, no: number): CustomerId {
  const customerId = state.customerIdOf(no)
  if (!customerId) throw new Refused(refuse('not-found', 'customer.not-found'))
  const person = personOf(state, customerId)
  mustKnow(state, actor, person)
  for (const chat of chatsInMemory(state, idsOf(person))) {
    const list = chatTypeOf(chat)
    if ((list === 'open' || list === 'unassigned') && mayChat(state, actor.agentId, 'see', chat)) return customerId
  }
  throw new Refused(refuse('conflict', 'customer.no-active-chat'))
}
