import Type from 'typebox'
import { mustChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { TagId } from '#domain/ids.ts'
import type { DeskState } from '#domain/state.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { chatExample } from './examples.ts'
import { agentMethod } from './method.ts'
import { presentChat, presentTag } from './present.ts'
import { closed, Done, done, given, Name, No } from './schemas.ts'
import { seenChat } from './seen-chat.ts'
import { activeChatOf, seenCustomer } from './seen-customer.ts'
import { ChatView, TagView } from './views.ts'
import { byNo } from './words.ts'

const CustomerID = Type.Integer({ minimum: 1, maximum: 2_147_483_647, 'x-alias': ['CustomrID'] })
const OneTag = Type.Object({ Tag: TagView }, closed)
const OneChat = Type.Object({ Chat: ChatView }, closed)
const heading = 'Tags'
const permission = 'queues.manage'
const fields = { 'tagIds[0]': 'TagID' }
const example = { Tag: { TagID: 22, Name: 'Warranty Enquiries', TagGroupID: 1, Enabled: true } }
/** The chat that is meant, which the agent must be allowed to tag; by its customer, their newest active one. */
function meantChat(
  state: DeskState,
  actor: AgentActor,
  { ChatID, CustomerID }: { readonly ChatID?: number; readonly CustomerID?: number },
): Chat {
  const accepted = 'either ChatID or CustomerID, not both'
  if ((ChatID === undefined) === (CustomerID === undefined))
    throw new WrongInput(['ChatID', 'CustomerID'].map((field) => ({ field, accepted })))
  const chat =
    ChatID === undefined
      ? activeChatOf(state, actor, seenCustomer(state, actor, CustomerID as number))
      : seenChat(state, actor, ChatID)
  mustChat(state, actor, 'annotate', chat)
  return chat
}

function chatAnswer(state: DeskState, { id }: Chat) {
  const chat = state.chats.require(id)
  return { Chat: presentChat(state, chat, state.customers.get(chat.customerId)) }
}

export const tagMethods = [
  agentMethod({
    name: 'AddTag',
    verb: 'POST',
    heading,
    about: 'Add a tag to a chat',
    rules: ['AC-70'],
    body: { ChatID: Type.Optional(No), TagID: No, CustomerID: Type.Optional(CustomerID) },
    fields,
    answer: OneChat,
    example: { Chat: chatExample },
    run: async ({ body, actor, act, ask }) => {
      const { chat, tag } = await ask((state) => ({
        chat: meantChat(state, actor, body),
        tag: byNo(state.tags, 'tag', body.TagID),
      }))
      return act({ do: 'tagChat', chatId: chat.id, tagIds: [tag.id] }, (state) => chatAnswer(state, chat))
    },
  }),
  agentMethod({
    name: 'CreateTag',
    verb: 'POST',
    heading,
    about: 'Create a new tag',
    rules: ['AC-71'],
    permission,
    body: { TagGroupID: No, Name, Enabled: Type.Boolean() },
    answer: OneTag,
    example,
    run: async ({ body, act, ask, parts }) => {
      const group = await ask((state) => byNo(state.tagGroups, 'tag-group', body.TagGroupID))
      const id = parts.ids.uuid() as TagId
      const settings = { name: body.Name, groupId: group.id, enabled: body.Enabled }
      return act({ do: 'addEntry', table: 'tags', id, settings }, (state) => ({
        Tag: presentTag(state, state.tags.require(id)),
      }))
    },
  }),
  agentMethod({
    name: 'RemoveTag',
    verb: 'POST',
    heading,
    about: 'Remove a tag from a chat',
    rules: ['AC-72'],
    body: { ChatID: No, TagID: No },
    answer: OneChat,
    example: { Chat: { ...chatExample, Tags: [] } },
    run: async ({ body, actor, act, ask }) => {
      const { chat, tag } = await ask((state) => ({
        chat: meantChat(state, actor, { ChatID: body.ChatID }),
        tag: byNo(state.tags, 'tag', body.TagID),
      }))
      return act({ do: 'untagChat', chatId: chat.id, tagIds: [tag.id] }, (state) => chatAnswer(state, chat))
    },
  }),
  agentMethod({
    name: 'UpdateTag',
    verb: 'POST',
    heading,
    about: 'Update an existing tag',
    rules: ['AC-73'],
    permission,
    body: { TagID: No, Name: Type.Optional(Name), Enabled: Type.Optional(Type.Boolean()) },
    answer: OneTag,
    example,
    run: async ({ body, act, ask }) => {
      const { id } = await ask((state) => byNo(state.tags, 'tag', body.TagID))
      const settings = given({ name: body.Name, enabled: body.Enabled })
      return act({ do: 'changeEntry', table: 'tags', id, settings }, (state) => ({
        Tag: presentTag(state, state.tags.require(id)),
      }))
    },
  }),
  agentMethod({
    name: 'DeleteTag',
    verb: 'DELETE',
    heading,
    about: 'Delete a tag that no department gives by itself',
    rules: ['AC-74'],
    permission,
    query: { TagID: No },
    answer: Done,
    example: done,
    run: async ({ query, act, ask }) => {
      const { id } = await ask((state) => byNo(state.tags, 'tag', query.TagID))
      return act({ do: 'removeEntry', table: 'tags', id }, () => done)
    },
  }),
]
