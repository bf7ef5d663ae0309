import type { ChatView } from '#dialects/house/views.ts'

export const tabs = ['mine', 'waiting', 'team'] as const
export type Tab = (typeof tabs)[number]

/** The open chats by list: each chat stands in exactly one, so that the counts agree with the rows. */
export function listsOf(chats: Iterable<ChatView>, agentId: string): Readonly<Record<Tab, readonly ChatView[]>> {
  const lists: Record<Tab, ChatView[]> = { mine: [], waiting: [], team: [] }
  for (const chat of chats) lists[tabOf(chat, agentId)].push(chat)
  lists.mine.sort((a, b) => unanswered(a) - unanswered(b) || (b.acceptedAt ?? 0) - (a.acceptedAt ?? 0))
  lists.waiting.sort((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0) || a.no - b.no)
  lists.team.sort((a, b) => (b.acceptedAt ?? 0) - (a.acceptedAt ?? 0) || b.no - a.no)
  return lists
}

/** The list a chat stands in. */
export function tabOf(chat: ChatView, agentId: string): Tab {
  if (chat.phase === 'queued' || chat.phase === 'offered') return 'waiting'
  return chat.agentId === agentId ? 'mine' : 'team'
}

/** Who waits for an answer stands first, longest first; then the others. */
function unanswered(chat: ChatView): number {
  return chat.own?.unansweredSince ?? Number.MAX_SAFE_INTEGER
}

/** Since when somebody waits for us: in line, or for an answer; null when nobody does. */
export function waitsSince(chat: ChatView): number | null {
  return chat.waitingSince ?? chat.own?.unansweredSince ?? null
}

/** How many messages of an own chat were not read yet on any page of ours. */
export function unreadCount(chat: ChatView): number {
  return chat.own && chat.phase === 'active' ? Math.max(0, chat.own.lastSeq - chat.own.marks.agent.read) : 0
}

/** Whether the chat is offered to the agent, or held out to them by a colleague. */
export function ringsFor(chat: ChatView, agentId: string): boolean {
  return (chat.offer?.agentIds.includes(agentId) ?? false) || chat.transfer?.toAgentId === agentId
}
