import type { Place } from '#dialects/house/frames.ts'
import type { AgentView, ChatView, CustomerChatView, MessageView, Problem, QueueView } from '#dialects/house/views.ts'

/** The state of the one line to the desk; `stale` means: what is shown may be old, and what is written waits. */
export interface Link {
  readonly status: 'connecting' | 'live' | 'stale' | 'signed-out'
  readonly transport: 'websocket' | 'events' | 'poll' | null
  /** When the line was last known good, milliseconds; null before the first time. */
  readonly liveAt: number | null
}

/** A message of ours that the desk has not confirmed yet; kept in IndexedDB until it has. */
export interface PendingMessage {
  readonly chatId: string
  readonly id: string
  readonly text: string | null
  readonly file: { readonly name: string; readonly byteCount: number; readonly mediaType: string } | null
  readonly writtenAt: number
  readonly state: 'pending' | 'refused'
  /** Why it was refused, when it was: it stays until the author sends it again or discards it. */
  readonly problem: Problem | null
}

/** What we have of a chat's conversation: without gaps, in order of `seq`, ending at the newest known. */
export interface ChatLog {
  readonly messages: readonly MessageView[]
  /** True when the first message (seq 1) is among them. */
  readonly complete: boolean
  readonly loading: boolean
}

/** Who is typing in a chat now: the other side's names. */
export type TypingNow = ReadonlyMap<string, readonly string[]>

interface LiveCommon {
  readonly link: Link
  readonly logs: ReadonlyMap<string, ChatLog>
  readonly pending: readonly PendingMessage[]
  readonly typing: TypingNow
}

/** Everything an agent's page shows live; a new object whenever anything in it changed. */
export interface AgentLive extends LiveCommon {
  readonly agentId: string | null
  readonly agents: ReadonlyMap<string, AgentView>
  readonly queues: ReadonlyMap<string, QueueView>
  readonly chats: ReadonlyMap<string, ChatView>
}

/** Everything a customer's page shows live. */
export interface CustomerLive extends LiveCommon {
  readonly chat: CustomerChatView | null
  readonly place: Place | null
}

/** The one real-time client of all our pages. */
export interface LiveClient<Live extends AgentLive | CustomerLive> {
  get(): Live
  /** Calls back after each change; returns how to stop. */
  subscribe(changed: () => void): () => void
  start(): void
  stop(): void
  /** Writes to the outbox first, then sends; returns the message id at once. Agents say from which canned response they made it. */
  post(chatId: string, text: string, cannedResponseId?: string): string
  postFile(chatId: string, file: File): string
  sendAgain(messageId: string): void
  discard(messageId: string): void
  /** Says that everything up to `seq` was read; delivery is reported by the client itself. */
  read(chatId: string, seq: number): void
  typing(chatId: string, typing: boolean): void
  /** Makes sure the conversation's end is loaded (for a chat whose messages do not come by themselves). */
  open(chatId: string): void
  loadEarlier(chatId: string): void
}
