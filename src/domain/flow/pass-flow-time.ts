import { type Instant, later } from '../ids.ts'
import { type Flow, nodeOf } from './flow.ts'
import type { FlowRun, FlowTurn, StepEnd } from './run.ts'
import { Walk } from './walk.ts'

/** When time moves a run on by itself; null once it is over. */
export function flowDue(flow: Flow, run: FlowRun): Instant | null {
  return timeOut(flow, run)?.due ?? null
}

/** Takes the way of the time-out if it is due; before that nothing changes. The next node's time counts from `at`. */
export function passFlowTime(flow: Flow, run: FlowRun, at: Instant): FlowTurn {
  const out = timeOut(flow, run)
  if (run.phase !== 'waiting' || !out || at < out.due) return { run, effects: [] }
  const walk = new Walk(flow, run, at).leave(run.nodeId, run.enteredAt, out.end)
  return out.next === null ? walk.toQueue() : walk.enter(out.next)
}

/** Where time leads a run and when; `next` is null when the node is gone, and an agent the way out. */
function timeOut(flow: Flow, run: FlowRun): { due: Instant; end: StepEnd; next: string | null } | null {
  if (run.phase !== 'waiting') return null
  const { since } = run.wait
  const node = nodeOf(flow, run.nodeId)
  if (node?.kind === 'menu' || node?.kind === 'ask')
    return { due: later(since, node.timeoutMs), end: 'timed-out', next: node.onTimeout }
  if (node?.kind !== 'bot') return { due: since, end: 'lost', next: null }
  return run.wait.for === 'bot'
    ? { due: later(since, node.timeoutMs), end: 'bot-failed', next: node.onFailure }
    : { due: later(since, node.silenceMs), end: 'timed-out', next: node.onSilence }
}
