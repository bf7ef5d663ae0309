import { holderOf, keysOf, phoneOf } from '#domain/customer/keys.ts'
import { personOf } from '#domain/customer/person.ts'
import { knows } from '#domain/customer/sight.ts'
import type { CustomerId } from '#domain/ids.ts'
import { agentCaller } from './agents.ts'
import { knownPerson, pageOfChats } from './customer-chats.ts'
import { erasureRoutes } from './customer-erasure.ts'
import { customerNoteRoutes } from './customer-notes.ts'
import { presentCustomer } from './customer-present.ts'
import {
  CustomerChanges,
  CustomerChatList,
  CustomerChatsQuery,
  CustomerList,
  CustomerParams,
  FindQuery,
  MergeBody,
  OneCustomer,
} from './customer-views.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { write } from './write.ts'

const tags = ['customers']

/** The people helped, over all their chats. */
export function customerRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk } = parts
  customerNoteRoutes(app, parts)
  mergeRoutes(app, parts)
  erasureRoutes(app, parts)

  app.get(
    '/customers',
    {
      schema: {
        tags,
        summary: 'The customer found by an e-mail, a phone number or an external id',
        querystring: FindQuery,
        response: { 200: CustomerList },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const query: { email?: string; phone?: string; externalId?: string } = request.query
      const { email = null, externalId = null } = query
      const phone = query.phone ? phoneOf(query.phone) : null
      return desk.ask((state) => {
        const holder = holderOf(state, keysOf({ email, phone, externalId }))
        const person = holder && personOf(state, holder.id)
        return { customers: person && knows(state, actor, person) ? [presentCustomer(person)] : [] }
      })
    },
  )

  app.get(
    '/customers/:customerId',
    { schema: { tags, summary: 'One customer', params: CustomerParams, response: { 200: OneCustomer } } },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const { customerId } = request.params
      return desk.ask((state) => ({ customer: presentCustomer(knownPerson(state, actor, customerId)) }))
    },
  )

  app.patch(
    '/customers/:customerId',
    {
      schema: {
        tags,
        summary: 'Change who a customer is',
        params: CustomerParams,
        body: CustomerChanges,
        response: { 200: OneCustomer },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const customerId = request.params.customerId as CustomerId
      const command = { do: 'changeCustomer', customerId, ...request.body } as const
      return write(parts, request, reply, actor, command, (state) => ({
        body: { customer: presentCustomer(personOf(state, customerId)) },
      }))
    },
  )

  app.get(
    '/customers/:customerId/chats',
    {
      schema: {
        tags,
        summary: 'The customer’s chats that you may see, newest first',
        params: CustomerParams,
        querystring: CustomerChatsQuery,
        response: { 200: CustomerChatList },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return pageOfChats(parts, actor, request.params.customerId, request.query)
    },
  )
}

function mergeRoutes(app: HouseApp, parts: HouseParts): void {
  app.post(
    '/customers/:customerId/merge',
    {
      schema: {
        tags,
        summary: 'The customer is the same person as another, and counts as that one',
        params: CustomerParams,
        body: MergeBody,
        response: { 200: OneCustomer },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const fromId = request.params.customerId as CustomerId
      const intoId = request.body.intoId as CustomerId
      return write(parts, request, reply, actor, { do: 'mergeCustomers', fromId, intoId }, (state) => ({
        body: { customer: presentCustomer(state.customers.require(intoId)) },
      }))
    },
  )

  app.delete(
    '/customers/:customerId/merge',
    {
      schema: {
        tags,
        summary: 'They were two people after all',
        params: CustomerParams,
        response: { 200: OneCustomer },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const customerId = request.params.customerId as CustomerId
      return write(parts, request, reply, actor, { do: 'undoMerge', customerId }, (state) => ({
        body: { customer: presentCustomer(state.customers.require(customerId)) },
      }))
    },
  )
}
