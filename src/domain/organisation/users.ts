import { knownTo, mentions } from '../access/known.ts'
import type { Actor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import type { DeskState } from '../state.ts'
import type { KnownTable } from './nouns.ts'

const looked = [
  ['queue', 'queues'],
  ['business unit', 'businessUnits'],
  ['team', 'teams'],
  ['group', 'groups'],
  ['authorization', 'authorizations'],
  ['tag', 'tags'],
  ['away reason', 'awayReasons'],
  ['disposition', 'dispositions'],
  ['flow', 'flows'],
  ['report schedule', 'reportSchedules'],
] as const satisfies readonly (readonly [noun: string, table: KnownTable])[]

/**
 * How many things use an id, and those that exist for the actor, as `queue 3`, `team 1`: whatever is in use cannot be
 * removed. Ids are unique over all tables, so it is enough to look where ids stand; what happened (chats, the journal)
 * keeps its labels and never hinders.
 */
export function usersOf(state: DeskState, actor: Actor, id: string): { users: number; seen: string[] } {
  const known = knownTo(state, actor)
  const seen: string[] = []
  let users = 0
  const count = (noun: string, table: KnownTable, row: { readonly id: string; readonly no: number }) => {
    users++
    if (known(table, row.id)) seen.push(`${noun} ${row.no}`)
  }
  for (const agent of state.agents.values()) if (names(agent, id)) count('agent', 'agents', agent)
  // Members are agents, who are never removed, and by far the most.
  for (const [noun, table] of looked)
    for (const row of state[table].values()) if (mentions(row, id, 'members')) count(noun, table, row)
  for (const row of state.centre.values())
    if (mentions(row, id)) {
      users++
      seen.push('the centre')
    }
  return { users, seen }
}

/** Whether the agent's row names the entry: asked field by field, since agents are many and their rows long. */
function names({ teamId, awayReason, skills }: Agent, id: string): boolean {
  return teamId === id || awayReason === id || skills.some(({ skillId }) => skillId === id)
}
