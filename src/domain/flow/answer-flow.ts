import type { Instant } from '../ids.ts'
import { carryOut, type FlowNames } from './carry-out.ts'
import { type BotNode, type Flow, type MenuNode, nodeOf } from './flow.ts'
import { matchChoice } from './match-choice.ts'
import { parseCommand } from './parse-command.ts'
import type { FlowRun, FlowTurn, WaitingRun } from './run.ts'
import { Walk } from './walk.ts'

/** How many lines are kept while a bot thinks; of more, the newest. */
const unsentLimit = 20

/**
 * The customer typed a line, or pressed a choice (then the line is its key). A command is understood at every node; a blank
 * line, as of an attachment without text, answers nothing but a menu, where it is a wrong answer.
 */
export function answerFlow(flow: Flow, run: FlowRun, line: string, names: FlowNames, at: Instant): FlowTurn {
  if (run.phase !== 'waiting') return { run, effects: [] }
  const walk = new Walk(flow, run, at)
  const node = nodeOf(flow, run.nodeId)
  if (!node) return walk.leave(run.nodeId, run.enteredAt, 'lost').toQueue()

  const command = parseCommand(line)
  const steered = command && carryOut(walk, run, command, names)
  if (steered) return steered

  if (node.kind === 'menu') return answerMenu(walk, run, node, line)
  const answer = line.trim()
  if (answer === '') return { run, effects: [] }
  if (node.kind === 'bot') return answerBot(walk, run, node, answer)
  if (node.kind !== 'ask') return walk.leave(run.nodeId, run.enteredAt, 'lost').toQueue()
  return walk
    .set({ attributes: { [node.attribute]: answer } })
    .leave(node.id, run.enteredAt, 'answered')
    .enter(node.next)
}

function answerMenu(walk: Walk, run: WaitingRun, node: MenuNode, line: string): FlowTurn {
  const choice = matchChoice(node.choices, line)
  if (choice) return walk.set(choice.sets).leave(node.id, run.enteredAt, 'chosen', choice.key).enter(choice.next)
  const retriesSpent = run.wait.for === 'customer' ? run.wait.retriesSpent : 0
  if (retriesSpent >= node.maxRetries)
    return walk.leave(node.id, run.enteredAt, 'retries-spent').enter(node.onRetriesSpent)
  return walk.askMenu(node, node.retryText, run.enteredAt, retriesSpent + 1)
}

function answerBot(walk: Walk, run: WaitingRun, node: BotNode, line: string): FlowTurn {
  if (run.wait.for === 'customer') return walk.askBot(node.id, run.enteredAt, node, line)
  const unsent = [...run.wait.unsent, line].slice(-unsentLimit)
  return { run: { ...run, wait: { ...run.wait, unsent } }, effects: [] }
}
