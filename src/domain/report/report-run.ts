import { type Instant, later, type ReportRunId, type ReportScheduleId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { nextDue } from './next-due.ts'

/** One time at which a schedule was due, and what became of it. */
export interface ReportRun {
  readonly id: ReportRunId
  readonly scheduleId: ReportScheduleId
  readonly dueAt: Instant
  /** When time came to it: after an outage later than it was due. */
  readonly at: Instant
  readonly state: 'pending' | 'sent' | 'failed'
  /** Those that are over. */
  readonly attempts: number
  /** Of a pending one: not tried before. */
  readonly nextAt: Instant | null
  /** Why the last attempt failed; never in the journal, since a mail server's answer may name people. */
  readonly error: string | null
}

/** Since when the times of a schedule count: all up to then were seen to, or came before it was as it is. */
export interface ReportPlan {
  readonly id: ReportScheduleId
  readonly countsFrom: Instant
}

const lateMs = 60_000

/** Whether time came to it more than a minute after it was due. */
export function isLate({ dueAt, at }: Pick<ReportRun, 'dueAt' | 'at'>): boolean {
  return at - dueAt > lateMs
}

/** The same for the same schedule and time, so that nothing can make a second run of it. */
export function runIdOf(scheduleId: ReportScheduleId, dueAt: Instant): ReportRunId {
  return `${scheduleId}.${dueAt}` as ReportRunId
}

/** When the schedule is due next; null when there is no such schedule. */
export function dueAtOf(
  { reportSchedules, reportPlans, settings }: Pick<DeskState, 'reportSchedules' | 'reportPlans' | 'settings'>,
  scheduleId: ReportScheduleId,
): Instant | null {
  const schedule = reportSchedules.get(scheduleId)
  const plan = reportPlans.get(scheduleId)
  return schedule && plan ? nextDue(schedule, settings.zone, plan.countsFrom) : null
}

/** A schedule or the centre's zone was changed: what comes from now on counts, and nothing that was seen to. */
export function countFromNow({ reportPlans }: Pick<DeskState, 'reportPlans'>, id: ReportScheduleId, at: Instant): void {
  // What is due this very moment is still to come.
  const now = later(at, -1)
  const before = reportPlans.get(id)?.countsFrom ?? now
  reportPlans.put({ id, countsFrom: Math.max(before, now) as Instant })
}
