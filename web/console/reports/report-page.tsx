import { Button, Loader } from '@mantine/core'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { clock, exact, locale } from '../times.ts'
import { Wrong } from '../wrong.tsx'
import { addressOf, questionFor, type Wanted } from './address.ts'
import { Behind } from './behind.tsx'
import { chartHeight } from './chart-option.ts'
import { Exports } from './exports.tsx'
import { Filters } from './filters.tsx'
import { type Report, type ReportAnswer, said } from './report.ts'
import { Table } from './table.tsx'
import { type Loaded, useReport } from './use-report.ts'
import { daysText, duration, valueFormat } from './values.ts'

const Chart = lazy(() => import('./chart.tsx'))

interface Properties {
  readonly report: Report
  readonly wanted: Wanted
  readonly centreZone: string
  readonly go: (path: string) => void
}

/** One report: what it is over, its picture and its table, and where its numbers can be taken. */
export function ReportPage({ report, wanted, centreZone, go }: Properties) {
  const { t } = useTranslation()
  const zone = wanted.zone ?? centreZone
  const isPrinted = usePrinted()
  const asked = addressOf({ ...wanted, behind: null })
  const question = () => questionFor(report, wanted, zone, Date.now())
  const { loaded, loading, error, load, cancel } = useReport(report.id, `${asked} ${zone}`, question)
  const want = (changes: Partial<Wanted>) =>
    go(`/reports/${report.id}?${addressOf({ ...wanted, behind: null, ...changes })}`)
  // Whoever opened the chats behind a number goes on from it.
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (!wanted.behind && opener.current instanceof HTMLElement) opener.current.focus()
  }, [wanted.behind === null])
  return (
    <div className="page report">
      <a href={`#/reports?${asked}`} className="report-back">
        {t('reports.catalogue')}
      </a>
      <h1>{said(t, report.name)}</h1>
      <p className="quiet">{said(t, report.about)}</p>
      <Filters
        report={report}
        wanted={wanted}
        centreZone={centreZone}
        grouping={wanted.grouping === null ? (loaded?.answer.grouping ?? null) : null}
        onWant={want}
      />
      <Exports report={report} question={loading === 'loading' ? null : (loaded?.question ?? null)} />
      {loading === 'loading' && <Waiting onCancel={cancel} />}
      {loading === 'cancelled' && (
        <div className="empty" role="status">
          <p>{t('reports.cancelled')}</p>
          <Button variant="default" onClick={() => void load()}>
            {t('reports.load')}
          </Button>
        </div>
      )}
      {error !== null && <Wrong error={error} onAgain={() => void load()} />}
      {loading === 'done' && error === null && !loaded && <p className="empty">{t('reports.needDays')}</p>}
      {loaded && loading !== 'cancelled' && (
        <div
          className={loading === 'loading' ? 'report-shown stale' : 'report-shown'}
          aria-busy={loading === 'loading'}
        >
          <Shown
            loaded={loaded}
            isPrinted={isPrinted}
            onOpen={(column, key) => {
              opener.current = document.activeElement
              want({ behind: { column, key } })
            }}
            onAgain={() => void load()}
          />
        </div>
      )}
      {loaded && wanted.behind && (
        <Behind
          behind={wanted.behind}
          loaded={loaded}
          onClose={() => want({})}
          onChat={(chatId) => go(`/history/${chatId}`)}
        />
      )}
    </div>
  )
}

interface ShownProperties {
  readonly loaded: Loaded
  readonly isPrinted: boolean
  readonly onOpen: (column: string, key: string | null) => void
  readonly onAgain: () => void
}

function Shown({ loaded: { answer, at }, isPrinted, onOpen, onAgain }: ShownProperties) {
  const { t } = useTranslation()
  const format = useMemo(() => valueFormat(locale(), answer.zone), [answer.zone])
  return (
    <>
      <p className="report-over">
        <span>{t('reports.over', { days: daysText(answer, locale()), zone: answer.zone })}</span>
        <span className="quiet" title={exact(at)}>
          {t('reports.asOf', { time: clock(at) })}
        </span>
        <Button size="compact-xs" variant="default" onClick={onAgain} className="report-again">
          {t('reports.again')}
        </Button>
      </p>
      {answer.rows.length === 0 ? (
        <p className="empty">{t('reports.empty')}</p>
      ) : (
        <>
          <Suspense fallback={<div style={{ height: chartHeight(answer) }} />}>
            <Chart answer={answer} format={format} isPrinted={isPrinted} />
          </Suspense>
          <Table answer={answer} format={format} isPrinted={isPrinted} onOpen={onOpen} />
          {answer.more && <p className="note">{t('reports.cut', { count: answer.rows.length })}</p>}
        </>
      )}
      <Meanings answer={answer} />
    </>
  )
}

/** The rule that was used, and what each column means: on paper too. */
function Meanings({ answer: { report, settings } }: { readonly answer: ReportAnswer }) {
  const { t } = useTranslation()
  const { withinMs, shortAbandonMs, formula } = settings.serviceLevel
  return (
    <div className="report-meanings">
      {report.of === 'queues' && (
        <p>
          {t('reports.level', {
            within: duration(withinMs),
            formula: t(`level.${formula}`, { defaultValue: formula }),
            short: duration(shortAbandonMs),
          })}
        </p>
      )}
      <details>
        <summary>{t('reports.meanings')}</summary>
        <dl>
          {report.columns.map(({ name, about, formula }) => (
            <div key={name}>
              <dt>{said(t, name)}</dt>
              <dd>
                {said(t, about)}
                {formula && <span className="quiet"> · {said(t, formula)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}

/** A report that takes long says for how long it has, and can be given up. */
function Waiting({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="report-waiting">
      <Loader size="sm" role="status" aria-label={t('loading')} />
      <span aria-hidden>
        {t('loading')} {seconds >= 2 && t('reports.seconds', { count: seconds })}
      </span>
      <Button size="xs" variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  )
}

/** Whether the page is being put on paper, which has no place to scroll. */
function usePrinted(): boolean {
  const [isPrinted, setPrinted] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const media = matchMedia('print')
    // The browser takes its picture as soon as this returns.
    const changed = () => flushSync(() => setPrinted(media.matches))
    media.addEventListener('change', changed)
    return () => media.removeEventListener('change', changed)
  }, [])
  return isPrinted
}
