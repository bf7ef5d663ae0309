import { mustAdminister } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { QueueId } from '../ids.ts'
import { type Refusal, refuse, refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { QueueMember, QueueSettings } from './queue.ts'

export interface AddQueue {
  readonly do: 'addQueue'
  readonly queueId: QueueId
  readonly settings: QueueSettings
}

export interface ChangeQueue {
  readonly do: 'changeQueue'
  readonly queueId: QueueId
  readonly settings: Partial<QueueSettings>
}

/** A new line of waiting chats. */
export const addQueue: Verb<AddQueue> = (state, { queueId, settings }, actor) => {
  mustAdminister(state, actor)
  if (state.queues.get(queueId)) return refuse('conflict', 'queue.id-used')
  return checkMembers(state, settings.members) ?? [{ type: 'queue.added', queueId, settings }]
}

/** An administrator changes a queue; chats that wait keep their places and the deadlines they came with. */
export const changeQueue: Verb<ChangeQueue> = (state, { queueId, settings }, actor) => {
  mustAdminister(state, actor)
  state.queues.require(queueId)
  return checkMembers(state, settings.members ?? []) ?? [{ type: 'queue.changed', queueId, settings }]
}

function checkMembers(state: DeskState, members: readonly QueueMember[]): Refusal | null {
  const seen = new Set<string>()
  for (const { agentId } of members) {
    if (!state.agents.get(agentId) || seen.has(agentId))
      return refuseValue('queue.members', 'memberIds', 'ids of agents, each once')
    seen.add(agentId)
  }
  return null
}
