import { chatScope } from '#domain/access/may.ts'
import type { AgentId } from '#domain/ids.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'

/** The departments that an agent is shown, by number: those whose chats they may see (AC-13). */
export function departmentsOf(state: DeskState, agentId: AgentId): readonly Queue[] {
  const { queueIds } = chatScope(state, agentId, 'chats.see')
  const queues = queueIds ? queueIds.map((id) => state.queues.require(id)) : [...state.queues.values()]
  return queues.sort((a, b) => a.no - b.no)
}
