import { type AgentId, type ChatId, type CustomerId, earliest, type Instant, type QueueId } from '../ids.ts'
import type { StrategyName } from '../queue/queue.ts'

export const endings = ['completed', 'abandoned'] as const
export type Ending = (typeof endings)[number]

export type Side = 'customer' | 'agent'

/** How far one side has got in the conversation: the highest `seq` delivered to it, and read by it. */
export interface Mark {
  readonly delivered: number
  readonly read: number
}

export interface Rating {
  /** 1 (worst) to 5 (best). */
  readonly score: number
  readonly comment: string | null
  readonly at: Instant
}

interface ChatCommon {
  readonly id: ChatId
  readonly no: number
  readonly queueId: QueueId
  readonly customerId: CustomerId
  /** SHA-256 of the secret half of the customer's token. */
  readonly secretHash: string
  readonly pageUrl: string | null
  readonly locale: string | null
  readonly openedAt: Instant
  /** First acceptance by an agent. */
  readonly answeredAt: Instant | null
  readonly lastSeq: number
  readonly lastMessageAt: Instant | null
  /** The oldest message of the customer that no agent has answered yet. */
  readonly unansweredSince: Instant | null
  readonly offerCount: number
  readonly marks: { readonly [side in Side]: Mark }
  /** The customer's page has a live connection now. Customers of other channels never have one, so false alone says nothing. */
  readonly customerLive: boolean
  /** The customer's last live connection broke then; null while connected, and for who never was. */
  readonly customerLeftAt: Instant | null
  /** Until then a waiting chat is kept for a customer who left; null while they are here. */
  readonly goneUntil: Instant | null
}

/** A place in a queue: kept through offers that come to nothing. */
export interface Place {
  readonly since: Instant
  /** Closed as abandoned then, if nobody took it. */
  readonly until: Instant
}

export interface PassedOver {
  readonly agentId: AgentId
  readonly why: 'declined' | 'lapsed'
  readonly at: Instant
}

/** One round of asking: who was asked in vain, and when they may be asked again. */
export interface Round {
  readonly no: number
  readonly passedOver: readonly PassedOver[]
  readonly endsAt: Instant | null
}

/** A chat held out to agents until accepted, declined by all, or lapsed. */
export interface Offer {
  readonly no: number
  readonly agentIds: readonly AgentId[]
  readonly strategy: StrategyName
  readonly madeAt: Instant
  readonly lapsesAt: Instant
}

/** A chat its owner holds out to one other agent; the owner keeps it until the other accepts. */
export interface Transfer {
  readonly toAgentId: AgentId
  readonly madeAt: Instant
  readonly lapsesAt: Instant
}

/** Why this chat came to its owner. */
export interface Because {
  readonly how: 'offer' | 'grab' | 'transfer'
  readonly strategy: StrategyName | null
  readonly waitedMs: number
  readonly passedOver: readonly PassedOver[]
  readonly fromAgentId: AgentId | null
}

export interface QueuedChat extends ChatCommon {
  readonly phase: 'queued'
  readonly place: Place
  readonly round: Round
}

export interface OfferedChat extends ChatCommon {
  readonly phase: 'offered'
  readonly place: Place
  readonly round: Round
  readonly offer: Offer
}

export interface ActiveChat extends ChatCommon {
  readonly phase: 'active'
  readonly agentId: AgentId
  readonly acceptedAt: Instant
  readonly because: Because
  readonly transfer: Transfer | null
}

interface Ended {
  readonly ending: Ending
  readonly endedAt: Instant
  readonly endedBy: Side | 'system'
  readonly rating: Rating | null
}

export interface WrapUpChat extends ChatCommon, Ended {
  readonly phase: 'wrapUp'
  readonly agentId: AgentId
  readonly wrapUpEndsAt: Instant
}

export interface ClosedChat extends ChatCommon, Ended {
  readonly phase: 'closed'
  readonly agentId: AgentId | null
  readonly closedAt: Instant
}

/** One conversation from ask to close. */
export type Chat = QueuedChat | OfferedChat | ActiveChat | WrapUpChat | ClosedChat
export type WaitingChat = QueuedChat | OfferedChat
export type EndedChat = WrapUpChat | ClosedChat

/** When time itself next does something to a chat; derived from the row, so it survives a restart. */
export function chatDeadline(chat: Chat): Instant | null {
  switch (chat.phase) {
    case 'queued':
      return earliest(chat.place.until, chat.goneUntil, chat.round.endsAt)
    case 'offered':
      return earliest(chat.offer.lapsesAt, chat.place.until, chat.goneUntil)
    case 'active':
      return chat.transfer?.lapsesAt ?? null
    case 'wrapUp':
      return chat.wrapUpEndsAt
    case 'closed':
      return null
  }
}

/** The agent whose chat it is: only active, wrap-up and answered closed chats have one. */
export function ownerOf(chat: Chat): AgentId | null {
  return 'agentId' in chat ? chat.agentId : null
}

/** Everyone for whom the chat rings now: the offer's agents, or the one a transfer is held out to. */
export function ringingFor(chat: Chat): readonly AgentId[] {
  if (chat.phase === 'offered') return chat.offer.agentIds
  if (chat.phase === 'active' && chat.transfer) return [chat.transfer.toAgentId]
  return []
}

/** Whether the conversation is over for the customer. */
export function isEnded(chat: Chat): chat is EndedChat {
  return chat.phase === 'wrapUp' || chat.phase === 'closed'
}
