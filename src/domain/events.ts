import type { Actor } from './actor.ts'
import type { Availability, AwayReason, Role } from './agent/agent.ts'
import type { Ending, Mark, Offer, Side, Transfer } from './chat/chat.ts'
import type { Author, Notice } from './chat/message.ts'
import type { AgentId, AttachmentId, ChatId, CustomerId, Instant, LoginId, MessageId, QueueId } from './ids.ts'
import type { QueueSettings } from './queue/queue.ts'

/**
 * A fact, as a verb or the router states it. `words` is what rows keep and the journal never does: the words of people
 * (message text, names) and secrets; a replayed event has none.
 */
export type Fact =
  | AgentFact
  | QueueFact
  | LoginFact
  | ChatFact
  | {
      readonly type: 'customer.added'
      readonly customerId: CustomerId
      readonly words?: { readonly name: string | null; readonly email: string | null }
    }
  | {
      readonly type: 'attachment.stored'
      readonly chatId: ChatId
      readonly attachmentId: AttachmentId
      readonly mediaType: string
      readonly byteCount: number
      readonly sha256: string
      readonly words?: { readonly name: string }
    }

type AgentFact =
  | {
      readonly type: 'agent.added'
      readonly agentId: AgentId
      readonly role: Role
      readonly capacity: number
      readonly words?: { readonly name: string; readonly email: string; readonly passwordHash: string }
    }
  | {
      readonly type: 'agent.changed'
      readonly agentId: AgentId
      readonly role: Role
      readonly capacity: number
      readonly enabled: boolean
      readonly words?: { readonly name?: string; readonly email?: string }
    }
  | {
      readonly type: 'agent.passwordSet'
      readonly agentId: AgentId
      readonly words?: { readonly passwordHash: string }
    }
  | {
      readonly type: 'agent.availabilitySet'
      readonly agentId: AgentId
      readonly availability: Availability
      readonly awayReason: AwayReason | null
      readonly why: 'asked' | 'connection-lost' | 'disabled'
    }
  | { readonly type: 'agent.connected'; readonly agentId: AgentId }
  | { readonly type: 'agent.connectionLost'; readonly agentId: AgentId }

type QueueFact =
  | { readonly type: 'queue.added'; readonly queueId: QueueId; readonly settings: QueueSettings }
  | { readonly type: 'queue.changed'; readonly queueId: QueueId; readonly settings: Partial<QueueSettings> }

type LoginFact =
  | {
      readonly type: 'login.started'
      readonly loginId: LoginId
      readonly agentId: AgentId
      readonly use: 'page' | 'program'
      readonly expiresAt: Instant
      readonly words?: { readonly secretHash: string }
    }
  | { readonly type: 'login.ended'; readonly loginId: LoginId; readonly agentId: AgentId }

/** `seq` stands where the event takes a place in the conversation: a message, or a notice in its order. */
type ChatFact = { readonly chatId: ChatId } & (
  | {
      readonly type: 'chat.opened'
      readonly queueId: QueueId
      readonly customerId: CustomerId
      readonly waitUntil: Instant
      readonly words?: { readonly secretHash: string; readonly pageUrl: string | null; readonly locale: string | null }
    }
  | {
      readonly type: 'chat.messagePosted'
      readonly messageId: MessageId
      readonly seq: number
      readonly author: Author
      readonly attachmentId: AttachmentId | null
      readonly words?:
        | { readonly text: string }
        | { readonly attachment: { readonly name: string; readonly mediaType: string; readonly byteCount: number } }
    }
  | { readonly type: 'chat.offered'; readonly queueId: QueueId; readonly offer: Offer }
  | {
      readonly type: 'chat.offerDeclined'
      readonly agentId: AgentId
      readonly no: number
      readonly askAgainAt: Instant
    }
  | {
      readonly type: 'chat.offerLapsed'
      readonly agentIds: readonly AgentId[]
      readonly no: number
      readonly askAgainAt: Instant
    }
  | { readonly type: 'chat.offerWithdrawn'; readonly agentId: AgentId; readonly no: number }
  | { readonly type: 'chat.roundEnded'; readonly no: number }
  | {
      readonly type: 'chat.accepted'
      readonly agentId: AgentId
      readonly how: 'offer' | 'grab' | 'transfer'
      readonly seq: number
      readonly notice: Notice
    }
  | {
      readonly type: 'chat.transferred'
      readonly fromAgentId: AgentId
      readonly toQueueId: QueueId
      readonly waitUntil: Instant
      readonly askAgainAt: Instant
      readonly seq: number
      readonly notice: Notice
    }
  | { readonly type: 'chat.transferOffered'; readonly fromAgentId: AgentId; readonly transfer: Transfer }
  | {
      readonly type: 'chat.transferEnded'
      readonly toAgentId: AgentId
      readonly why: 'declined' | 'lapsed' | 'taken-back' | 'unavailable'
    }
  | {
      readonly type: 'chat.ended'
      readonly ending: Ending
      readonly endedBy: Side | 'system'
      readonly agentId: AgentId | null
      /** Null: closed at once. */
      readonly wrapUpEndsAt: Instant | null
      readonly seq: number
      readonly notice: Notice
    }
  | { readonly type: 'chat.wrapUpFinished'; readonly agentId: AgentId; readonly why: 'asked' | 'time' }
  | { readonly type: 'chat.rated'; readonly score: number; readonly words?: { readonly comment: string | null } }
  | { readonly type: 'chat.marked'; readonly side: Side; readonly mark: Mark }
  | { readonly type: 'chat.customerLeft'; readonly goneUntil: Instant }
  | { readonly type: 'chat.customerConnected' }
)

/** A fact with its place in the journal: numbered without gaps, when, and by whom. */
export type DeskEvent = Fact & {
  readonly position: number
  readonly at: Instant
  readonly by: Actor
}

export type EventOf<Type extends Fact['type']> = Extract<DeskEvent, { readonly type: Type }>
