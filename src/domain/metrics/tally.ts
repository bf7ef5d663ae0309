import type { CannedResponseUses } from '../chat/chat-numbers.ts'
import type { Instant, QueueId } from '../ids.ts'
import type { Spread } from './spread.ts'
import type { WaitRange } from './wait-range.ts'

/**
 * What metrics remember on the chat itself until they fold it into cells, and the chat's own numbers until it ends: messages are the
 * hot path and touch no cell. Sparse, and short again once the chat has ended. Durations in milliseconds.
 */
export interface Tally {
  readonly customerMessages?: number
  readonly agents?: { readonly [agentId: string]: AgentTally }
  /** How many agents' parts it had so far: only the first counts as answered and handled. */
  readonly parts?: number
  /** Offers of it that lapsed. */
  readonly lapses?: number
  /** Talk of the parts that ended, in the queue in which it is now. */
  readonly queueTalkMs?: number
  /** Talk of the last part, kept until its paperwork is done. */
  readonly ownTalkMs?: number
  /** What was promised when it entered its first queue. */
  readonly promise?: WaitRange
  /** Its first place in a queue, when a flow led it there. */
  readonly queuedAt?: Instant
  /** The queue it came in by, once it has been in another. */
  readonly firstQueueId?: QueueId
  /** Waits after a transfer that ended. */
  readonly transferWaitMs?: number
  /** Talk in the queues before, and time on hold in the parts before those of this queue. */
  readonly earlierTalkMs?: number
  readonly earlierHeldMs?: number
  readonly transfers?: number
  readonly consults?: number
  /** Agents to whom it was held out, and what came of it. */
  readonly asked?: number
  readonly rangOut?: number
  readonly declined?: number
  readonly canned?: CannedResponseUses
  /** Open already when chats began to remember all this: it will have no numbers of its own. */
  readonly isOlder?: true
}

/** What one agent said in this chat. */
export interface AgentTally {
  readonly messages: number
  /** From the customer's first message to this one, if no agent had spoken before. */
  readonly firstResponseMs?: number
  readonly responses?: Spread
}
