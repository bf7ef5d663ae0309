import type { Actor } from '#domain/actor.ts'
import type { Aside, AttachmentFacts, Author, Message, Notice } from '#domain/chat/message.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId } from '#domain/ids.ts'

/** A line of the table `messages`. */
export interface StoredMessage {
  readonly chat_id: ChatId
  readonly seq: number
  readonly id: MessageId | null
  readonly at: Instant
  readonly position: number
  readonly kind: Message['kind']
  readonly author_kind: Author['kind'] | null
  readonly author_id: string | null
  readonly text: string | null
  readonly facts: string | null
}

/** A line of the table `asides`. */
export interface StoredAside {
  readonly chat_id: ChatId
  readonly seq: number
  readonly id: MessageId
  readonly at: Instant
  readonly position: number
  readonly kind: Aside['kind']
  readonly author_id: AgentId
  readonly text: string
}

export function unpackAside({ id, at, position, kind, text, ...stored }: StoredAside): Aside {
  const { chat_id: chatId, seq: asideSeq, author_id: agentId } = stored
  return { chatId, asideSeq, at, position, id, kind, agentId, text }
}

/** A line of the table `journal`. */
export interface StoredEvent {
  readonly position: number
  readonly at: Instant
  readonly type: DeskEvent['type']
  readonly chat_id: string | null
  readonly agent_id: string | null
  readonly queue_id: string | null
  readonly by_kind: Actor['kind']
  readonly by_id: string | null
  readonly by_chat_id: string | null
  readonly via: string
  readonly facts: string
}

export function unpackMessage(stored: StoredMessage): Message {
  const common = { chatId: stored.chat_id, seq: stored.seq, at: stored.at, position: stored.position }
  if (stored.kind === 'notice') return { ...common, kind: 'notice', notice: JSON.parse(stored.facts ?? '') as Notice }
  const written = { ...common, id: stored.id as MessageId, author: unpackAuthor(stored) }
  if (stored.kind === 'text') return { ...written, kind: 'text', text: stored.text ?? '' }
  return { ...written, kind: 'file', attachment: JSON.parse(stored.facts ?? '') as AttachmentFacts }
}

export function unpackAuthor({ author_kind, author_id }: Pick<StoredMessage, 'author_kind' | 'author_id'>): Author {
  return { kind: author_kind, id: author_id } as Author
}

export function unpackEvent(stored: StoredEvent): DeskEvent {
  const { position, at, type, chat_id, agent_id, queue_id } = stored
  return {
    type,
    ...(chat_id !== null && { chatId: chat_id }),
    ...(agent_id !== null && { agentId: agent_id }),
    ...(queue_id !== null && { queueId: queue_id }),
    ...(JSON.parse(stored.facts) as object),
    position,
    at,
    by: unpackActor(stored),
  } as DeskEvent
}

function unpackActor({ by_kind, by_id, by_chat_id, via }: StoredEvent): Actor {
  if (by_kind === 'agent') return { kind: 'agent', agentId: by_id as AgentId, via }
  if (by_kind === 'system') return { kind: 'system', via }
  return { kind: 'customer', customerId: by_id as CustomerId, chatId: by_chat_id as ChatId, via }
}
