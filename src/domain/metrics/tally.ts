import type { Spread } from './spread.ts'
import type { WaitRange } from './wait-range.ts'

/**
 * What metrics remember on the chat itself until they fold it into cells: messages are the hot path and touch no cell. Sparse,
 * and short again once the chat has ended. Durations in milliseconds.
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
}

/** What one agent said in this chat. */
export interface AgentTally {
  readonly messages: number
  /** From the customer's first message to this one, if no agent had spoken before. */
  readonly firstResponseMs?: number
  readonly responses?: Spread
}
