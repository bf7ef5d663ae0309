import type { Stated } from '../customer/customer.ts'
import type { FlowStep, WaitingRun } from '../flow/run.ts'
import {
  type AgentId,
  type ChatId,
  type CustomerId,
  type DispositionId,
  earliest,
  type Instant,
  later,
  type QueueId,
  type TagId,
} from '../ids.ts'
import type { Tally } from '../metrics/tally.ts'
import type { QueueSettings, SkillNeed, StrategyName } from '../queue/queue.ts'
import type { ChatNumbers } from './chat-numbers.ts'

/** `afterHours`: the queue closed while it waited. */
/** `deflected`: over before an agent was asked for. */
export const endings = ['completed', 'abandoned', 'afterHours', 'deflected'] as const
export type Ending = (typeof endings)[number]

export const channels = ['chat', 'message'] as const
/** What the customer talks over. */
export type Channel = (typeof channels)[number]

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

/** Where the messages of a customer come from and go to who is on no page of ours: a configured channel, and a number in E.164. */
export interface Address {
  readonly channel: string
  readonly phone: string
}

interface ChatCommon {
  readonly id: ChatId
  readonly no: number
  readonly queueId: QueueId
  readonly customerId: CustomerId
  readonly channel: Channel
  /** Minutes of waiting that it is ahead of others of its queue. */
  readonly priority: number
  /** What it needs of an agent beside what its queue needs. */
  readonly needs: readonly SkillNeed[]
  /** Names and values of what its opener, a flow or an agent noted; `attribute` in the vocabulary. */
  readonly attributes: Readonly<Record<string, string>>
  readonly tagIds: readonly TagId[]
  /** What it was about, as a label that stays when the disposition itself is renamed or disabled. */
  readonly disposition: { readonly id: DispositionId; readonly label: string } | null
  /** Whether the matter is settled; null: nobody said. */
  readonly resolved: boolean | null
  /** The steps it took through a welcome flow, before an agent was asked for; null: there was none. */
  readonly flowSteps: readonly FlowStep[] | null
  /** The transcript is kept as evidence. */
  readonly recorded: boolean
  /** What was typed in this chat by who was then found to be a known customer; null where the profile is what was typed. */
  readonly stated: Stated | null
  /** SHA-256 of the secret half of the customer's token. */
  readonly secretHash: string
  readonly pageUrl: string | null
  /** Null for chats of the widget, and once the person was erased. */
  readonly address: Address | null
  readonly locale: string | null
  readonly openedAt: Instant
  /** First acceptance by an agent. */
  readonly answeredAt: Instant | null
  readonly lastSeq: number
  /** The lane beside: notes, whispers, consultations; counted by itself. */
  readonly lastAsideSeq: number
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
  /** What metrics remember of it until they are folded; absent while there is nothing. */
  readonly tally?: Tally
}

/** A place in a queue: kept through offers that come to nothing. */
export interface Place {
  /** Since when it waits, over all the queues that it came through. */
  readonly since: Instant
  /** When it came into this queue. */
  readonly enteredAt: Instant
  /** `since`, earlier by its priority: who has the lowest is served first, so that everyone's turn comes. */
  readonly rank: number
  /** Closed as abandoned then, if nobody took it. */
  readonly until: Instant
  /** When the queue's overflow rules are looked at next; null: never. */
  readonly overflowAt: Instant | null
  /** How many of the queue's relaxations it has been through, and when the next comes. */
  readonly relaxed: number
  readonly relaxAt: Instant | null
  readonly held: HeldFor | null
  /** Queues it came through by overflow: none of them a second time. */
  readonly visited: readonly QueueId[]
}

