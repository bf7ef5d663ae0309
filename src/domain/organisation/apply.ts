import type { DeskEvent } from '../events.ts'
import type { ReportScheduleId } from '../ids.ts'
import { turnQueues } from '../queue/apply.ts'
import { countFromNow, dropReports } from '../report/apply.ts'
import type { DeskState } from '../state.ts'
import type { Table } from '../table.ts'
import { defaultCentre } from './centre.ts'
import type { EntryOf, EntryTable } from './entries.ts'

/** What the facts about the organisation change. */
export function applyOrganisationEvent(
  state: DeskState,
  event: Extract<DeskEvent, { type: `${'entry' | 'role' | 'centre'}.${string}` }>,
): void {
  switch (event.type) {
    case 'entry.added': {
      const { table, entryId: id, settings, words, at } = event
      const own = { id, no: ++state.lastNo[table], revision: 1, addedAt: at }
      tableOf(state, table).put({ ...settings, ...words, ...own } as EntryOf<EntryTable>)
      break
    }
    case 'entry.changed': {
      const rows = tableOf(state, event.table)
      const row = rows.require(event.entryId)
      rows.put({ ...row, ...event.settings, ...event.words, revision: row.revision + 1 } as EntryOf<EntryTable>)
      break
    }
    case 'entry.removed':
      tableOf(state, event.table).remove(event.entryId)
      break
    case 'role.changed':
      state.roles.put({ id: event.role, permissions: event.permissions })
      return
    case 'centre.changed':
      if (event.settings.zone !== undefined && event.settings.zone !== state.settings.zone)
        for (const { id } of state.reportPlans.values()) countFromNow(state, id, event.at)
      state.centre.put({ ...defaultCentre, ...state.settings, ...event.settings })
      turnQueues(state, event.at)
      return
  }
  if (event.table === 'reportSchedules') {
    const id = event.entryId as ReportScheduleId
    if (event.type === 'entry.removed') dropReports(state, id)
    else countFromNow(state, id, event.at)
  }
  if (event.table === 'hours' || event.table === 'businessUnits') turnQueues(state, event.at)
}

function tableOf(state: DeskState, table: EntryTable): Table<EntryOf<EntryTable>> {
  return state[table] as unknown as Table<EntryOf<EntryTable>>
}
