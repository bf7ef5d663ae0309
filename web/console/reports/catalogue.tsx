import { useTranslation } from 'react-i18next'
import { addressOf, type Wanted } from './address.ts'
import { categories, type Report, said } from './report.ts'

interface Properties {
  readonly reports: readonly Report[]
  /** What was asked for last goes on to the next report. */
  readonly wanted: Wanted
}

/** Every report by its category, and what it tells. */
export function Catalogue({ reports, wanted }: Properties) {
  const { t } = useTranslation()
  const query = addressOf({ ...wanted, behind: null })
  return (
    <div className="page">
      <h1>{t('rail.reports')}</h1>
      {categories.map((category) => {
        const found = reports.filter((report) => report.category === category)
        return (
          found.length > 0 && (
            <section key={category} aria-labelledby={`reports-${category}`}>
              <h2 id={`reports-${category}`} className="catalogue-title">
                {t(`reports.category.${category}`)}
              </h2>
              <ul className="catalogue">
                {found.map((report) => (
                  <li key={report.id}>
                    <a href={`#/reports/${report.id}?${query}`} aria-describedby={`report-${report.no}`}>
                      {said(t, report.name)}
                    </a>
                    <p className="quiet" id={`report-${report.no}`}>
                      {said(t, report.about)}
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
    </div>
  )
}
