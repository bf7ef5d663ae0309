import { mustBeSystem } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Instant, ReportRunId } from '../ids.ts'
import { refuse } from '../refusal.ts'

/** What became of an attempt; `retryAt` null: there will be no other. */
export type ReportOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAt: Instant | null }

export interface NoteReportRun {
  readonly do: 'noteReportRun'
  readonly runId: ReportRunId
  readonly outcome: ReportOutcome
}

const longestReason = 1_000

/** An attempt to send a scheduled report is over. Of a run that is over already it changes nothing. */
export const noteReportRun: Verb<NoteReportRun> = (state, { runId, outcome }, actor) => {
  mustBeSystem(actor)
  const run = state.reportRuns.get(runId)
  if (!run) return refuse('not-found', 'report-run.not-found')
  if (run.state !== 'pending') return nothing
  const { scheduleId } = run
  if (outcome.kind === 'sent') return [{ type: 'report.sent', runId, scheduleId }]
  const words = { error: outcome.reason.slice(0, longestReason) }
  return [{ type: 'report.failed', runId, scheduleId, retryAt: outcome.retryAt, words }]
}
