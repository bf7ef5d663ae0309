import Type, { type Static } from 'typebox'
import { At, closed, Name, No, orNull } from './schemas.ts'

/** Shapes of answers that several methods give; all project-defined (AC-5). */

export const StatusView = Type.Object(
  { StatusID: Type.Integer({ minimum: 1, maximum: 4 }), Name: Type.String() },
  closed,
)

export const AgentView = Type.Object(
  {
    AgentID: No,
    Name: Type.String(),
    EmailAddress: Type.String(),
    MobileNumber: orNull(Type.String({ description: 'E.164' })),
    RoleID: Type.Integer({ description: '1 Agent, 2 Manager' }),
    StatusID: Type.Integer({ description: '1 Offline, 2 Busy, 3 OnBreak, 4 Online' }),
    Notifications: Type.Array(Type.Literal('UnassignedChatsWaiting')),
    DepartmentID: Type.Array(No),
    Enabled: Type.Boolean(),
  },
  closed,
)
export type AgentView = Static<typeof AgentView>

export const DepartmentView = Type.Object(
  {
    DepartmentID: No,
    Name: Type.String(),
    IncludeInWelcomeMenu: Type.Boolean(),
    NameInMenu: orNull(Type.String()),
    MenuIndex: orNull(Type.Integer()),
    WelcomeNew: orNull(Type.String()),
    WelcomeReturning: orNull(Type.String()),
    Enabled: Type.Boolean(),
    AutoTagID: Type.Array(No),
    AgentID: Type.Array(No, { description: 'The agents who belong to it' }),
    UnassignedChats: Type.Integer({ description: 'How many wait for an agent now' }),
  },
  closed,
)
export type DepartmentView = Static<typeof DepartmentView>

export const MessageView = Type.Object(
  {
    MessageID: Type.Integer({ description: '1, 2, 3 … in its chat' }),
    SentAt: At,
    From: Type.Union([Type.Literal('customer'), Type.Literal('agent'), Type.Literal('system')]),
    AgentID: orNull(No),
    AgentName: orNull(Type.String()),
    MessageText: orNull(Type.String()),
    AttachmentID: orNull(Type.String({ description: 'For GetAttachment' })),
    AttachmentType: orNull(Type.String({ description: 'Decided from the content' })),
    AttachmentName: orNull(Type.String()),
    AttachmentSize: orNull(Type.Integer({ description: 'Bytes' })),
    Status: orNull(
      Type.Union([Type.Literal('sent'), Type.Literal('delivered'), Type.Literal('read')], {
        description: 'How far an agent’s or the system’s message got with the customer; null for the customer’s own',
      }),
    ),
  },
  closed,
)
export type MessageView = Static<typeof MessageView>

export const ChatType = Type.Union([Type.Literal('open'), Type.Literal('unassigned'), Type.Literal('closed')])

const chatFields = {
  ChatID: No,
  ChatType,
  CustomerID: No,
  CustomerName: orNull(Type.String()),
  MobileNumber: orNull(Type.String({ description: 'E.164' })),
  EmailAddress: orNull(Type.String()),
  DepartmentID: No,
  DepartmentName: Type.String(),
  AgentID: orNull(No),
  AgentName: orNull(Type.String()),
  PositionInQueue: orNull(Type.Integer({ description: '1 is next; null when it does not wait' })),
  Tags: Type.Array(Type.Object({ TagID: No, Name: Type.String() }, closed)),
  OpenedAt: At,
  AssignedAt: orNull(At),
  LastMessageAt: orNull(At),
  UnansweredSince: orNull({ ...At, description: 'The oldest message of the customer that no agent has answered' }),
  ClosedAt: orNull(At),
}
export const ChatView = Type.Object(chatFields, closed)
export type ChatView = Static<typeof ChatView>
export const ChatWithMessagesView = Type.Object({ ...chatFields, Messages: Type.Array(MessageView) }, closed)
export type ChatWithMessagesView = Static<typeof ChatWithMessagesView>

export const CommentView = Type.Object(
  { Comment: Type.String(), AgentName: orNull(Type.String()), AddedAt: At },
  closed,
)
export const CustomerView = Type.Object(
  {
    CustomerID: No,
    FullName: orNull(Type.String()),
    EmailAddress: orNull(Type.String()),
    MobileNumber: orNull(Type.String({ description: 'E.164' })),
    AddedAt: At,
    Comments: Type.Array(CommentView, { description: 'Newest first, at most 50' }),
  },
  closed,
)
export type CustomerView = Static<typeof CustomerView>

export const TagView = Type.Object({ TagID: No, Name, TagGroupID: orNull(No), Enabled: Type.Boolean() }, closed)
