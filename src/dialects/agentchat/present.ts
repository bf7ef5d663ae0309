import { type Agent, availabilities } from '#domain/agent/agent.ts'
import { type Chat, ownerOf } from '#domain/chat/chat.ts'
import type { FileMessage, TextMessage } from '#domain/chat/message.ts'
import { type Customer, type CustomerNote, nameIn } from '#domain/customer/customer.ts'
import type { EntryOf } from '#domain/organisation/entries.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'
import type { AgentView, ChatView, CustomerView, DepartmentView, MessageView } from './views.ts'
import { chatTypeOf, dateOf, roleIdOf, statusIds, statusNames } from './words.ts'

/** Domain → wire, pure. */

export function presentAgent(state: DeskState, agent: Agent): AgentView {
  const departments = [...state.queuesOf(agent.id)].flatMap((id) => state.queues.get(id)?.no ?? [])
  return {
    AgentID: agent.no,
    Name: agent.name,
    EmailAddress: agent.email,
    MobileNumber: agent.phone,
    RoleID: roleIdOf(agent),
    StatusID: statusIds[agent.availability],
    Notifications: agent.notifications.map(() => 'UnassignedChatsWaiting' as const),
    DepartmentID: departments.sort((a, b) => a - b),
    Enabled: agent.enabled,
  }
}

/** All statuses an agent can have, by their numbers. */
export function presentStatuses(): { StatusID: number; Name: string }[] {
  const all = availabilities.map((availability) => ({
    StatusID: statusIds[availability],
    Name: statusNames[availability],
  }))
  return all.sort((a, b) => a.StatusID - b.StatusID)
}

export function presentDepartment(state: DeskState, queue: Queue): DepartmentView {
  const { no, name, menu, texts, enabled, autoTagIds, members } = queue
  return {
    DepartmentID: no,
    Name: name,
    IncludeInWelcomeMenu: menu !== null,
    NameInMenu: menu?.name ?? null,
    MenuIndex: menu?.index ?? null,
    WelcomeNew: texts['WelcomeNew'] ?? null,
    WelcomeReturning: texts['WelcomeReturning'] ?? null,
    Enabled: enabled,
    AutoTagID: autoTagIds.flatMap((id) => state.tags.get(id)?.no ?? []),
    AgentID: members.flatMap(({ agentId }) => state.agents.get(agentId)?.no ?? []),
    UnassignedChats: state.line(queue.id).length + state.queueLoads.of(queue.id).offered.size,
  }
}

/** A chat of one of the three lists; `customer` may be gone from memory with a closed chat. */
export function presentChat(state: DeskState, chat: Chat, customer: Customer | null | undefined): ChatView {
  const queue = state.queues.get(chat.queueId)
  const ownerId = ownerOf(chat)
  const owner = ownerId && state.agents.get(ownerId)
  const known = chat.stated ?? customer
  return {
    ChatID: chat.no,
    ChatType: chatTypeOf(chat) ?? 'unassigned',
    CustomerID: customer?.no ?? 0,
    CustomerName: nameIn(chat, customer),
    MobileNumber: chat.address?.phone ?? known?.phone ?? null,
    EmailAddress: known?.email ?? null,
    DepartmentID: queue?.no ?? 0,
    DepartmentName: queue?.name ?? '',
    AgentID: owner ? owner.no : null,
    AgentName: owner ? owner.name : null,
    PositionInQueue: chat.phase === 'queued' ? state.line(chat.queueId).indexOf(chat) + 1 : null,
    Tags: chat.tagIds.flatMap((id) => {
      const tag = state.tags.get(id)
      return tag ? [{ TagID: tag.no, Name: tag.name }] : []
    }),
    OpenedAt: dateOf(chat.openedAt),
    AssignedAt: chat.answeredAt === null ? null : dateOf(chat.answeredAt),
    LastMessageAt: chat.lastMessageAt === null ? null : dateOf(chat.lastMessageAt),
    UnansweredSince: chat.unansweredSince === null ? null : dateOf(chat.unansweredSince),
    ClosedAt: chat.phase === 'closed' ? dateOf(chat.endedAt) : null,
  }
}

/** A line of a conversation; notices are none. */
export function presentMessage(state: DeskState, chat: Chat, message: TextMessage | FileMessage): MessageView {
  const { author, seq, at } = message
  const agent = author.kind === 'agent' ? state.agents.get(author.id) : undefined
  const { delivered, read } = chat.marks.customer
  const got = seq <= read ? 'read' : seq <= delivered ? 'delivered' : 'sent'
  const file = message.kind === 'file' ? message.attachment : null
  return {
    MessageID: seq,
    SentAt: dateOf(at),
    From: author.kind === 'bot' ? 'system' : author.kind,
    AgentID: agent?.no ?? null,
    AgentName: agent?.name ?? null,
    MessageText: message.kind === 'text' ? message.text : null,
    AttachmentID: file?.id ?? null,
    AttachmentType: file?.mediaType ?? null,
    AttachmentName: file?.name ?? null,
    AttachmentSize: file?.byteCount ?? null,
    Status: author.kind === 'customer' ? null : got,
  }
}

export function presentCustomer(state: DeskState, customer: Customer, notes: readonly CustomerNote[]): CustomerView {
  return {
    CustomerID: customer.no,
    FullName: customer.name,
    EmailAddress: customer.email,
    MobileNumber: customer.phone,
    AddedAt: dateOf(customer.addedAt),
    Comments: notes.map(({ text, authorId, at }) => {
      return { Comment: text, AgentName: state.agents.get(authorId)?.name ?? null, AddedAt: dateOf(at) }
    }),
  }
}

export function presentTag(state: DeskState, { no, name, groupId, enabled }: EntryOf<'tags'>) {
  const group = groupId && state.tagGroups.get(groupId)
  return { TagID: no, Name: name, TagGroupID: group ? group.no : null, Enabled: enabled }
}
