import { mustBeAgent } from '#domain/access/may.ts'
import {
  agentWithNumbers,
  queueWithNumbers,
  seesAgentNumbers,
  seesPlaceNumbers,
  seesQueueNumbers,
} from '#domain/access/numbers.ts'
import type { Place } from '#domain/access/rights.ts'
import type { Actor } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { AgentId, BusinessUnitId, GroupId, QueueId, TeamId } from '#domain/ids.ts'
import type { Channel } from '#domain/metrics/cell.ts'
import type { Queue } from '#domain/queue/queue.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'

export const channels = ['chat', 'voice', 'mail'] as const satisfies readonly Channel[]

/** A part of the centre whose queues and agents are added up. */
export type Part =
  | { readonly kind: 'teams' | 'groups' | 'business-units'; readonly id: string }
  | { readonly kind: 'channels'; readonly channel: Channel }

/** Whose numbers are asked for; null: of all that one may see numbers of. */
export interface MetricsQuestion {
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
  readonly parts: readonly Part[]
}

export interface SelectedPart {
  readonly id: string
  readonly name: string
  readonly channel: Channel | null
  readonly queueIds: readonly QueueId[]
  readonly agentIds: readonly AgentId[]
}

/** Whose numbers are shown. */
export interface Selection {
  readonly queueIds: readonly QueueId[]
  readonly agentIds: readonly AgentId[]
  readonly parts: readonly SelectedPart[]
}

/**
 * Who of those asked for may be shown to the actor. Refuses what was named and may not be seen: *not found* where it is as if there
 * were none of it, else *not allowed*.
 */
export function select(state: DeskState, actor: Actor, { queueIds, agentIds, parts }: MetricsQuestion): Selection {
  const { agent } = mustBeAgent(state, actor)
  return {
    queueIds: queueIds
      ? [...new Set(queueIds)].map((id) => queueWithNumbers(state, actor, id).id)
      : seenOf(state, agent.id).queueIds,
    agentIds: agentIds
      ? [...new Set(agentIds)].map((id) => agentWithNumbers(state, actor, id).id)
      : seenOf(state, agent.id).agentIds,
    parts: parts.map((part) => selectPart(state, agent.id, part)),
  }
}

function selectPart(state: DeskState, viewerId: AgentId, part: Part): SelectedPart {
  if (part.kind === 'channels') {
    const { channel } = part
    return { id: `channels/${channel}`, name: channel, channel, ...seenOf(state, viewerId) }
  }
  const { name, place, has } = placeOf(state, part.kind, part.id)
  const seen = seenOf(
    state,
    viewerId,
    (queue) => has(queue),
    (agent) => has(state.rights.placeOf(agent)),
  )
  const none = seen.queueIds.length === 0 && seen.agentIds.length === 0
  if (none && !seesPlaceNumbers(state, viewerId, place)) throw notFound(part.kind)
  return { id: `${part.kind}/${part.id}`, name, channel: null, ...seen }
}

function seenOf(
  state: DeskState,
  viewerId: AgentId,
  isOfQueue: (queue: Queue) => boolean = () => true,
  isOfAgent: (agent: Agent) => boolean = () => true,
): Pick<Selection, 'queueIds' | 'agentIds'> {
  const queues = [...state.queues.values()].filter((one) => isOfQueue(one) && seesQueueNumbers(state, viewerId, one))
  const agents = [...state.agents.values()].filter((one) => isOfAgent(one) && seesAgentNumbers(state, viewerId, one))
  return { queueIds: queues.map(({ id }) => id), agentIds: agents.map(({ id }) => id) }
}

/** Where a part stands, and what stands in it. */
function placeOf(state: DeskState, kind: 'teams' | 'groups' | 'business-units', id: string) {
  switch (kind) {
    case 'teams': {
      const team = state.teams.get(id) ?? stop(kind)
      const teamIds = [id as TeamId]
      return { name: team.name, place: { unitId: team.unitId, teamIds }, has: ofTeams(teamIds) }
    }
    case 'groups': {
      const { name, teamIds } = state.groups.get(id as GroupId) ?? stop(kind)
      return { name, place: { unitId: null, teamIds }, has: ofTeams(teamIds) }
    }
    case 'business-units': {
      const { name } = state.businessUnits.get(id) ?? stop(kind)
      const unitId = id as BusinessUnitId
      return { name, place: { unitId, teamIds: [] }, has: (place: Place) => place.unitId === unitId }
    }
  }
}

function ofTeams(teamIds: readonly TeamId[]): (place: Place) => boolean {
  return (place) => place.teamIds.some((id) => teamIds.includes(id))
}

const nouns = { teams: 'team', groups: 'group', 'business-units': 'business-unit' } as const

function notFound(kind: keyof typeof nouns): Refused {
  return new Refused(refuse('not-found', `${nouns[kind]}.not-found`))
}

function stop(kind: keyof typeof nouns): never {
  throw notFound(kind)
}
