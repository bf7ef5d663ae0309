import { mayChat, mustChat } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import { type Chat, isEnded, ownerOf } from '#domain/chat/chat.ts'
import type { Aside, Message } from '#domain/chat/message.ts'
import { type Customer, nameIn } from '#domain/customer/customer.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { MessagePage } from '#ports/store.ts'
import { dateTimeText } from '#wire/dotnet/date-time.ts'
import { timeSpanText } from '#wire/dotnet/time-span.ts'
import { documented } from './documented.ts'
import { method, No } from './method.ts'
import { sessionGuidOf } from './session-guid.ts'
import { type AgentCommentView, type ChatMessageView, SessionView } from './views.ts'

/** What stands in place of an agent's name before anybody took the chat; the vendor's words. */
const nobody = 'No expert assigned'
/** How many lines are read at once. */
const piece = 500

export const getSessionData = method({
  name: 'GetSessionData',
  verb: 'GET',
  path: '/Api/GetSessionData',
  heading: 'Get Session Data',
  about: 'A session: who, what about, what was said, how it was rated',
  rules: ['CH-11', 'CH-50', 'CH-51', 'CH-52', 'CH-53'],
  who: 'key',
  input: { sessionID: No('a session') },
  answer: SessionView,
  example: { ...documented.GetSessionData, ChatMessages: [], Tags: [], AgentComments: [] },
  run: async ({ input: { sessionID }, actor, ask, parts }) => {
    const { chat, readsAsides } = await ask((state) => {
      const chatId = state.chatIdOf(sessionID)
      const chat = chatId && state.chats.find(chatId)
      if (!chat) throw new Refused(refuse('not-found', 'chat.not-found'))
      mustChat(state, actor, 'read', chat)
      return { chat, readsAsides: readsAsidesOf(state, actor, chat) }
    })
    // That it was read is on disk before anything is shown.
    await parts.looks.note(actor, chat, 'transcript')
    const { store } = parts
    const lines = await all(
      (page) => store.messages(chat.id, page),
      ({ seq }) => seq,
    )
    const asides = readsAsides
      ? await all(
          (page) => store.asides(chat.id, page),
          ({ asideSeq }) => asideSeq,
        )
      : []
    return ask((state) => presentSession(state, chat, state.customers.find(chat.customerId), lines, asides))
  },
})

function readsAsidesOf(state: DeskState, actor: Actor, chat: Chat): boolean {
  return actor.kind !== 'agent' || mayChat(state, actor.agentId, 'readAsides', chat)
}

async function all<Line>(
  read: (page: MessagePage) => Promise<readonly Line[]>,
  placeOf: (line: Line) => number,
): Promise<Line[]> {
  const lines: Line[] = []
  for (let after = 0; ; ) {
    const page = await read({ after, limit: piece })
    lines.push(...page)
    const last = page.at(-1)
    if (!last || page.length < piece) return lines
    after = placeOf(last)
  }
}

function presentSession(
  state: DeskState,
  chat: Chat,
  customer: Customer | null,
  lines: readonly Message[],
  asides: readonly Aside[],
): SessionView {
  const queue = state.queues.get(chat.queueId)
  const ownerId = ownerOf(chat)
  const seekerName = nameIn(chat, customer) ?? ''
  const asked = lines.find((line) => line.kind === 'text' && line.author.kind === 'customer')
  const { answeredAt, openedAt } = chat
  const rating = isEnded(chat) ? chat.rating : null
  return {
    QueueID: queue?.no ?? 0,
    QueueName: queue?.name ?? '',
    AgentFullName: (ownerId && state.agents.get(ownerId)?.name) || nobody,
    SeekerName: seekerName,
    Question: asked?.kind === 'text' ? asked.text : '',
    SessionStartTime: dateTimeText(openedAt),
    SeekerWaitTime: answeredAt === null ? null : timeSpanText(answeredAt - openedAt),
    ConnectedTime: answeredAt === null ? null : dateTimeText(answeredAt),
    ChatMessages: lines.flatMap((line) => presentLine(state, seekerName, line)),
    SessionID: chat.no,
    SessionGuid: sessionGuidOf(chat),
    Resolved: chat.resolved === true,
    SessionRating: rating?.score ?? null,
    SeekerComment: rating?.comment ?? null,
    Tags: chat.tagIds.flatMap((id) => {
      const tag = state.tags.get(id)
      return tag ? [{ TagID: tag.no, Text: tag.name }] : []
    }),
    AgentComments: asides.flatMap((aside) => presentNote(state, aside)),
  }
}

/** A line that the customer could read; notices of what happened are no messages. */
function presentLine(state: DeskState, seekerName: string, line: Message): ChatMessageView[] {
  if (line.kind === 'notice') return []
  const { author, seq, at } = line
  const agentName = author.kind === 'agent' ? (state.agents.get(author.id)?.name ?? '') : ''
  return [
    {
      MessageID: seq,
      SentTime: dateTimeText(at),
      From: author.kind === 'customer' ? 'Seeker' : author.kind === 'agent' ? 'Agent' : 'System',
      Name: author.kind === 'customer' ? seekerName : agentName,
      Text: line.kind === 'text' ? line.text : null,
      FileName: line.kind === 'file' ? line.attachment.name : null,
    },
  ]
}

/** A note; what agents whispered or asked each other is none. */
function presentNote(state: DeskState, { kind, at, agentId, text }: Aside): AgentCommentView[] {
  if (kind !== 'note') return []
  const agent = state.agents.get(agentId)
  return [{ CreatedTime: dateTimeText(at), AgentID: agent?.no ?? 0, AgentFullName: agent?.name ?? '', Comment: text }]
}
