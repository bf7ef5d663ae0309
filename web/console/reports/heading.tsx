import { Popover } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportColumn, said } from './report.ts'
import type { Order } from './sort.ts'

type Placed = { readonly 'data-place': string; readonly tabIndex: number }

interface Properties {
  readonly column: ReportColumn
  readonly direction: Order['direction'] | null
  readonly onSort: () => void
  /** Of the name, which sorts, and of the sign beside it, which says what the column means. */
  readonly places: readonly [Placed, Placed]
}

/** A column's name: sorts by it, and says what it means and how it is reckoned. */
export function Heading({ column, direction, onSort, places }: Properties) {
  const { t } = useTranslation()
  const name = said(t, column.name)
  return (
    <span className="heading">
      <button type="button" className="plain" onClick={onSort} {...places[0]}>
        {name}
        <span aria-hidden>{direction && (direction === 'ascending' ? ' ↑' : ' ↓')}</span>
      </button>
      <Meaning column={column} name={name} place={places[1]} />
    </span>
  )
}

function Meaning({
  column,
  name,
  place,
}: {
  readonly column: ReportColumn
  readonly name: string
  readonly place: Placed
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Popover width={280} position="bottom" shadow="md" trapFocus returnFocus portalProps={{ target: '.main' }}>
      <Popover.Target>
        <button type="button" className="plain sign" aria-label={t('reports.meaningOf', { name })} {...place}>
          ?
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={id}>
        <div data-autofocus tabIndex={-1} className="meaning">
          <strong id={id}>{name}</strong>
          <p>{said(t, column.about)}</p>
          {column.formula && (
            <p>
              <span className="quiet">{t('reports.formula')}</span> {said(t, column.formula)}
            </p>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
