import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CannedResponse } from './slash.ts'

interface Properties {
  readonly id: string
  readonly found: readonly CannedResponse[]
  readonly chosen: number
  readonly onInsert: (response: CannedResponse) => void
}

/** The id of one entry of the list, for the field that points at it. */
export function optionId(id: string, at: number): string {
  return `${id}-${at}`
}

/** Canned responses that fit what was typed; the focus stays where one writes. */
export function CannedList({ id, found, chosen, onInsert }: Properties) {
  const { t } = useTranslation()
  useEffect(() => {
    document.getElementById(optionId(id, chosen))?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  if (found.length === 0) return <p className="canned quiet">{t('canned.none')}</p>
  return (
    <div id={id} className="canned" role="listbox" aria-label={t('canned.title')} tabIndex={-1}>
      {found.map((response, at) => (
        <div
          key={response.id}
          id={optionId(id, at)}
          role="option"
          aria-selected={at === chosen}
          tabIndex={-1}
          onMouseDown={(event) => {
            event.preventDefault()
            onInsert(response)
          }}
        >
          <div className="who ellipsis">{response.name}</div>
          <div className="quiet ellipsis">{response.text}</div>
        </div>
      ))}
    </div>
  )
}
