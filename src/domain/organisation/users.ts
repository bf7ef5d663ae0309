import type { DeskState } from '../state.ts'

/**
 * What uses an id, as `queue 3`, `team 1`: whatever is in use cannot be removed. Ids are unique over all tables, so it is
 * enough to look where ids stand; what happened (chats, the journal) keeps its labels and never hinders.
 */
export function usersOf(state: DeskState, id: string): string[] {
  const users: string[] = []
  const look = (noun: string, rows: Iterable<{ readonly no: number }>) => {
    for (const row of rows) if (mentions(row, id)) users.push(`${noun} ${row.no}`)
  }
  look('agent', state.agents.values())
  look('queue', state.queues.values())
  look('business unit', state.businessUnits.values())
  look('team', state.teams.values())
  look('group', state.groups.values())
  look('authorization', state.authorizations.values())
  look('tag', state.tags.values())
  look('away reason', state.awayReasons.values())
  look('disposition', state.dispositions.values())
  look('flow', state.flows.values())
  for (const row of state.centre.values()) if (mentions(row, id)) users.push('the centre')
  return users
}

/** Whether the id stands anywhere in the row but as its own. */
function mentions(row: object, id: string): boolean {
  return Object.entries(row).some(([field, value]) => field !== 'id' && holds(value, id))
}

function holds(value: unknown, id: string): boolean {
  if (value === id) return true
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => holds(inner, id))
}
