import type { Permission, RoleName } from './access/permission.ts'
import type { Actor } from './actor.ts'
import type { AgentSettings, AgentWords, Availability } from './agent/agent.ts'
import type {
  Address,
  Channel,
  Ending,
  How,
  Idle,
  Mark,
  Offer,
  Participant,
  Place,
  Side,
  Transfer,
} from './chat/chat.ts'
import type { Aside, Notice, Writer } from './chat/message.ts'
import type { Stated } from './customer/customer.ts'
import type { CustomerFact } from './customer/facts.ts'
import type { DeliveryFact } from './delivery/facts.ts'
import type { FlowStep, WaitingRun } from './flow/run.ts'
import type {
  AgentId,
  ApiKeyId,
  AttachmentId,
  AwayReasonId,
  CannedResponseId,
  ChatId,
  CustomerId,
  DispositionId,
  FlowId,
  Instant,
  LoginId,
  MessageId,
  OutageId,
  QueueId,
  ReportRunId,
  ReportScheduleId,
  TagId,
} from './ids.ts'
import type { LoginUse } from './login/login.ts'
import type { CentreSettings } from './organisation/centre.ts'
import type { EntrySettings, EntryTable } from './organisation/entries.ts'
import type { OutageSettings } from './outage/outage.ts'
import type { QueueSettings, SkillNeed } from './queue/queue.ts'

/**
 * A fact, as a verb or the router states it. `words` is what rows keep and the journal never does: the words of people
 * (message text, names) and secrets; a replayed event has none.
 */
export type Fact =
  | AgentFact
  | QueueFact
  | LoginFact
  | ApiKeyFact
  | ChatFact
  | OrganisationFact
  | OutageFact
  | CustomerFact
  | ReportFact
  | ReportReadFact
  | DeliveryFact
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
      readonly settings: AgentSettings
      readonly words?: AgentWords & { readonly passwordHash: string }
    }
  | {
      readonly type: 'agent.changed'
      readonly agentId: AgentId
      readonly settings: Partial<AgentSettings>
      readonly words?: Partial<AgentWords>
    }
  | { readonly type: 'agent.suspended'; readonly agentId: AgentId }
  | { readonly type: 'agent.resumed'; readonly agentId: AgentId }
  /** Midnight came for an agent who had taken as many chats as they may in a day. */
  | { readonly type: 'agent.dayEnded'; readonly agentId: AgentId }
  | {
      readonly type: 'agent.passwordSet'
      readonly agentId: AgentId
      readonly words?: { readonly passwordHash: string }
    }
  | {
      readonly type: 'agent.passwordResetAsked'
      readonly agentId: AgentId
      readonly expiresAt: Instant
      readonly words?: { readonly codeHash: string }
    }
  | { readonly type: 'agent.passwordResetExpired'; readonly agentId: AgentId }
  /** The code went to an address that is the agent's no more, or they are disabled. */
  | { readonly type: 'agent.passwordResetWithdrawn'; readonly agentId: AgentId }
  | {
      readonly type: 'agent.availabilitySet'
      readonly agentId: AgentId
      readonly availability: Availability
      readonly awayReason: AwayReasonId | null
      readonly why: 'asked' | 'connection-lost' | 'disabled' | 'login-expired'
    }
  | { readonly type: 'agent.connected'; readonly agentId: AgentId }
  | { readonly type: 'agent.connectionLost'; readonly agentId: AgentId }

type QueueFact =
  | { readonly type: 'queue.added'; readonly queueId: QueueId; readonly settings: QueueSettings }
  | { readonly type: 'queue.changed'; readonly queueId: QueueId; readonly settings: Partial<QueueSettings> }
  | { readonly type: 'queue.removed'; readonly queueId: QueueId }
  /** Its hours turned. */
  | { readonly type: 'queue.turned'; readonly queueId: QueueId; readonly open: boolean }

type EntryFact = {
  [Name in EntryTable]: {
    readonly table: Name
    /** The whole entry, but for what is personal. */
    readonly settings: Partial<EntrySettings[Name]>
    readonly words?: Partial<EntrySettings[Name]>
  }
}[EntryTable]

