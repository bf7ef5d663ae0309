import type { DeskEvent } from '../events.ts'
import { type Instant, later, type ReportScheduleId } from '../ids.ts'
import type { DeskState } from '../state.ts'

/** What the facts about scheduled reports change. */
export function applyReportEvent(state: DeskState, event: Extract<DeskEvent, { type: `report.${string}` }>): void {
  if (event.type === 'report.read') return
  if (event.type === 'report.due') {
    const { runId: id, scheduleId, dueAt, at } = event
    for (const run of runsOf(state, scheduleId)) if (run.state !== 'pending') state.reportRuns.evict(run.id)
    state.reportPlans.put({ id: scheduleId, countsFrom: dueAt })
    state.reportRuns.put({ id, scheduleId, dueAt, at, state: 'pending', attempts: 0, nextAt: at, error: null })
    return
  }
  const run = state.reportRuns.get(event.runId)
  if (!run) return
  const attempts = run.attempts + 1
  if (event.type === 'report.sent') state.reportRuns.put({ ...run, state: 'sent', attempts, nextAt: null, error: null })
  else {
    const { retryAt: nextAt, words } = event
    const error = words?.error ?? ''
    state.reportRuns.put({ ...run, state: nextAt === null ? 'failed' : 'pending', attempts, nextAt, error })
    if (nextAt !== null) return
  }
  // Another came due while it was tried: of those that are over only the latest stays in memory.
  if (runsOf(state, run.scheduleId).some(({ dueAt }) => dueAt > run.dueAt)) state.reportRuns.evict(run.id)
}

/** A schedule or the centre's zone was changed: what comes from now on counts, and nothing that was seen to. */
export function countFromNow({ reportPlans }: DeskState, id: ReportScheduleId, at: Instant): void {
  // What is due this very moment is still to come.
  const now = later(at, -1)
  const before = reportPlans.get(id)?.countsFrom ?? now
  reportPlans.put({ id, countsFrom: Math.max(before, now) as Instant })
}

/** The schedule is gone, and with it what was still to be sent. Of what is over the store keeps the record. */
export function dropReports(state: DeskState, scheduleId: ReportScheduleId): void {
  state.reportPlans.remove(scheduleId)
  for (const run of runsOf(state, scheduleId)) {
    if (run.state === 'pending') state.reportRuns.remove(run.id)
    else state.reportRuns.evict(run.id)
  }
}

/** Those in memory: all that are pending, and the latest. */
function runsOf(state: DeskState, scheduleId: ReportScheduleId) {
  return [...state.reportRuns.values()].filter((run) => run.scheduleId === scheduleId)
}
