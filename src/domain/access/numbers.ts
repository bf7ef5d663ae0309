import type { Actor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import type { AgentId, QueueId } from '../ids.ts'
import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { chatScope, mustBeAgent, mustHave, type RightsView, seenAgent, seenQueue } from './may.ts'
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
export function numbersScope(state: DeskState, viewerId: AgentId): NumbersScope {
  if (state.rights.hasAll(viewerId, 'metrics.see')) return { queueIds: null, agentIds: null, workIn: null }
  const queues = [...state.queues.values()].filter((queue) => seesQueueNumbers(state, viewerId, queue))
  const agents = [...state.agents.values()].filter((agent) => seesAgentNumbers(state, viewerId, agent))
  return { queueIds: queues.map(({ id }) => id), agentIds: agents.map(({ id }) => id), workIn: null }
}

/** Of whom somebody asks for numbers; null: of all that they may see. */
export interface NumbersAsked {
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
}

/** Of whom they get numbers; null: all. `workIn`: of what agents do only that in these queues; null: in all. */
export interface NumbersScope extends NumbersAsked {
  readonly workIn: readonly QueueId[] | null
}

/** The queues of which a report tells the actor; refuses those that are none of theirs. */
export function scopeOfQueues(state: DeskState, actor: Actor, { queueIds }: NumbersAsked): NumbersScope {
  const { agent } = mustBeAgent(state, actor)
  const seen = queueIds ? queueIds.map((id) => queueWithNumbers(state, actor, id).id) : null
  return { queueIds: seen ?? numbersScope(state, agent.id).queueIds, agentIds: null, workIn: null }
}

/**
 * The agents of whom a report tells the actor. Who is in charge of the queues that were asked for sees what anybody does there;
 * others see those whose numbers are theirs to see.
 */
export function scopeOfAgents(state: DeskState, actor: Actor, { queueIds, agentIds }: NumbersAsked): NumbersScope {
  const { agent } = mustBeAgent(state, actor)
  const workIn = queueIds?.map((id) => queueWithNumbers(state, actor, id).id) ?? null
  const isInCharge = workIn?.every((id) => seesWorkIn(state, agent.id, state.queues.require(id)))
  const isTheirs = (id: AgentId) => isInCharge && workIn?.some((queueId) => state.queuesOf(id).has(queueId))
  for (const id of agentIds ?? []) if (!isTheirs(id)) agentWithNumbers(state, actor, id)
  return { queueIds: null, agentIds: agentIds ?? (isInCharge ? null : numbersScope(state, agent.id).agentIds), workIn }
}

/** The closed chats of which a report tells the actor in so many words: those that they may read. */
export function scopeOfChats(state: DeskState, actor: Actor, { queueIds, agentIds }: NumbersAsked): NumbersScope {
  const { agent } = mustBeAgent(state, actor)
  const readable = chatScope(state, agent.id, 'chats.read')
  for (const id of queueIds ?? []) {
    const queue = seenQueue(state, actor, id)
    if (readable.queueIds && !readable.queueIds.includes(id)) mustHave(state, actor, 'chats.read', queue)
  }
  const scope = { agentIds, workIn: null }
  if (queueIds || readable.queueIds === null) return { ...scope, queueIds }
  if (readable.queueIds.length > 0) return { ...scope, queueIds: readable.queueIds }
  const own = readable.agentIds
  return { queueIds: null, agentIds: agentIds ? agentIds.filter((id) => own.includes(id)) : own, workIn: null }
}

/** Whether what anybody does in the queue is theirs to see: its managers and reviewers, others by permission. */
function seesWorkIn(view: RightsView, viewerId: AgentId, queue: Queue): boolean {
  return staffs(viewerId, queue) || view.rights.has(viewerId, 'metrics.see', queue)
}
