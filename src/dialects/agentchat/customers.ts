import Type from 'typebox'
import type { Customer } from '#domain/customer/customer.ts'
import { holderOf, keysOf } from '#domain/customer/keys.ts'
import { idsOf, personOf } from '#domain/customer/person.ts'
import { knows } from '#domain/customer/sight.ts'
import type { CustomerNoteId } from '#domain/ids.ts'
import type { Together } from '#domain/together.ts'
import { WrongInput } from '#wire/http/problem.ts'
import type { AgentChatParts } from './agentchat.ts'
import { chatsOfPerson } from './chats-of-person.ts'
import { agentMethod } from './method.ts'
import { numbersMeant } from './numbers-meant.ts'
import { presentCustomer } from './present.ts'
import { closed, given, No, Nos } from './schemas.ts'
import { activeChatOf, seenCustomer } from './seen-customer.ts'
import { ChatWithMessagesView, CustomerView } from './views.ts'
import { idsByNo } from './words.ts'

const commentLimit = 50
const heading = 'Customer/Client'
const example = {
  CustomerID: 1,
  FullName: 'Joe the Jester',
  EmailAddress: 'joe@example.org',
  MobileNumber: '+27112798647',
  AddedAt: '2026-11-21T08:30:00.000Z',
  Comments: [{ Comment: 'Another Comment', AgentName: 'Jack Rabbit', AddedAt: '2026-11-21T08:35:00.000Z' }],
}
const FoundView = Type.Object(
  { ...CustomerView.properties, Chats: Type.Optional(Type.Array(ChatWithMessagesView)) },
  closed,
)

/** The person as they are now, with what was noted about them. */
async function shown({ desk, store }: AgentChatParts, person: Customer) {
  const notes = await store.customerNotes({ customerIds: idsOf(person), before: null, limit: commentLimit })
  return presentCustomer(desk.state, person, notes)
}

export const customerMethods = [
  agentMethod({
    name: 'UpdateCustomer',
    verb: 'POST',
    heading,
    about: 'Update a customer’s details',
    rules: ['AC-65'],
    body: {
      CustomerID: No,
      FullName: Type.Optional(Type.String({ description: 'Empty takes it away' })),
      EmailAddress: Type.Optional(Type.String({ description: 'Empty takes it away' })),
      Comment: Type.Optional(Type.String({ description: 'Is added to the earlier ones' })),
      TagID: Type.Optional(Nos(100)),
    },
    fields: { name: 'FullName', text: 'Comment' },
    answer: Type.Object({ Customer: CustomerView }, closed),
    example: { Customer: example },
    run: async ({ body, actor, act, ask, parts }) => {
      const { CustomerID, FullName: name, EmailAddress: email, Comment, TagID = [] } = body
      const { customerId, chatId, tagIds } = await ask((state) => {
        const person = seenCustomer(state, actor, CustomerID)
        const tagIds = idsByNo(state.tags, TagID)
        return {
          customerId: person.id,
          tagIds,
          chatId: TagID.length > 0 ? activeChatOf(state, actor, person).id : null,
        }
      })
      const noteId = parts.ids.uuid() as CustomerNoteId
      const commands: Together['commands'] = [
        { do: 'changeCustomer', customerId, ...given({ name, email }) },
        ...(Comment === undefined ? [] : [{ do: 'noteCustomer', customerId, noteId, text: Comment } as const]),
        ...(chatId === null ? [] : [{ do: 'tagChat', chatId, tagIds } as const]),
      ]
      const person = await act({ do: 'together', commands }, (state) => personOf(state, customerId))
      return { Customer: await shown(parts, person) }
    },
  }),
  agentMethod({
    name: 'FindCustomer',
    verb: 'GET',
    heading,
    about: 'The customer with a mobile number, with their chats where these are asked for',
    rules: ['AC-66'],
    query: {
      MobileNumber: Type.String({ maxLength: 50, description: 'In international format', examples: ['27112798647'] }),
      IncludeChats: Type.Boolean(),
    },
    answer: Type.Object({ Count: Type.Integer(), Customers: Type.Array(FoundView) }, closed),
    example: { Count: 1, Customers: [{ ...example, Chats: [] }] },
    run: async ({ query, actor, ask, parts }) => {
      const numbers = numbersMeant(query.MobileNumber, parts.settings.phoneCountry)
      if (numbers.length === 0)
        throw new WrongInput([{ field: 'MobileNumber', accepted: 'a number in international format: +27112798647' }])
      const person = await ask((state) => {
        const keys = numbers.flatMap((phone) => keysOf({ phone, email: null, externalId: null }))
        const holder = holderOf(state, keys)
        const person = holder && personOf(state, holder.id)
        return person && knows(state, actor, person) ? person : null
      })
      if (!person) return { Count: 0, Customers: [] }
      const customer = await shown(parts, person)
      if (!query.IncludeChats) return { Count: 1, Customers: [customer] }
      return { Count: 1, Customers: [{ ...customer, Chats: await chatsOfPerson(parts, actor, person) }] }
    },
  }),
]
