import type { DeskEvent } from '../events.ts'
import type { DeskState } from '../state.ts'

/** What the facts about outages change. */
export function applyOutageEvent(state: DeskState, event: Extract<DeskEvent, { type: `outage.${string}` }>): void {
  const { outageId: id, at, by } = event
  if (event.type === 'outage.announced') {
    const times = { addedAt: at, startedAt: null, endedAt: null, endedBy: null }
    const announcedById = by.kind === 'agent' ? by.agentId : null
    state.outages.put({ ...event.settings, id, no: ++state.lastNo.outages, ...times, announcedById })
    return
  }
  const outage = state.outages.require(id)
  if (event.type === 'outage.changed') state.outages.put({ ...outage, ...event.settings })
  else if (event.type === 'outage.started') state.outages.put({ ...outage, startedAt: at })
  else state.outages.put({ ...outage, endedAt: at, endedBy: event.why })
}
