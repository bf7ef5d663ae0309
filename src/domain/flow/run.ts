import type { Instant, QueueId } from '../ids.ts'
import type { FlowSets } from './flow.ts'

/** How a step was left. */
export type StepEnd =
  /** Said, queued or ended at once, without waiting. */
  | 'passed'
  | 'chosen'
  | 'answered'
  | 'timed-out'
  | 'retries-spent'
  /** By a command of the customer or of the bot. */
  | 'command'
  | 'bot-failed'
  /** The flow of this run no longer holds the node: only one that was never checked can do that. */
  | 'lost'

/** One node that was passed; its duration is `leftAt - enteredAt`, and the next step is entered when this one is left. */
export interface FlowStep {
  readonly nodeId: string
  /** The key of the choice that was made; null everywhere but at a menu. */
  readonly choice: string | null
  readonly note: string | null
  readonly end: StepEnd
  readonly enteredAt: Instant
  readonly leftAt: Instant
}

/** All that was set on the way so far. */
export interface Collected {
  readonly queueId: QueueId | null
  readonly tagIds: readonly string[]
  readonly skillIds: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
}

/** An answer of a menu as customers see it. */
export interface Choice {
  readonly key: string
  readonly label: string
}

/** Whom the run waits for, and since when: the time-out counts from there. */
export type FlowWait =
  | {
      readonly for: 'customer'
      readonly since: Instant
      readonly retriesSpent: number
      /** What was offered last, as it was worded then; absent where any text is an answer. */
      readonly choices?: readonly Choice[]
    }
  /** One question at a time, so that answers keep their order: what is typed meanwhile is sent with the next. */
  | { readonly for: 'bot'; readonly since: Instant; readonly askNo: number; readonly unsent: readonly string[] }

/** Which flow a run follows; a run keeps to the version it began with. */
export interface FlowSource {
  readonly flowId: string
  readonly flowVersion: number
}

interface RunBase extends FlowSource {
  readonly collected: Collected
  /** The nodes that were left, in order; the one a waiting run stands at is not among them. */
  readonly steps: readonly FlowStep[]
  /** How often a bot was asked in this run: the last question's number. */
  readonly askCount: number
}

/** A run that waits at a node. */
export interface WaitingRun extends RunBase {
  readonly phase: 'waiting'
  readonly nodeId: string
  readonly enteredAt: Instant
  readonly wait: FlowWait
}

/** A run that is over: an agent was asked for, or the chat ended before that. */
export interface EndedRun extends RunBase {
  readonly phase: 'queued' | 'deflected'
  readonly endedAt: Instant
}

/** One customer's way through a flow: plain JSON in the chat's row. It holds words of people, so it is never journaled. */
export type FlowRun = WaitingRun | EndedRun

/** What the desk does next, in this order. */
export type FlowEffect =
  | {
      readonly do: 'say'
      readonly text: string
      readonly choices?: readonly Choice[]
    }
  | { readonly do: 'set'; readonly sets: FlowSets }
  /** `line` is null when the customer has just arrived and nothing was typed yet. */
  | {
      readonly do: 'askBot'
      readonly askNo: number
      readonly url: string
      readonly timeoutMs: number
      readonly line: string | null
    }
  /** `queueId` is null when the flow names none: the desk chooses. */
  | ({ readonly do: 'toQueue' } & Collected)
  | { readonly do: 'end'; readonly ending: 'deflected' }

/** What one input made of the run. */
export interface FlowTurn {
  readonly run: FlowRun
  readonly effects: readonly FlowEffect[]
}
