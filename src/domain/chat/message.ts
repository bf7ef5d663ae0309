import type { AgentId, AttachmentId, ChatId, CustomerId, FlowId, Instant, MessageId, QueueId } from '../ids.ts'

/** A person who writes. */
export type Writer = Exclude<Author, { kind: 'bot' }>

export type Author =
  | { readonly kind: 'customer'; readonly id: CustomerId }
  | { readonly kind: 'agent'; readonly id: AgentId }
  /** Nobody: a welcome flow, or a queue's own text. */
  | { readonly kind: 'bot'; readonly id: FlowId | QueueId }

/** What is told in the middle of a conversation, with a place in its order like any message. */
export type Notice =
  | { readonly code: 'agent-joined'; readonly agentId: AgentId }
  /** Somebody beside the owner now writes in the chat, or does no longer. */
  | { readonly code: 'agent-came-in'; readonly agentId: AgentId }
  | { readonly code: 'agent-went-out'; readonly agentId: AgentId }
  /** The agent's line broke: the chat waits for another. */
  | { readonly code: 'agent-lost'; readonly agentId: AgentId }
  | { readonly code: 'moved-to-queue'; readonly queueId: QueueId }
  | { readonly code: 'held'; readonly agentId: AgentId }
  | { readonly code: 'resumed'; readonly agentId: AgentId }
  | { readonly code: 'idle-warning' }
  | { readonly code: 'ended-idle' }
  | { readonly code: 'ended-deflected' }
  | { readonly code: 'ended-full' }
  | { readonly code: 'ended-after-hours' }
  | { readonly code: 'transferred-to-agent'; readonly fromAgentId: AgentId; readonly agentId: AgentId }
  | { readonly code: 'transferred-to-queue'; readonly fromAgentId: AgentId; readonly queueId: QueueId }
  | { readonly code: 'ended-by-agent'; readonly agentId: AgentId }
  | { readonly code: 'ended-by-customer' }
  | { readonly code: 'ended-nobody-came' }

interface MessageCommon {
  readonly chatId: ChatId
  /** 1, 2, 3 … in its chat, without a gap, given at commit. */
  readonly seq: number
  readonly at: Instant
  /** Journal position of the event that brought it. */
  readonly position: number
}

export interface TextMessage extends MessageCommon {
  readonly kind: 'text'
  readonly id: MessageId
  readonly author: Author
  readonly text: string
}

export interface FileMessage extends MessageCommon {
  readonly kind: 'file'
  readonly id: MessageId
  readonly author: Author
  readonly attachment: AttachmentFacts
}

export interface NoticeMessage extends MessageCommon {
  readonly kind: 'notice'
  readonly notice: Notice
}

/** One line in a chat. */
export type Message = TextMessage | FileMessage | NoticeMessage

export interface AttachmentFacts {
  readonly id: AttachmentId
  readonly name: string
  /** Decided from the content, never from the name. */
  readonly mediaType: string
  readonly byteCount: number
}

/** A stored file of a chat; the bytes lie under their SHA-256. */
export interface Attachment extends AttachmentFacts {
  readonly chatId: ChatId
  readonly sha256: string
  readonly storedAt: Instant
}

export const asideKinds = ['note', 'whisper', 'consult'] as const

/**
 * A line beside the conversation, between agents: a private note, a supervisor's whisper, a word in a consultation. A lane
 * of its own: nothing made for customers takes this type, so none of it can reach them.
 */
export interface Aside {
  readonly chatId: ChatId
  /** 1, 2, 3 … in its lane. */
  readonly asideSeq: number
  readonly at: Instant
  readonly position: number
  readonly id: MessageId
  readonly kind: (typeof asideKinds)[number]
  readonly agentId: AgentId
  readonly text: string
}
