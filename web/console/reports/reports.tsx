import { useTranslation } from 'react-i18next'
import { useRoute } from '../live.ts'
import { useLoaded } from '../settings/use-loaded.ts'
import { Wrong } from '../wrong.tsx'
import { wantedIn } from './address.ts'
import { Catalogue } from './catalogue.tsx'
import './desk-words.ts'
import type { Report } from './report.ts'
import { ReportPage } from './report-page.tsx'
import './reports.css'
import './strings.ts'

/** What was, in numbers: all reports, or the one that the address names. */
export default function Reports() {
  const { t } = useTranslation()
  const [[, id], go, query] = useRoute()
  const catalogue = useLoaded<{ reports: readonly Report[] }>('/reports')
  const centre = useLoaded<{ centre: { zone: string } }>('/centre')
  const error = catalogue.error ?? centre.error
  const load = () => {
    void catalogue.load()
    void centre.load()
  }
  if (error) return <Wrong error={error} onAgain={load} />
  if (!catalogue.answer || !centre.answer) return <p className="empty">{t('loading')}</p>
  const { reports } = catalogue.answer
  const report = reports.find((known) => known.id.toLowerCase() === id?.toLowerCase())
  const wanted = wantedIn(query)
  if (!report) return <Catalogue reports={reports} wanted={wanted} />
  return <ReportPage key={report.id} report={report} wanted={wanted} centreZone={centre.answer.centre.zone} go={go} />
}
