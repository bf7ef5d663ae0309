import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { locale } from '../times.ts'
import { Heading } from './heading.tsx'
import { opensOn, type ReportAnswer, type ReportColumn, said, textOf, type Value } from './report.ts'
import { nextOrder, type Order, sorted } from './sort.ts'
import { useWalk } from './use-walk.ts'
import type { valueFormat } from './values.ts'

interface Properties {
  readonly answer: ReportAnswer
  readonly format: ReturnType<typeof valueFormat>
  /** On paper every row is drawn. */
  readonly isPrinted: boolean
  /** `key` null: the totals. */
  readonly onOpen: (column: string, key: string | null) => void
}

const rowHeight = 36

/** The numbers of a report: sortable, of any length, each with the chats behind it. */
export function Table({ answer, format, isPrinted, onOpen }: Properties) {
  const { t } = useTranslation()
  const { report, totals } = answer
  const { columns } = report
  const [order, setOrder] = useState<Order | null>(null)
  const rows = useMemo(() => sorted(answer.rows, order, locale()), [answer, order])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const items = isPrinted ? rows.map((_, index) => ({ index })) : virtual.getVirtualItems()
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1]
  const above = isPrinted ? 0 : from * rowHeight
  const below = isPrinted ? 0 : (rows.length - to) * rowHeight
  // The heading and the totals stand still: one who goes there wants to see the beginning or the end.
  const { onFocus, onKeyDown, placed } = useWalk(totals ? rows.length : rows.length - 1, (row) => {
    if (row < from || row >= to) virtual.scrollToIndex(Math.min(rows.length - 1, Math.max(0, row)))
  })
  const placeOf = placed((row) => row < 0 || (row >= from && row < to) || (row === rows.length && totals !== null))
  const name = said(t, report.name)

  const cell = (column: ReportColumn, value: Value, row: number, place: number, key: string | null, label: string) => {
    const isName = column.unit === 'text'
    const text = isName && typeof value === 'string' ? textOf(t, column, value) : format(value, column.unit)
    if (!opensOn(column, value)) return { isName, content: text, place: placeOf(row, place) }
    const title = t('reports.openOf', { value: text, column: said(t, column.name), row: label })
    const content = (
      <button
        type="button"
        className="plain opens"
        aria-label={title}
        onClick={() => onOpen(column.name, key)}
        {...placeOf(row, place)}
      >
        {text}
      </button>
    )
    return { isName, content, place: {} }
  }
  const line = (values: readonly Value[], row: number, key: string | null) => {
    const [column] = columns
    const label = key === null ? said(t, String(values[0] ?? '')) : column ? textOf(t, column, String(values[0])) : ''
    return columns.map((column, index) => {
      if (index === 0)
        return (
          <th key={column.name} scope="row" {...placeOf(row, 0)} title={label}>
            {label}
          </th>
        )
      const { isName, content, place } = cell(column, values[index] ?? null, row, index, key, label)
      return (
        <td key={column.name} className={isName ? undefined : 'numbers'} {...place}>
          {content}
        </td>
      )
    })
  }

  return (
    <div ref={scroller} className="report-table" role="region" aria-label={name}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table through which the arrow keys walk is a grid
        role="grid"
        aria-label={name}
        aria-rowcount={rows.length + (totals ? 2 : 1)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column, index) => {
              const direction = order?.column === index ? order.direction : null
              const isText = column.unit === 'text'
              return (
                <th
                  key={column.name}
                  scope="col"
                  className={isText ? undefined : 'numbers'}
                  aria-sort={direction ?? 'none'}
                >
                  <Heading
                    column={column}
                    direction={direction}
                    onSort={() => setOrder(nextOrder(order, index, isText))}
                    places={[placeOf(-1, index), placeOf(-1, index, 1)]}
                  />
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && (
            <tr aria-hidden>
              <td colSpan={columns.length} style={{ height: above, padding: 0 }} />
            </tr>
          )}
          {items.map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <tr key={row.key} aria-rowindex={index + 2} style={isPrinted ? undefined : { height: rowHeight }}>
                  {line(row.values, index, row.key)}
                </tr>
              )
            )
          })}
          {below > 0 && (
            <tr aria-hidden>
              <td colSpan={columns.length} style={{ height: below, padding: 0 }} />
            </tr>
          )}
        </tbody>
        {totals && (
          <tfoot>
            <tr aria-rowindex={rows.length + 2}>{line(totals, rows.length, null)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
