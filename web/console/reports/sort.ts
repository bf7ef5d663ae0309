import type { ReportRow, Value } from './report.ts'

export interface Order {
  readonly column: number
  readonly direction: 'ascending' | 'descending'
}

/** What a click on a heading makes of the order: the largest first, then the smallest, then as the report has them; of text the other way round. */
export function nextOrder(order: Order | null, column: number, isText: boolean): Order | null {
  const [first, second] = isText ? (['ascending', 'descending'] as const) : (['descending', 'ascending'] as const)
  if (order?.column !== column) return { column, direction: first }
  return order.direction === first ? { column, direction: second } : null
}

/** The rows in an order; where there is nothing to tell last in either direction, equals as the report has them. */
export function sorted(rows: readonly ReportRow[], order: Order | null, locale?: string): readonly ReportRow[] {
  if (!order) return rows
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const turn = order.direction === 'ascending' ? 1 : -1
  const between = (a: Value, b: Value) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
  return rows.toSorted((left, right) => {
    const [a = null, b = null] = [left.values[order.column], right.values[order.column]]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return turn * between(a, b)
  })
}
