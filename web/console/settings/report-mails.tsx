import { useTranslation } from 'react-i18next'
import { Wrong } from '../wrong.tsx'
import { type Recipient, Recipients } from './recipients.tsx'
import type { Report, Schedule } from './schedule-form.tsx'
import { Schedules } from './schedules.tsx'
import { useLoaded } from './use-loaded.ts'

interface Entries<Entry> {
  readonly entries: readonly Entry[]
}

/** Who gets which report by mail, and when. */
export function ReportMails() {
  const { t } = useTranslation()
  const recipients = useLoaded<Entries<Recipient>>('/recipients')
  const schedules = useLoaded<Entries<Schedule>>('/report-schedules')
  const reports = useLoaded<{ reports: readonly Report[] }>('/reports')
  const centre = useLoaded<{ centre: { zone: string } }>('/centre')
  const all = [recipients, schedules, reports, centre]
  const load = () => {
    for (const one of all) void one.load()
  }
  const error = all.find((one) => one.error)?.error
  if (error) return <Wrong error={error} onAgain={load} />
  if (!recipients.answer || !schedules.answer || !reports.answer || !centre.answer)
    return <p className="empty">{t('loading')}</p>
  return (
    <>
      <Recipients recipients={recipients.answer.entries} onChanged={recipients.load} />
      <Schedules
        schedules={schedules.answer.entries}
        recipients={recipients.answer.entries}
        reports={reports.answer.reports}
        zone={centre.answer.centre.zone}
        onChanged={schedules.load}
      />
    </>
  )
}
