import { type Decision, nothing } from '../decision.ts'
import type { Instant, ReportScheduleId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { nextDue } from './next-due.ts'
import { dueAtOf, isLate, runIdOf } from './report-run.ts'

/** Time came to a schedule. After an outage only the latest of the missed times is seen to. */
export function reportScheduleDue(state: DeskState, scheduleId: ReportScheduleId, at: Instant): Decision {
  const schedule = state.reportSchedules.get(scheduleId)
  let dueAt = dueAtOf(schedule, state.reportPlans.get(scheduleId), state.settings.zone)
  if (!schedule || dueAt === null || dueAt > at) return nothing
  for (;;) {
    const next = nextDue(schedule, state.settings.zone, dueAt)
    if (next > at) break
    dueAt = next
  }
  return [{ type: 'report.due', runId: runIdOf(scheduleId, dueAt), scheduleId, dueAt, late: isLate({ dueAt, at }) }]
}