type OrganisationFact =
  | ({ readonly type: 'entry.added'; readonly entryId: string } & EntryFact)
  | ({ readonly type: 'entry.changed'; readonly entryId: string } & EntryFact)
  | { readonly type: 'entry.removed'; readonly entryId: string; readonly table: EntryTable }
  | { readonly type: 'role.changed'; readonly role: RoleName; readonly permissions: readonly Permission[] }
  | { readonly type: 'centre.changed'; readonly settings: Partial<CentreSettings> }

type OutageFact = { readonly outageId: OutageId } & (
  | { readonly type: 'outage.announced'; readonly settings: OutageSettings }
  | { readonly type: 'outage.changed'; readonly settings: Partial<OutageSettings> }
  | { readonly type: 'outage.started' }
  | { readonly type: 'outage.ended'; readonly why: 'asked' | 'time' }
)

type ReportFact = { readonly runId: ReportRunId; readonly scheduleId: ReportScheduleId } & (
  | { readonly type: 'report.due'; readonly dueAt: Instant; readonly late: boolean }
  | { readonly type: 'report.sent' }
  /** `retryAt` null: for good. */
  | {
      readonly type: 'report.failed'
      readonly retryAt: Instant | null
      readonly words?: { readonly error: string }
    }
)

/** An agent read a report over a time: kept for the audit, changes nothing. */
interface ReportReadFact {
  readonly type: 'report.read'
  readonly agentId: AgentId
  readonly report: string
  readonly queueIds: readonly QueueId[] | null
  readonly from: Instant
  readonly to: Instant
  readonly zone: string
}

type LoginFact =
  | {
      readonly type: 'login.started'
      readonly loginId: LoginId
      readonly agentId: AgentId
      readonly use: LoginUse
      readonly expiresAt: Instant
      readonly words?: { readonly secretHash: string }
    }
  | {
      readonly type: 'login.extended'
      readonly loginId: LoginId
      readonly agentId: AgentId
      readonly expiresAt: Instant
    }
  | { readonly type: 'login.ended'; readonly loginId: LoginId; readonly agentId: AgentId }

type ApiKeyFact =
  /** The one the agent had is dead. */
  | {
      readonly type: 'apiKey.made'
      readonly agentId: AgentId
      readonly keyId: ApiKeyId
      readonly madeBy: AgentId
    }
  | { readonly type: 'apiKey.removed'; readonly agentId: AgentId; readonly keyId: ApiKeyId }
  /** Names no agent: once a minute it would bury in their history what the key was used for. */
  | { readonly type: 'apiKey.used'; readonly keyId: ApiKeyId }

/** What a customer brings along when a chat begins. */
interface DoorWords {
  readonly secretHash: string
  readonly pageUrl: string | null
  readonly address?: Address | null
  readonly locale: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly stated?: Stated | null
}

