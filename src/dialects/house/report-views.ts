import Type, { type Static } from 'typebox'
import { serviceLevelFormulas } from '#domain/metrics/service-level-rule.ts'
import { groupings } from '#reports/grouping.ts'
import { categories, charts, opens, type Report, type ReportTable, type Row, units } from '#reports/report.ts'
import { type ReportSource, ruleOfScope } from '#reports/source.ts'
import { oneOf } from './views.ts'

const closed = { additionalProperties: false }

const ColumnView = Type.Object(
  {
    name: Type.String(),
    unit: oneOf([...units]),
    about: Type.String(),
    formula: Type.Union([Type.String(), Type.Null()]),
    opens: Type.Boolean({ description: 'There are chats behind its numbers, and they can be asked for' }),
  },
  closed,
)

export const ReportView = Type.Object(
  {
    no: Type.Integer({ description: 'For ever the same' }),
    id: Type.String({ description: 'In addresses, for ever the same' }),
    name: Type.String(),
    about: Type.String(),
    category: oneOf([...categories]),
    chart: Type.Object({ type: oneOf([...charts]), columns: Type.Array(Type.String()) }, closed),
    of: Type.Enum(['queues', 'agents']),
    readsChats: Type.Boolean({ description: 'Tells of single chats: only of those that the reader may read' }),
    groupings: Type.Array(oneOf([...groupings])),
    oneDay: Type.Boolean({ description: 'Covers the day from `from` on' }),
    columns: Type.Array(ColumnView),
  },
  closed,
)
export type ReportView = Static<typeof ReportView>

const Value = Type.Union([Type.String(), Type.Number(), Type.Null()], {
  description:
    'By the unit of its column: ms, share from 0 to 1, score from 1 to 5, instant as ISO 8601; null: nothing to tell',
})

export const ReportAnswer = Type.Object(
  {
    report: ReportView,
    from: Type.String({ format: 'date-time' }),
    to: Type.String({ format: 'date-time' }),
    zone: Type.String(),
    grouping: oneOf([...groupings]),
    label: Type.String({ description: 'The days it covers, in the zone' }),
    settings: Type.Object(
      {
        serviceLevel: Type.Object(
          { withinMs: Type.Number(), formula: oneOf([...serviceLevelFormulas]), shortAbandonMs: Type.Number() },
          closed,
        ),
      },
      { additionalProperties: false, description: 'By what was judged that is set and not told' },
    ),
    rows: Type.Array(Type.Object({ key: Type.String(), values: Type.Array(Value) }, closed)),
    totals: Type.Union([Type.Array(Value), Type.Null()]),
    more: Type.Boolean({ description: 'There are more rows than were asked for; then there are no totals' }),
  },
  closed,
)
export type ReportAnswer = Static<typeof ReportAnswer>

export function presentReport(source: ReportSource, report: Report): ReportView {
  const { no, id, name, about, category, chart, of, groupings, oneDay = false, readsChats = false } = report
  const columns = report.columns.map((column) => {
    const { name, unit, about, formula = null } = column
    return { name, unit, about, formula, opens: opens(source, report, column) }
  })
  const drawn = { type: chart.type, columns: [...chart.columns] }
  return { no, id, name, about, category, chart: drawn, of, readsChats, groupings: [...groupings], oneDay, columns }
}

export function presentTable(source: ReportSource, { report, request, rows, totals, more }: ReportTable): ReportAnswer {
  const { range, grouping, scope } = request
  const { withinMs, formula, shortAbandonMs } = ruleOfScope(source, scope)
  const shown = (row: Row) => row.map((value, place) => (isInstant(report, place, value) ? isoOf(value) : value))
  return {
    report: presentReport(source, report),
    from: isoOf(range.from),
    to: isoOf(range.to),
    zone: range.zone,
    grouping,
    label: range.label,
    settings: { serviceLevel: { withinMs, formula, shortAbandonMs } },
    rows: rows.map(({ key, values }) => ({ key, values: shown(values) })),
    totals: totals && shown(totals),
    more,
  }
}

function isInstant({ columns }: Report, place: number, value: Row[number]): value is number {
  return columns[place]?.unit === 'instant' && typeof value === 'number'
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}
