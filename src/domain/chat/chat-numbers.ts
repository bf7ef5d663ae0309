import type { CannedResponseId, Instant, QueueId } from '../ids.ts'
import type { WaitRange } from '../metrics/wait-range.ts'

/** How often each canned response was used. Its id stays when it is removed. */
export interface CannedResponseUses {
  readonly [id: CannedResponseId]: number
}

/**
 * What one chat came to, kept on it for ever once it has ended. By the definitions of `docs/metrics.md`, so that sums over chats are
 * the sums over cells.
 */
export interface ChatNumbers {
  /** Its first place in a queue; null: it ended before it had one. */
  readonly queuedAt: Instant | null
  /** The queue it came in by; where it never had a place, the one it would have gone to. */
  readonly firstQueueId: QueueId
  /** From `queuedAt` to the first acceptance, or else to the end. */
  readonly waitMs: number | null
  /** Waits for a further agent, after the first had it. */
  readonly transferWaitMs: number
  /** With an agent, all parts, time on hold too. */
  readonly talkMs: number
  readonly heldMs: number
  /** 0 until the paperwork is done. */
  readonly wrapUpMs: number
  readonly customerMessageCount: number
  readonly agentMessageCount: number
  /** From the customer's first message to the first of an agent; null where none followed, or the agent spoke first. */
  readonly firstResponseMs: number | null
  /** From the first unanswered message of the customer to the agent's next one: how often, and all of them together. */
  readonly responseCount: number
  readonly responseMs: number
  /** How often an agent passed it on, to another or to a queue. */
  readonly transferCount: number
  readonly consultCount: number
  /** Agents to whom it was held out, each time anew and transfers too; of them, those who let it ring out, and those who said no. */
  readonly offerCount: number
  readonly lapsedCount: number
  readonly declinedCount: number
  /** The wait that was promised when it entered its first queue; null: unknown. */
  readonly estimateMs: WaitRange | null
  /** How many of the agents' messages were made from which canned response, as it was or after a change; absent: none. */
  readonly cannedResponses?: CannedResponseUses
}
