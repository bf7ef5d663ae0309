import { Anchor, Button, Group } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { useRights } from '../settings/use-rights.ts'
import { locale } from '../times.ts'
import { tell } from '../wrong.tsx'
import { download } from './download.ts'
import type { Report } from './report.ts'

const formats = ['csv', 'xlsx'] as const
type Format = (typeof formats)[number]

interface Properties {
  readonly report: Report
  /** What was asked for the numbers that are shown; null while there are none. */
  readonly question: string | null
}

/** Takes the numbers elsewhere: as a file, on paper, by mail. */
export function Exports({ report, question }: Properties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const may = useRights()
  const [running, setRunning] = useState<{ readonly format: Format; readonly bytes: number } | null>(null)
  const [said, say] = useState('')
  const control = useRef<AbortController | null>(null)
  useEffect(() => () => control.current?.abort(), [])
  const take = async (format: Format) => {
    const own = new AbortController()
    control.current = own
    const name = format.toUpperCase()
    setRunning({ format, bytes: 0 })
    say(t('reports.export.begun', { name }))
    try {
      const path = `/reports/${encodeURIComponent(report.id)}.${format}?${question}`
      await download(api, path, (bytes) => setRunning({ format, bytes }), own.signal)
      say(t('reports.export.done', { name }))
    } catch (error) {
      say(own.signal.aborted ? t('reports.export.cancelled', { name }) : '')
      if (!own.signal.aborted) tell(t, error)
    }
    setRunning(null)
  }
  return (
    <Group gap="xs" className="report-exports">
      {formats.map((format) => (
        <Button
          key={format}
          size="xs"
          variant="default"
          disabled={question === null || running !== null}
          onClick={() => void take(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
      <Button size="xs" variant="default" disabled={question === null} onClick={() => window.print()}>
        {t('reports.print')}
      </Button>
      {may('reports.manage') && (
        <Anchor size="sm" href={`#/settings/reports?report=${report.no}`}>
          {t('reports.mail')}
        </Anchor>
      )}
      {running && (
        <>
          <span className="numbers quiet">{t('reports.export.bytes', { size: sizeText(running.bytes) })}</span>
          <Button size="xs" variant="default" onClick={() => control.current?.abort()}>
            {t('cancel')}
          </Button>
        </>
      )}
      <span role="status" className={running ? 'unseen' : 'quiet'}>
        {said}
      </span>
    </Group>
  )
}

/** Kilobytes, or megabytes of what is long. */
function sizeText(bytes: number): string {
  const [count, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(count)
}