/** A chat that waits for one agent, for a while. */
export interface HeldFor {
  readonly agentId: AgentId
  /** Why this agent: of the customer's last chat, asked for and better, or asked for and awaited even while they are not there. */
  readonly why: 'last-agent' | 'preferred' | 'required'
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

/** Another agent in a chat. */
export interface Participant {
  readonly agentId: AgentId
  /** `consult`: asked aside; `invited`: the customer reads them too; `silent`: watches; `whisper`: watches and advises the owner. */
  readonly part: 'consult' | 'invited' | 'silent' | 'whisper'
  readonly since: Instant
}

/** A chat its owner holds out to one other agent: to pass it on, or to have them in. The owner keeps it until the other accepts. */
export interface Transfer {
  readonly purpose: 'transfer' | 'consult' | 'invite'
  readonly toAgentId: AgentId
  readonly madeAt: Instant
  readonly lapsesAt: Instant
}

export const hows = ['offer', 'grab', 'transfer', 'consult', 'assigned', 'take-over'] as const
/** How a chat came to its owner. */
export type How = (typeof hows)[number]

/** Why this chat came to its owner. */
export interface Because {
  readonly how: How
  readonly strategy: StrategyName | null
  readonly waitedMs: number
  readonly passedOver: readonly PassedOver[]
  readonly fromAgentId: AgentId | null
}

/** Not in a queue yet: led through a welcome flow. `queueId` is the queue it goes to unless the flow says another. */
export interface WelcomeChat extends ChatCommon {
  readonly phase: 'welcome'
  readonly run: WaitingRun
  /** When time moves it on. */
  readonly dueAt: Instant
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
  readonly participants: readonly Participant[]
  /** The customer was asked to wait then; null: not on hold. */
  readonly heldSince: Instant | null
  /** Waited for so long on hold before. */
  readonly heldMs: number
  /** The customer was told then that the chat will be closed if they do not answer. */
  readonly idleWarnedAt: Instant | null
  readonly idle: Idle | null
}

/** What its queue set on customers who owe the answer, as it stood when the chat was taken. */
export interface Idle {
  readonly warnMs: number
  readonly closeMs: number | null
}

/** What a queue's settings say about idle customers. */
export function idleOf({ idleWarnMs, idleCloseMs }: QueueSettings): Idle | null {
  return idleWarnMs === null ? null : { warnMs: idleWarnMs, closeMs: idleCloseMs }
}

interface Ended {
  readonly ending: Ending
  readonly endedAt: Instant
  readonly endedBy: Side | 'system'
  readonly rating: Rating | null
  /** Null for chats that were there before such numbers were kept. */
  readonly numbers: ChatNumbers | null
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
export type Chat = WelcomeChat | QueuedChat | OfferedChat | ActiveChat | WrapUpChat | ClosedChat
export type WaitingChat = QueuedChat | OfferedChat
export type EndedChat = WrapUpChat | ClosedChat

/** When time itself next does something to a chat; derived from the row, so it survives a restart. */
export function chatDeadline(chat: Chat): Instant | null {
  switch (chat.phase) {
    case 'welcome':
      return chat.dueAt
    case 'queued':
      return earliest(
        chat.place.until,
        chat.goneUntil,
        chat.round.endsAt,
        chat.place.overflowAt,
        chat.place.relaxAt,
        chat.place.held?.until ?? null,
      )
    case 'offered':
      return earliest(chat.offer.lapsesAt, chat.place.until, chat.goneUntil)
    case 'active':
      return earliest(chat.transfer?.lapsesAt ?? null, idleDeadline(chat))
    case 'wrapUp':
      return chat.wrapUpEndsAt
    case 'closed':
      return null
  }
}

/** When an active chat whose customer owes the answer is warned, or closed; null while the agent owes it, and on hold. */
export function idleDeadline(chat: ActiveChat): Instant | null {
  const { idle, idleWarnedAt, unansweredSince, heldSince, lastMessageAt, acceptedAt } = chat
  if (!idle || unansweredSince !== null || heldSince !== null) return null
  if (idleWarnedAt !== null) return idle.closeMs === null ? null : later(idleWarnedAt, idle.closeMs)
  return later(Math.max(lastMessageAt ?? 0, acceptedAt) as Instant, idle.warnMs)
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

/** The agent's part in the chat, if they are in it beside its owner. */
export function participantOf(chat: Chat, agentId: AgentId): Participant | null {
  if (chat.phase !== 'active') return null
  return chat.participants.find((participant) => participant.agentId === agentId) ?? null
}

/** Those whose capacity it counts against: its owner, and who was brought in to talk. */
export function holdersOf(chat: Chat): readonly AgentId[] {
  const owner = chat.phase === 'closed' ? null : ownerOf(chat)
  if (!owner) return []
  if (chat.phase !== 'active' || chat.participants.length === 0) return [owner]
  return [owner, ...chat.participants.filter(isInside).map(({ agentId }) => agentId)]
}

/** Whether the participant takes part in the talk, aside or openly; others look on. */
export function isInside({ part }: Participant): boolean {
  return part === 'consult' || part === 'invited'
}

/** Whether the conversation is over for the customer. */
export function isEnded(chat: Chat): chat is EndedChat {
  return chat.phase === 'wrapUp' || chat.phase === 'closed'
}
