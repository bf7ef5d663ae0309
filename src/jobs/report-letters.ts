import type { Instant } from '#domain/ids.ts'
import { isLate, type ReportRun } from '#domain/report/report-run.ts'
import type { Enclosure, Letter } from '#ports/mail.ts'

/** One report over one week or month, ready to be mailed. */
export interface MadeReport {
  readonly enclosure: Enclosure
  readonly title: string
  /** In words: what it is over. */
  readonly period: string
}

/** The letter that brings the reports. Its id follows from the run: who gets it twice can tell. */
export function reportLetter(run: ReportRun, to: Letter['to'], reports: readonly MadeReport[], zone: string): Letter {
  const titles = [...new Set(reports.map(({ title }) => title))].join(', ')
  const periods = reports.map(({ period }) => period).join(', ')
  const late = isLate(run)
  const lines = [
    `Hello ${to.name},`,
    '',
    'enclosed you find:',
    '',
    ...reports.map(({ title, period, enclosure }) => `- ${title}, ${period} (${enclosure.name})`),
    '',
    ...(late ? [`This letter is late: it was due on ${shownIn(zone, run.dueAt)}.`, ''] : []),
    'Polydesk',
    '',
  ]
  return {
    id: `report-${run.id}`,
    to,
    subject: `${titles}: ${periods}${late ? ' (late)' : ''}`,
    text: lines.join('\n'),
    enclosures: reports.map(({ enclosure }) => enclosure),
  }
}

/** Tells the owner of a schedule what could not be sent, to whom, and why. */
export function failureLetter(
  run: ReportRun,
  { reportNo, reader, reason, zone }: { reportNo: number; reader: string; reason: string; zone: string },
  to: Letter['to'],
): Letter {
  const lines = [
    `Hello ${to.name},`,
    '',
    `report ${reportNo}, due on ${shownIn(zone, run.dueAt)}, could not be sent to ${reader}.`,
    `It was tried ${run.attempts + 1} times, and will not be tried again. The last time:`,
    '',
    reason,
    '',
    'Polydesk',
    '',
  ]
  return {
    id: `report-${run.id}-failed`,
    to,
    subject: `Report ${reportNo} could not be sent`,
    text: lines.join('\n'),
    enclosures: [],
  }
}

function shownIn(zone: string, at: Instant): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return `${shown.toString({ smallestUnit: 'minute' }).replace('T', ' ')} (${zone})`
}
