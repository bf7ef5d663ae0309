import Type, { type Static } from 'typebox'
import {
  AgentView,
  AsideView,
  ChatView,
  CustomerChatView,
  Id,
  MessageView,
  oneOf,
  PostedView,
  Problem,
  QueueView,
} from './views.ts'

/**
 * The live feed. One stream of frames, three transports with the same guarantees.
 *
 * The client says where it stands (`epoch` and `position` of the last frame it took in). It gets `resumed` and then
 * exactly what it missed, or, the first time and when that is too old, a `snapshot`. Every later `changes` frame carries
 * patches: objects that hold `id` and the fields that are new, to be merged into what the client has under that id
 * (a patch for an unknown id is the whole object). Snapshot, then patches, equals a fresh snapshot.
 * Messages are not part of the snapshot: `lastSeq` tells how many a chat has, `changes` brings new ones, and a client
 * that sees a gap in `seq` asks for the rest by REST.
 */

const closed = { additionalProperties: false }
const place = {
  epoch: Type.String(),
  position: Type.Integer({ description: 'Journal position this frame brings you to' }),
}

export const AgentSnapshot = Type.Object(
  {
    type: Type.Literal('snapshot'),
    why: oneOf(['first', 'too-old', 'rights'] as const),
    ...place,
    viewer: Type.Object({ kind: Type.Literal('agent'), agentId: Id }, closed),
    agents: Type.Array(AgentView),
    queues: Type.Array(QueueView),
    chats: Type.Array(ChatView),
  },
  closed,
)
export type AgentSnapshot = Static<typeof AgentSnapshot>

export const CustomerSnapshot = Type.Object(
  {
    type: Type.Literal('snapshot'),
    why: oneOf(['first', 'too-old', 'rights'] as const),
    ...place,
    viewer: Type.Object({ kind: Type.Literal('customer'), chatId: Id }, closed),
    chat: CustomerChatView,
  },
  closed,
)
export type CustomerSnapshot = Static<typeof CustomerSnapshot>

export const Resumed = Type.Object({ type: Type.Literal('resumed'), ...place }, closed)

const patchOf = <View extends Type.TObject>(view: View) => Type.Interface([Type.Partial(view)], { id: Id })

export const Changes = Type.Object(
  {
    type: Type.Literal('changes'),
    position: Type.Integer(),
    agents: Type.Optional(Type.Array(patchOf(AgentView))),
    queues: Type.Optional(Type.Array(patchOf(QueueView))),
    chats: Type.Optional(Type.Array(patchOf(ChatView))),
    chat: Type.Optional(patchOf(CustomerChatView)),
    messages: Type.Optional(Type.Array(MessageView)),
    asides: Type.Optional(Type.Array(AsideView)),
    goneChatIds: Type.Optional(Type.Array(Id)),
    goneQueueIds: Type.Optional(Type.Array(Id)),
  },
  closed,
)
export type Changes = Static<typeof Changes>

/** Not on disk and not in the snapshot: shown for a few seconds only. */
export const Typing = Type.Object(
  {
    type: Type.Literal('typing'),
    chatId: Id,
    author: Type.Object(
      { kind: oneOf(['customer', 'agent'] as const), name: Type.Union([Type.String(), Type.Null()]) },
      closed,
    ),
    typing: Type.Boolean(),
  },
  closed,
)
export type Typing = Static<typeof Typing>

/** The customer's place in the queue, 1 first; sent at the start and when it changes. */
export const Place = Type.Object(
  { type: Type.Literal('place'), chatId: Id, number: Type.Integer(), waiting: Type.Integer() },
  closed,
)
export type Place = Static<typeof Place>

/** Every 20 s, so that both sides and all proxies know the line is alive. */
export const Beat = Type.Object({ type: Type.Literal('beat'), position: Type.Integer() }, closed)

/** WebSocket only: the answer to a `post` frame, sent when the message is on disk. */
export const Posted = Type.Interface([PostedView], { type: Type.Literal('posted') })

/** WebSocket only: a frame of the client was refused; `ref` is the message id or the frame's type. */
export const RefusedFrame = Type.Object({ type: Type.Literal('refused'), ref: Type.String(), problem: Problem }, closed)

export type ServerFrame =
  | AgentSnapshot
  | CustomerSnapshot
  | Static<typeof Resumed>
  | Changes
  | Typing
  | Place
  | Static<typeof Beat>
  | Static<typeof Posted>
  | Static<typeof RefusedFrame>

/** First frame on a WebSocket: within 10 s. Visitors and programs give their token; the console's cookie needs none. */
export const Hello = Type.Object(
  {
    type: Type.Literal('hello'),
    token: Type.Optional(Type.String({ maxLength: 200 })),
    epoch: Type.Optional(Type.String({ maxLength: 100 })),
    position: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
)

export const Post = Type.Object(
  {
    type: Type.Literal('post'),
    chatId: Id,
    id: Id,
    text: Type.String({ minLength: 1 }),
    cannedResponseId: Type.Optional(Id),
  },
  closed,
)
export const MarkFrame = Type.Object(
  {
    type: Type.Literal('mark'),
    chatId: Id,
    delivered: Type.Integer({ minimum: 0 }),
    read: Type.Integer({ minimum: 0 }),
  },
  closed,
)
export const TypingFrame = Type.Object({ type: Type.Literal('typing'), chatId: Id, typing: Type.Boolean() }, closed)

export const ClientFrame = Type.Union([Hello, Post, MarkFrame, TypingFrame])
export type ClientFrame = Static<typeof ClientFrame>
