import type { QueueId } from '../ids.ts'

/** What passing a node or making a choice sets on the chat; what is set later wins, tags and skills add up. */
export interface FlowSets {
  readonly queueId?: QueueId
  readonly tagIds?: readonly string[]
  readonly skillIds?: readonly string[]
  readonly attributes?: Readonly<Record<string, string>>
}

/** One answer of a menu: pressed in the widget, or typed by its key or its label. */
export interface FlowChoice {
  /** What one types on a channel without buttons: '1'. */
  readonly key: string
  readonly label: string
  readonly next: string
  readonly sets?: FlowSets
}

interface NodeBase {
  readonly id: string
  /** For reports: copied into the step, so that an old step keeps the note it was taken under. */
  readonly note?: string
}

/** Says something and goes on at once. */
export interface SayNode extends NodeBase {
  readonly kind: 'say'
  readonly text: string
  readonly next: string
  readonly sets?: FlowSets
}

/** Waits for one of its choices; a wrong answer is asked again `maxRetries` times, each with the whole `timeoutMs`. */
export interface MenuNode extends NodeBase {
  readonly kind: 'menu'
  readonly text: string
  readonly choices: readonly FlowChoice[]
  readonly timeoutMs: number
  readonly onTimeout: string
  readonly retryText: string
  readonly maxRetries: number
  readonly onRetriesSpent: string
}

/** Waits for any text and keeps it as an attribute of the chat. */
export interface AskNode extends NodeBase {
  readonly kind: 'ask'
  readonly text: string
  readonly attribute: string
  readonly timeoutMs: number
  readonly onTimeout: string
  readonly next: string
}

/** Hands each line to an outside program; its commands steer the run, its silence or failure leads to `onFailure`. */
export interface BotNode extends NodeBase {
  readonly kind: 'bot'
  readonly url: string
  /** How long the program may take over one answer. */
  readonly timeoutMs: number
  readonly onFailure: string
  /** How long the customer may be silent: without it a chat whose customer left would stay with the bot for ever. */
  readonly silenceMs: number
  readonly onSilence: string
}

/** Asks for an agent: the chat enters this queue, else the one set on the way, else the one the desk prefers. */
export interface QueueNode extends NodeBase {
  readonly kind: 'queue'
  readonly queueId?: QueueId
}

/** Ends the chat as *deflected*: ended before an agent was asked for. */
export interface EndNode extends NodeBase {
  readonly kind: 'end'
  readonly text?: string
}

export type FlowNode = SayNode | MenuNode | AskNode | BotNode | QueueNode | EndNode

/** A welcome menu as plain JSON; only one that passes `checkFlow` is saved. */
export interface Flow {
  readonly name: string
  readonly startNodeId: string
  readonly nodes: readonly FlowNode[]
}

/** The node of that id, the first if a flow that was never checked has several; null when there is none. */
export function nodeOf(flow: Flow, nodeId: string): FlowNode | null {
  return flow.nodes.find((node) => node.id === nodeId) ?? null
}
