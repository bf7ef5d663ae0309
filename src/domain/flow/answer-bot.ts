import type { Instant } from '../ids.ts'
import { carryOut, type FlowNames } from './carry-out.ts'
import { type BotNode, type Flow, nodeOf } from './flow.ts'
import { type FlowCommand, parseCommand } from './parse-command.ts'
import type { FlowRun, FlowTurn, WaitingRun } from './run.ts'
import { Walk } from './walk.ts'

/** What an outside program answered to one question. */
export interface BotReply {
  /** Of the question it answers, from the `askBot` effect. */
  readonly askNo: number
  /** Each is said as one message; a row of a line may be a command. Who calls the bot bounds their number and length. */
  readonly lines: readonly string[]
}

/**
 * The bot answered: its words are said in order, then its first command is carried out. A command naming a queue that does
 * not exist is a failure of the bot. A reply to any but the open question changes nothing: it came too late.
 */
export function botAnswered(flow: Flow, run: FlowRun, reply: BotReply, names: FlowNames, at: Instant): FlowTurn {
  const open = openQuestion(flow, run, reply.askNo)
  if (!open) return { run, effects: [] }
  const { node, waiting, unsent } = open
  const walk = new Walk(flow, waiting, at)
  const { texts, command } = readLines(reply.lines)
  for (const text of texts) walk.say(text)

  if (command) {
    return carryOut(walk, waiting, command, names) ?? failed(walk, waiting, node)
  }
  return unsent.length > 0
    ? walk.askBot(node.id, waiting.enteredAt, node, unsent.join('\n'))
    : walk.awaitCustomer(node.id, waiting.enteredAt)
}

/** The bot could not be reached or answered nonsense; the run goes on where the flow says. Too late, it changes nothing. */
export function botFailed(flow: Flow, run: FlowRun, askNo: number, at: Instant): FlowTurn {
  const open = openQuestion(flow, run, askNo)
  return open ? failed(new Walk(flow, open.waiting, at), open.waiting, open.node) : { run, effects: [] }
}

function failed(walk: Walk, run: WaitingRun, node: BotNode): FlowTurn {
  return walk.leave(node.id, run.enteredAt, 'bot-failed').enter(node.onFailure)
}

function openQuestion(flow: Flow, run: FlowRun, askNo: number) {
  if (run.phase !== 'waiting' || run.wait.for !== 'bot' || run.wait.askNo !== askNo) return null
  const node = nodeOf(flow, run.nodeId)
  return node?.kind === 'bot' ? { node, waiting: run, unsent: run.wait.unsent } : null
}

function readLines(lines: readonly string[]): { texts: string[]; command: FlowCommand | null } {
  const texts: string[] = []
  let command: FlowCommand | null = null
  for (const line of lines) {
    const spoken: string[] = []
    for (const row of line.split(/\r?\n/)) {
      const found = parseCommand(row)
      if (found) command ??= found
      else spoken.push(row)
    }
    const text = spoken.join('\n').trim()
    if (text !== '') texts.push(text)
  }
  return { texts, command }
}
