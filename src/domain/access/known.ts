import type { Actor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import type { BusinessUnitId, OutageId, TeamId } from '../ids.ts'
import type { EntryOf, EntryTable } from '../organisation/entries.ts'
import { type Known, type KnownTable, type Noun, nouns } from '../organisation/nouns.ts'
import type { Outage } from '../outage/outage.ts'
import { Refused, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { mustBeAgent } from './may.ts'
import { permissions } from './permission.ts'

/**
 * What exists for the actor. With `row`, what they change: what stands there already may stay, or else nobody could change
 * a queue in which people of another unit work.
 */
export function knownTo(state: DeskState, actor: Actor, row: object | null = null): Known {
  const viewer = actor.kind === 'system' ? null : mustBeAgent(state, actor).agent
  return (table, id) => {
    if (!state[table].get(id)) return false
    return viewer === null || seesRow(state, viewer, table, id) || (row !== null && mentions(row, id))
  }
}

/**
 * Whether the entry exists for this agent: what is everybody's, of one's own unit, about oneself, one's to set up, or where
 * one has any permission at all; and the dispositions of a queue's unit for all who see the queue, since its chats may be
 * closed only with one.
 */
export function seesEntry(state: DeskState, agent: Agent, table: EntryTable, row: EntryOf<EntryTable>): boolean {
  const { rights } = state
  const noun = nouns[table] as Noun<typeof row>
  const unitId = table === 'businessUnits' ? (row.id as BusinessUnitId) : noun.unitOf(row)
  if (table === 'authorizations' && 'agentId' in row)
    return row.agentId === agent.id || rights.has(agent.id, noun.permission, { unitId, teamIds: [] })
  // They name teams and queues of any unit, or people outside.
  if (table === 'groups' || table === 'flows' || table === 'recipients' || table === 'reportSchedules')
    return rights.hasAll(agent.id, noun.permission)
  if (unitId === null || unitId === rights.unitOf(agent)) return true
  const place = { unitId, teamIds: table === 'teams' ? [row.id as TeamId] : [] }
  if (permissions.some((permission) => rights.has(agent.id, permission, place))) return true
  if (table !== 'dispositions') return false
  for (const queue of state.queues.values()) if (queue.unitId === unitId && rights.seesQueue(agent, queue)) return true
  return false
}

/** The entry, if the actor may know of it; else there is no such entry. */
export function seenEntry(state: DeskState, actor: Actor, table: EntryTable, id: string): EntryOf<EntryTable> {
  const viewer = actor.kind === 'system' ? null : mustBeAgent(state, actor).agent
  const row = state[table].require(id) as EntryOf<EntryTable>
  if (viewer && !seesEntry(state, viewer, table, row))
    throw new Refused(refuse('not-found', `${nouns[table].code}.not-found`))
  return row
}

/** The outage, if the actor may know of its queue; else there is no such outage. */
export function seenOutage(state: DeskState, actor: Actor, outageId: OutageId): Outage {
  const viewer = actor.kind === 'system' ? null : mustBeAgent(state, actor).agent
  const outage = state.outages.require(outageId)
  if (viewer && !state.rights.seesQueue(viewer, state.queues.require(outage.queueId)))
    throw new Refused(refuse('not-found', 'outage.not-found'))
  return outage
}

/** Whether the id stands anywhere in the row but as its own, and but in one field that need not be looked through. */
export function mentions(row: object, id: string, except?: string): boolean {
  for (const field in row)
    if (field !== 'id' && field !== except && holds(row[field as keyof typeof row], id)) return true
  return false
}

function holds(value: unknown, id: string): boolean {
  if (value === id) return true
  if (typeof value !== 'object' || value === null) return false
  for (const field in value) if (holds(value[field as keyof typeof value], id)) return true
  return false
}

function seesRow(state: DeskState, viewer: Agent, table: KnownTable, id: string): boolean {
  if (table === 'agents') return state.rights.seesAgent(viewer, state.agents.require(id))
  if (table === 'queues') return state.rights.seesQueue(viewer, state.queues.require(id))
  return seesEntry(state, viewer, table, state[table].require(id) as EntryOf<EntryTable>)
}
