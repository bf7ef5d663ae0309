import type { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import { type AgentId, earliest, type Instant, later, type ReportRunId } from '#domain/ids.ts'
import type { EntryOf, ReportGrouping } from '#domain/organisation/entries.ts'
import { Refused } from '#domain/refusal.ts'
import type { ReportOutcome } from '#domain/report/note-report-run.ts'
import type { ReportRun } from '#domain/report/report-run.ts'
import type { Clock } from '#ports/clock.ts'
import type { Mail } from '#ports/mail.ts'
import { failureLetter, type MadeReport, reportLetter } from './report-letters.ts'

/** Makes a report over the whole week or month before it was due, with the rights of the schedule's owner. */
export type MakeReport = (
  reportNo: number,
  grouping: ReportGrouping,
  dueAt: Instant,
  ownerId: AgentId,
) => Promise<MadeReport>

export interface SendReportsParts {
  readonly desk: Desk
  readonly mail: Mail
  readonly clock: Clock
  readonly makeReport: MakeReport
  readonly warn: (problem: string, error: unknown) => void
}

const minuteMs = 60_000
/** After how long a failed attempt is repeated; when all are used up it failed for good. */
const pausesMs = [minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs]
const atOnce = 4

/**
 * Mails the scheduled reports that are due. What is to be sent is on disk before, and what became of it after: a crash in
 * between sends the letter again, under the same id. Returns how to stop.
 */
export function sendReports(parts: SendReportsParts): () => void {
  const sender = new ReportSender(parts)
  const look = () => sender.look()
  const unwatch = parts.desk.watch({
    committed: ({ events }) => {
      if (events.some(({ type }) => type.startsWith('report.'))) look()
    },
    reset: look,
  })
  look()
  return () => {
    unwatch()
    sender.stop()
  }
}

class ReportSender {
  readonly #parts: SendReportsParts
  readonly #running = new Set<ReportRunId>()
  /** What became of letters that the desk could not note yet: they are not to be sent again for that. */
  readonly #unnoted = new Map<ReportRunId, { readonly outcome: ReportOutcome; readonly noteAt: Instant }>()
  #cancel = () => {}
  #stopped = false

  constructor(parts: SendReportsParts) {
    this.#parts = parts
  }

  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  /** Begins what is due, and wakes when the next is. */
  look(): void {
    this.#cancel()
    if (this.#stopped) return
    const { desk, clock } = this.#parts
    let next: Instant | null = null
    for (const { id, nextAt } of desk.state.reportRuns.values()) {
      if (nextAt === null || this.#running.has(id)) continue
      const at = this.#unnoted.get(id)?.noteAt ?? nextAt
      if (at > clock.now()) next = earliest(next, at)
      else if (this.#running.size < atOnce) void this.#run(id)
    }
    this.#cancel = next === null ? () => {} : clock.wakeAt(next, () => this.look())
  }

  async #run(id: ReportRunId): Promise<void> {
    this.#running.add(id)
    try {
      await this.#attempt(id)
    } catch (error) {
      if (!this.#stopped) this.#parts.warn('a scheduled report was not seen to', error)
    } finally {
      this.#running.delete(id)
      this.look()
    }
  }

  async #attempt(id: ReportRunId): Promise<void> {
    const { desk, clock } = this.#parts
    await desk.durable()
    const run = desk.state.reportRuns.get(id)
    const schedule = run && desk.state.reportSchedules.get(run.scheduleId)
    if (!schedule || run.state !== 'pending') return
    const outcome = this.#unnoted.get(id)?.outcome ?? (await this.#send(run, schedule))
    this.#unnoted.set(id, { outcome, noteAt: later(clock.now(), minuteMs) })
    try {
      await desk.execute(system, { do: 'noteReportRun', runId: id, outcome }, { answer: () => null })
    } catch (error) {
      // Gone with its schedule while the letter was on its way.
      if (!(error instanceof Refused && error.refusal.refused === 'not-found')) throw error
    }
    this.#unnoted.delete(id)
  }

  async #send(run: ReportRun, schedule: EntryOf<'reportSchedules'>): Promise<ReportOutcome> {
    const { clock, warn } = this.#parts
    if (!this.#ownerOf(schedule)) {
      const reason = 'the owner of the schedule is disabled'
      warn('a scheduled report was not sent', new Error(`${reason}: report schedule ${schedule.no}`))
      return { kind: 'failed', reason, retryAt: null }
    }
    try {
      await this.#sendReports(run, schedule)
      return { kind: 'sent' }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const pauseMs = pausesMs[run.attempts]
      if (pauseMs !== undefined) return { kind: 'failed', reason, retryAt: later(clock.now(), pauseMs) }
      // Told before it is noted: twice, should the machine stop in between, rather than never.
      await this.#tellOwner(run, schedule, reason)
      return { kind: 'failed', reason, retryAt: null }
    }
  }

  async #sendReports(run: ReportRun, { recipientId, reportNo, groupings, ownerId }: EntryOf<'reportSchedules'>) {
    const { desk, mail, makeReport } = this.#parts
    const reports: MadeReport[] = []
    for (const grouping of groupings) reports.push(await makeReport(reportNo, grouping, run.dueAt, ownerId))
    const recipient = desk.state.recipients.get(recipientId)
    if (!recipient) throw new Error('its recipient is gone')
    const to = { name: recipient.name, address: recipient.email }
    await mail.send(reportLetter(run, to, reports, desk.state.settings.zone))
  }

  async #tellOwner(run: ReportRun, schedule: EntryOf<'reportSchedules'>, reason: string): Promise<void> {
    const { desk, mail, warn } = this.#parts
    const { recipients, settings } = desk.state
    const { reportNo, recipientId } = schedule
    const reader = recipients.get(recipientId)?.name ?? 'its recipient'
    try {
      const owner = this.#ownerOf(schedule)
      if (!owner) throw new Error(`the owner of report schedule ${schedule.no} is disabled`)
      const to = { name: owner.name, address: owner.email }
      await mail.send(failureLetter(run, { reportNo, reader, reason, zone: settings.zone }, to))
    } catch (error) {
      warn('nobody could be told that a scheduled report was not sent', error)
    }
  }

  #ownerOf({ ownerId }: EntryOf<'reportSchedules'>) {
    const owner = this.#parts.desk.state.agents.get(ownerId)
    return owner?.enabled ? owner : null
  }
}
