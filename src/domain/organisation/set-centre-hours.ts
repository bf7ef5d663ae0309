import { mustHave } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import { checkHours } from '../hours/check-hours.ts'
import type { Hours } from '../hours/hours.ts'
import type { HoursId } from '../ids.ts'
import { refuse, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { NamedHours } from './entries.ts'
import { nameTaken } from './nouns.ts'

export interface SetCentreHours {
  readonly do: 'setCentreHours'
  /** Under which the hours are kept when the centre has none yet. */
  readonly hoursId: HoursId
  readonly week: Hours['week']
  /** `centre`: the hours are in the centre's own zone from now on, whatever zone they had. */
  readonly zone?: 'centre'
}

/** When the whole centre is open, week by week; exceptions of the hours it has stay as they are, and their zone unless it is to be the centre's. */
export const setCentreHours: Verb<SetCentreHours> = (state, { hoursId, week, zone: wanted }, actor) => {
  mustHave(state, actor, 'queues.manage', null)
  const current = state.settings.hoursId && state.hours.get(state.settings.hoursId)
  if (current) {
    const { name, exceptions } = current
    const zone = wanted === 'centre' ? state.settings.zone : current.zone
    const settings = { name, zone, week, exceptions }
    const wrong = refuseWrong('hours.wrong', checkHours(settings, ''))
    return wrong ?? [{ type: 'entry.changed', table: 'hours', entryId: current.id, settings }]
  }
  mustHave(state, actor, 'organisation.manage', null)
  if (state.hours.get(hoursId)) return refuse('conflict', 'hours.id-used')
  const settings = { name: '', zone: state.settings.zone, week, exceptions: [] }
  const wrong = refuseWrong('hours.wrong', checkHours(settings, ''))
  return (
    wrong ?? [
      {
        type: 'entry.added',
        table: 'hours',
        entryId: hoursId,
        settings: { ...settings, name: freeName(state, settings, hoursId) },
      },
      { type: 'centre.changed', settings: { hoursId } },
    ]
  )
}

function freeName(state: DeskState, hours: NamedHours, hoursId: HoursId): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'Working hours' : `Working hours ${count}`
    if (nameTaken(state, 'hours', { ...hours, name }, hoursId).length === 0) return name
  }
}
