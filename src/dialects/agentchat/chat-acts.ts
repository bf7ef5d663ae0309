import Type from 'typebox'
import type { AgentActor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import { needsDisposition } from '#domain/chat/set-disposition.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { chatExample } from './examples.ts'
import { agentMethod } from './method.ts'
import { presentChat } from './present.ts'
import { closed, No } from './schemas.ts'
import { assignedChat, seenChat } from './seen-chat.ts'
import { ChatView } from './views.ts'
import { byNo } from './words.ts'

const heading = 'Chats'
const OneChat = Type.Object({ Chat: ChatView }, closed)
const example = { Chat: chatExample }

export const chatActMethods = {
  transfer: agentMethod({
    name: 'TransferChat',
    verb: 'GET',
    heading,
    about: 'Transfer a chat to a new department',
    rules: ['AC-42'],
    query: { ChatID: No, DepartmentID: No },
    answer: OneChat,
    example,
    run: async ({ query, actor, act, ask }) => {
      const { chatId, queueId } = await ask((state) => {
        const { id: chatId } = assignedChat(state, actor, query.ChatID)
        return { chatId, queueId: byNo(state.queues, 'queue', query.DepartmentID).id }
      })
      return act({ do: 'transferChat', chatId, to: { queueId } }, (state) => one(state, chatId))
    },
  }),
  reassign: agentMethod({
    name: 'ReAssignChat',
    verb: 'GET',
    heading,
    about: 'Transfer a chat to a new agent',
    rules: ['AC-43'],
    query: { AgentID: No, ChatID: Type.Optional(No) },
    answer: OneChat,
    example,
    run: async ({ query, actor, act, ask }) => {
      const { chatId, agentId } = await ask((state) => {
        const chat =
          query.ChatID === undefined ? onlyChat(state, actor.agentId) : assignedChat(state, actor, query.ChatID)
        return { chatId: chat.id, agentId: byNo(state.agents, 'agent', query.AgentID).id }
      })
      return act({ do: 'assignChat', chatId, agentId, only: 'active' }, (state) => one(state, chatId))
    },
  }),
  grab: agentMethod({
    name: 'GrabChat',
    verb: 'GET',
    heading,
    about: 'Assign a new chat to the calling agent',
    rules: ['AC-44'],
    answer: OneChat,
    example,
    run: ({ act }) => act({ do: 'grabChat', chatId: null }, (state, events) => one(state, takenIn(events))),
  }),
  close: agentMethod({
    name: 'CloseChat',
    verb: 'GET',
    heading,
    about: 'Update the status of a chat to closed',
    rules: ['AC-47'],
    query: { ChatID: No },
    answer: OneChat,
    example: { Chat: { ...chatExample, ChatType: 'closed' as const, ClosedAt: '2026-11-21T08:40:00.000Z' } },
    run: async ({ query, actor, act, ask }) => {
      const chatId = await ask((state) => closable(state, actor, query.ChatID))
      const chat = await act({ do: 'closeChat', chatId }, (state) => state.chats.require(chatId))
      // This API has no wrap-up, and nobody who could finish it: closed is closed.
      if (chat.phase !== 'wrapUp') return ask((state) => one(state, chatId))
      return act({ do: 'finishWrapUp', chatId }, (state) => one(state, chatId))
    },
  }),
  assign: agentMethod({
    name: 'AssignChat',
    verb: 'GET',
    heading,
    about: 'Assign an unassigned chat to an agent, or to the one who calls',
    rules: ['AC-48'],
    query: { ChatID: No, AgentID: Type.Optional(No) },
    answer: OneChat,
    example,
    run: async ({ query, actor, agent, act, ask }) => {
      const { chatId, agentId } = await ask((state) => {
        const { id: chatId } = seenChat(state, actor, query.ChatID)
        const to = query.AgentID === undefined ? agent : byNo(state.agents, 'agent', query.AgentID)
        return { chatId, agentId: to.id }
      })
      const answer = (state: DeskState) => one(state, chatId)
      if (agentId === agent.id) return act({ do: 'grabChat', chatId }, answer)
      return act({ do: 'assignChat', chatId, agentId, only: 'waiting' }, answer)
    },
  }),
}

function one(state: DeskState, chatId: ChatId) {
  const chat = state.chats.require(chatId)
  return { Chat: presentChat(state, chat, state.customers.get(chat.customerId)) }
}

function takenIn(events: readonly DeskEvent[]): ChatId {
  for (const event of events) if (event.type === 'chat.accepted') return event.chatId
  throw new Error('a chat was grabbed and none was taken')
}

/** The one open chat of the agent; which one is meant has to be said when there are others, or none (AC-43). */
function onlyChat(state: DeskState, agentId: AgentId): Chat {
  const chats = [...state.heldBy(agentId)].map((chatId) => state.chats.require(chatId))
  const own = chats.filter((chat) => chat.phase === 'active' && chat.agentId === agentId)
  const [only] = own
  if (only && own.length === 1) return only
  const accepted = `required, as you have ${own.length === 0 ? 'no open chat' : `${own.length} open chats`}`
  throw new WrongInput([{ field: 'ChatID', accepted }])
}

/** This API cannot say what a chat was about, so it cannot close one of a department that wants to know. */
function closable(state: DeskState, actor: AgentActor, no: number): ChatId {
  const chat = seenChat(state, actor, no)
  if (chat.phase === 'active' && needsDisposition(state, chat))
    throw new Refused(refuse('conflict', 'chat.needs-disposition'))
  return chat.id
}
