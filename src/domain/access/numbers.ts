import type { Actor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import type { AgentId, QueueId } from '../ids.ts'
import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { mustBeAgent, mustHave, type RightsView, seenAgent, seenQueue } from './may.ts'
import { type Place, staffs } from './rights.ts'

/** Whether the agent may see the queue's numbers: its members and who is in charge of it do, others by permission. */
export function seesQueueNumbers(view: RightsView, viewerId: AgentId, queue: Queue): boolean {
  return (
    view.queuesOf(viewerId).has(queue.id) || staffs(viewerId, queue) || view.rights.has(viewerId, 'metrics.see', queue)
  )
}

/** Whether the agent may see the colleague's numbers: everyone their own, others by permission. */
export function seesAgentNumbers(view: RightsView, viewerId: AgentId, agent: Agent): boolean {
  return viewerId === agent.id || view.rights.has(viewerId, 'metrics.see', view.rights.placeOf(agent))
}

/** The queue if the actor may see its numbers; refuses *not found* where they may not even know of it. */
export function queueWithNumbers(state: DeskState, actor: Actor, queueId: QueueId): Queue {
  const { agent } = mustBeAgent(state, actor)
  const known = state.queues.find(queueId)
  if (known && seesQueueNumbers(state, agent.id, known)) return known
  const queue = seenQueue(state, actor, queueId)
  mustHave(state, actor, 'metrics.see', queue)
  return queue
}

/** The agent if the actor may see their numbers; refuses *not found* where they may not even know of them. */
export function agentWithNumbers(state: DeskState, actor: Actor, agentId: AgentId): Agent {
  const viewer = mustBeAgent(state, actor).agent
  const known = state.agents.find(agentId)
  if (known && seesAgentNumbers(state, viewer.id, known)) return known
  const agent = seenAgent(state, actor, agentId)
  mustHave(state, actor, 'metrics.see', state.rights.placeOf(agent))
  return agent
}

/** Whether the agent may see all numbers of a part of the organisation, though there be none. */
export function seesPlaceNumbers(view: RightsView, viewerId: AgentId, place: Place): boolean {
  return view.rights.has(viewerId, 'metrics.see', place)
}

/** The queues and the agents whose numbers the agent may see; null: all. */
export function numbersScope(
  state: DeskState,
  viewerId: AgentId,
): { readonly queueIds: readonly QueueId[] | null; readonly agentIds: readonly AgentId[] | null } {
  if (state.rights.hasAll(viewerId, 'metrics.see')) return { queueIds: null, agentIds: null }
  const queues = [...state.queues.values()].filter((queue) => seesQueueNumbers(state, viewerId, queue))
  const agents = [...state.agents.values()].filter((agent) => seesAgentNumbers(state, viewerId, agent))
  return { queueIds: queues.map(({ id }) => id), agentIds: agents.map(({ id }) => id) }
}
