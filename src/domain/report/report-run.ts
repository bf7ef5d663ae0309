import type { Instant, ReportRunId, ReportScheduleId } from '../ids.ts'
import type { ReportSchedule } from '../organisation/entries.ts'
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

/** When a schedule is due next; null when there is none. */
export function dueAtOf(
  schedule: ReportSchedule | undefined,
  plan: ReportPlan | undefined,
  zone: string,
): Instant | null {
  return schedule && plan ? nextDue(schedule, zone, plan.countsFrom) : null
}