/** `seq` stands where the event takes a place in the conversation: a message, or a notice in its order. */
type ChatFact = { readonly chatId: ChatId } & (
  | {
      readonly type: 'chat.opened'
      readonly queueId: QueueId
      readonly customerId: CustomerId
      readonly channel: Channel
      readonly priority: number
      readonly needs: readonly SkillNeed[]
      readonly tagIds: readonly TagId[]
      readonly place: Place
      readonly words?: DoorWords
    }
  /** A chat that begins with a flow, before it is in any queue. */
  | {
      readonly type: 'chat.welcomed'
      readonly queueId: QueueId
      readonly customerId: CustomerId
      readonly channel: Channel
      readonly flowId: FlowId
      readonly words?: DoorWords
    }
  /** Its flow went on: the steps that were left, and where it stands. What the run holds of people's words is in `words`. */
  | {
      readonly type: 'chat.flowWent'
      readonly steps: readonly FlowStep[]
      readonly stands: { readonly nodeId: string; readonly enteredAt: Instant; readonly dueAt: Instant } | null
      readonly words?: { readonly run: WaitingRun | null }
    }
  /** Its flow asks an outside program, which answers within a time or not at all. */
  | {
      readonly type: 'chat.botAsked'
      readonly flowId: FlowId
      readonly nodeId: string
      readonly askNo: number
      readonly timeoutMs: number
      readonly words?: { readonly line: string | null }
    }
  /** An agent was asked for: it takes its place in a queue. */
  | {
      readonly type: 'chat.queued'
      readonly queueId: QueueId
      readonly needs: readonly SkillNeed[]
      readonly place: Place
    }
  /** A line that nobody wrote: of a flow, or a queue's own text. */
  | {
      readonly type: 'chat.said'
      readonly seq: number
      readonly source: { readonly flowId: FlowId } | { readonly queueId: QueueId }
      readonly words?: { readonly text: string }
    }
  | {
      readonly type: 'chat.messagePosted'
      readonly messageId: MessageId
      readonly seq: number
      readonly author: Writer
      readonly attachmentId: AttachmentId | null
      /** From which an agent made the text. */
      readonly cannedResponseId?: CannedResponseId
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
      readonly how: How
      readonly idle: Idle | null
      /** The next midnight in the centre's zone: until then it counts as one of the agent's day. */
      readonly dayEndsAt: Instant
      readonly seq: number
      readonly notice: Notice
    }
  | {
      readonly type: 'chat.transferred'
      readonly fromAgentId: AgentId
      readonly toQueueId: QueueId
      readonly place: Place
      readonly askAgainAt: Instant
      readonly seq: number
      readonly notice: Notice
    }
  /** Its agent is gone: it waits again, ahead of others. */
  | {
      readonly type: 'chat.requeued'
      readonly fromAgentId: AgentId
      readonly why: 'connection-lost'
      readonly place: Place
      readonly seq: number
      readonly notice: Notice
    }
  | {
      readonly type: 'chat.overflowed'
      readonly fromQueueId: QueueId
      readonly toQueueId: QueueId
      readonly why: 'waited' | 'length' | 'closed' | 'nobody'
      readonly place: Place
      readonly seq: number
      readonly notice: Notice
    }
  /** The overflow rules were looked at and it stays; or the one it waited for did not come, or fewer skills are needed now. */
  | { readonly type: 'chat.stayed'; readonly overflowAt: Instant | null }
  | { readonly type: 'chat.holdEnded'; readonly agentId: AgentId; readonly why: 'time' }
  | { readonly type: 'chat.needsRelaxed'; readonly relaxed: number; readonly relaxAt: Instant | null }
  | { readonly type: 'chat.transferOffered'; readonly fromAgentId: AgentId; readonly transfer: Transfer }
  | {
      readonly type: 'chat.transferEnded'
      readonly toAgentId: AgentId
      readonly why: 'declined' | 'lapsed' | 'taken-back' | 'unavailable'
    }
  | ({ readonly type: 'chat.participantJoined' } & Pick<Participant, 'agentId' | 'part'>)
  | ({
      readonly type: 'chat.participantLeft'
      readonly why: 'asked' | 'dismissed' | 'chat-moved' | 'connection-lost'
    } & Pick<Participant, 'agentId' | 'part'>)
  | { readonly type: 'chat.held'; readonly agentId: AgentId }
  | { readonly type: 'chat.resumed'; readonly agentId: AgentId }
  | { readonly type: 'chat.idleWarned' }
  /** A notice in the conversation that nothing else brings. */
  | { readonly type: 'chat.noticed'; readonly seq: number; readonly notice: Notice }
  | {
      readonly type: 'chat.asidePosted'
      readonly messageId: MessageId
      readonly asideSeq: number
      readonly kind: Aside['kind']
      readonly agentId: AgentId
      readonly words?: { readonly text: string }
    }
  | { readonly type: 'chat.tagged'; readonly tagIds: readonly TagId[] }
  | { readonly type: 'chat.untagged'; readonly tagIds: readonly TagId[] }
  | { readonly type: 'chat.dispositionSet'; readonly dispositionId: DispositionId; readonly label: string }
  | {
      readonly type: 'chat.attributesSet'
      readonly names: readonly string[]
      readonly words?: { readonly attributes: Readonly<Record<string, string | null>> }
    }
  | { readonly type: 'chat.resolvedSet'; readonly resolved: boolean }
  | { readonly type: 'chat.recordingSet'; readonly recorded: boolean }
  /** Somebody whose chat it is not read what was said: kept for the audit, changes nothing. */
  | { readonly type: 'chat.looked'; readonly agentId: AgentId; readonly what: 'conversation' | 'transcript' }
  | {
      readonly type: 'chat.ended'
      readonly ending: Ending
      readonly endedBy: Side | 'system'
      readonly agentId: AgentId | null
      /** The queue that did not take a chat which was in none yet. */
      readonly queueId?: QueueId
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
