import { whyNotNow } from '../agent/why-not-now.ts'
import { isRefusal } from '../decision.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { enterQueue } from './enter-queue.ts'
import type { Queue } from './queue.ts'

/** Whether who asks now is let in, and somebody takes chats where they end up: in this queue, or where its overflow rules lead. */
export function isAvailable(state: DeskState, queue: Queue, at: Instant): boolean {
  if (!queue.enabled) return false
  const entered = enterQueue(state, queue, { since: at, priority: 0, held: null, visited: [] }, at)
  return !isRefusal(entered) && isAttended(state, entered.queue)
}

/** Whether any member of the queue takes chats now, if only when they have finished what they have. */
export function isAttended(state: DeskState, { members }: Queue): boolean {
  return members.some(({ agentId }) => takesChats(state, agentId))
}

/** Whether the agent takes chats now, if only when they have finished what they have. */
export function takesChats(state: DeskState, agentId: AgentId): boolean {
  const agent = state.agents.get(agentId)
  const why = agent ? whyNotNow(agent, state.load(agentId)) : 'offline'
  // Busy with others is still there.
  return why === null || why === 'at-capacity' || why === 'being-offered'
}
