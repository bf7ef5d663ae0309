import type { ChatView, MessageView } from './views.ts'

/** A chat and a line of it as answers may show them: for the documentation. */

export const chatExample: ChatView = {
  ChatID: 406,
  ChatType: 'open',
  CustomerID: 12,
  CustomerName: 'Kim',
  MobileNumber: '+27821234567',
  EmailAddress: null,
  DepartmentID: 1,
  DepartmentName: 'Support',
  AgentID: 3,
  AgentName: 'Ann',
  PositionInQueue: null,
  Tags: [{ TagID: 2, Name: 'Delivery' }],
  OpenedAt: '2026-11-21T08:29:10.000Z',
  AssignedAt: '2026-11-21T08:29:40.000Z',
  LastMessageAt: '2026-11-21T08:30:00.000Z',
  UnansweredSince: null,
  ClosedAt: null,
}

export const messageExample: MessageView = {
  MessageID: 4,
  SentAt: '2026-11-21T08:30:00.000Z',
  From: 'agent',
  AgentID: 3,
  AgentName: 'Ann',
  MessageText: 'Hallo there',
  AttachmentID: null,
  AttachmentType: null,
  AttachmentName: null,
  AttachmentSize: null,
  Status: 'sent',
}
