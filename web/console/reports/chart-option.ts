import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption, PieSeriesOption } from 'echarts/charts'
import type {
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { ChartLook } from './chart-look.ts'
import type { ReportAnswer, ReportColumn, ReportRow, Unit, Value } from './report.ts'

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | GridComponentOption
  | HeatmapSeriesOption
  | LegendComponentOption
  | LineSeriesOption
  | PieSeriesOption
  | TooltipComponentOption
  | VisualMapComponentOption
>

/** In which words and colours a chart is drawn. */
export interface Drawing {
  readonly look: ChartLook
  readonly isNarrow: boolean
  readonly nameOf: (column: ReportColumn) => string
  readonly labelOf: (row: ReportRow) => string
  readonly format: (value: Value, unit: Unit) => string
}

/** More bars than this cannot be read; the table has them all. */
export const mostBars = 15

/** The columns that are drawn, with their places in a row. */
function drawnColumns({ report }: ReportAnswer): { column: ReportColumn; place: number }[] {
  return report.columns.flatMap((column, place) =>
    report.chart.columns.includes(column.name) ? [{ column, place }] : [],
  )
}

/** The rows that are drawn: of bars those with the most, of all else every one. */
export function drawnRows(answer: ReportAnswer): readonly ReportRow[] {
  const { rows, report } = answer
  if (report.chart.type !== 'bar' && report.chart.type !== 'pie') return rows
  const place = drawnColumns(answer)[0]?.place ?? 0
  return rows.toSorted((a, b) => Number(b.values[place] ?? 0) - Number(a.values[place] ?? 0)).slice(0, mostBars)
}

/** How high a chart wants to be; bars need a line each. */
export function chartHeight(answer: ReportAnswer): number {
  const { type, columns } = answer.report.chart
  return type === 'bar' ? 96 + drawnRows(answer).length * (12 + 12 * columns.length) : 320
}

/** Whether there is anything to draw but noughts. */
export function canBeSeen(answer: ReportAnswer): boolean {
  if (answer.report.chart.type === 'table') return false
  const columns = drawnColumns(answer)
  return answer.rows.some(({ values }) => columns.some(({ place }) => values[place] !== null && values[place] !== 0))
}

/** What ECharts is to draw. */
export function chartOption(answer: ReportAnswer, drawing: Drawing): ChartOption {
  const { type } = answer.report.chart
  const columns = drawnColumns(answer)
  const rows = drawnRows(answer)
  const { look } = drawing
  const { tooltip, ...drawn } =
    type === 'heat'
      ? heat(rows, columns, drawing)
      : type === 'pie'
        ? pie(rows, columns, drawing)
        : overAxes(answer, rows, columns, drawing)
  return {
    animation: false,
    color: [...look.series],
    textStyle: { color: look.text, fontFamily: 'system-ui, sans-serif' },
    ...drawn,
    tooltip: {
      // Text in the canvas and not in the page, where names of queues would be markup.
      renderMode: 'richText',
      confine: true,
      backgroundColor: look.back,
      borderColor: look.quiet,
      borderWidth: 1,
      textStyle: { color: look.text, fontSize: 13 },
      ...tooltip,
    },
  }
}

type Drawn = ReturnType<typeof drawnColumns>

/** Columns, lines, areas and bars: one axis of names, and one for each kind of number. */
function overAxes(answer: ReportAnswer, rows: readonly ReportRow[], columns: Drawn, drawing: Drawing): ChartOption {
  const { look, nameOf, labelOf, format, isNarrow } = drawing
  const { type } = answer.report.chart
  const isLying = type === 'bar'
  const kinds = [...new Set(columns.map(({ column }) => kindOf(column.unit)))]
  const shown = isLying ? rows.toReversed() : rows
  const names = {
    type: 'category' as const,
    data: shown.map(labelOf),
    axisLabel: {
      color: look.quiet,
      hideOverlap: true,
      ...(isLying && { width: isNarrow ? 88 : 168, overflow: 'truncate' as const, interval: 0 }),
    },
    axisLine: { lineStyle: { color: look.quiet } },
    axisTick: { show: false },
  }
  const numbers = kinds.map((kind, index) => {
    const ofKind = columns.filter(({ column }) => kindOf(column.unit) === kind)
    const unit = ofKind[0]?.column.unit ?? 'count'
    const most = Math.max(0, ...rows.flatMap(({ values }) => ofKind.map(({ place }) => Number(values[place] ?? 0))))
    return {
      type: 'value' as const,
      min: 0,
      axisLabel: { color: look.quiet, formatter: (value: number) => axisText(value, unit, format), hideOverlap: true },
      splitLine: { show: index === 0, lineStyle: { color: look.line } },
      ...(ofKind.every(({ column }) => column.unit === 'count') && { minInterval: 1 }),
      ...(unit === 'share' && { max: Math.max(1, most) }),
      ...(unit === 'score' && { max: 5 }),
      ...(unit === 'ms' && stepsOfTime(most)),
    }
  })
  return {
    grid: {
      top: 40,
      bottom: 8,
      left: 8,
      right: isNarrow ? 36 : 16,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: { top: 0, left: 0, textStyle: { color: look.text }, inactiveColor: look.quiet },
    xAxis: isLying ? numbers : names,
    yAxis: isLying ? names : numbers,
    tooltip: { trigger: 'axis', axisPointer: { type: type === 'line' || type === 'area' ? 'line' : 'shadow' } },
    series: columns.map(({ column, place }, index) => {
      const axis = kinds.indexOf(kindOf(column.unit))
      const series = {
        name: nameOf(column),
        data: shown.map(({ values }) => values[place] as number | null),
        tooltip: { valueFormatter: (value: unknown) => format(value as Value, column.unit) },
        ...(isLying ? { xAxisIndex: axis } : { yAxisIndex: axis }),
      }
      if (type === 'bar' || type === 'column') return { ...series, type: 'bar', barMaxWidth: 28, barGap: '10%' }
      return {
        ...series,
        type: 'line',
        symbol: symbols[index % symbols.length] ?? 'circle',
        symbolSize: 7,
        showSymbol: rows.length <= 62,
        lineStyle: { width: 2, type: dashes[index % dashes.length] ?? 'solid' },
        ...(type === 'area' && { areaStyle: { opacity: 0.2 } }),
      }
    }),
  }
}

/** Lines are told apart without colours. */
const symbols = ['circle', 'rect', 'triangle', 'diamond']
const dashes = ['solid', 'dashed', 'dotted'] as const

/** Numbers of one kind share an axis. */
function kindOf(unit: Unit): Unit {
  return unit === 'number' ? 'count' : unit
}

function axisText(value: number, unit: Unit, format: Drawing['format']): string {
  // Axes have round numbers: a decimal on each tells nothing.
  return unit === 'share'
    ? `${format(Math.round(value * 100), 'count')} %`
    : format(value, kindOf(unit) === 'count' ? 'number' : unit)
}

const stepsMs = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * 1_000,
)

/** Marks at whole seconds, minutes and hours. */
function stepsOfTime(mostMs: number): { interval: number; max: number } {
  const interval = stepsMs.find((step) => mostMs <= 5 * step) ?? Math.ceil(mostMs / 5 / 86_400_000) * 86_400_000
  return { interval, max: Math.max(1, Math.ceil(mostMs / interval)) * interval }
}

function heat(rows: readonly ReportRow[], columns: Drawn, drawing: Drawing): ChartOption {
  const { look, nameOf, labelOf, format, isNarrow } = drawing
  const shown = rows.toReversed()
  const cells = shown.flatMap(({ values }, y) =>
    columns.map(({ place }, x) => [x, y, Number(values[place] ?? 0)] as const),
  )
  const most = Math.max(1, ...cells.map(([, , value]) => value))
  const unit = columns[0]?.column.unit ?? 'count'
  const axis = { axisLine: { show: false }, axisTick: { show: false } }
  return {
    grid: { top: 8, bottom: 48, left: 8, right: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      ...axis,
      type: 'category',
      data: columns.map(({ column }) => nameOf(column)),
      axisLabel: { color: look.quiet, hideOverlap: true },
    },
    yAxis: { ...axis, type: 'category', data: shown.map(labelOf), axisLabel: { color: look.quiet } },
    visualMap: {
      type: 'continuous',
      min: 0,
      max: most,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 160,
      itemWidth: 12,
      text: [format(most, unit), format(0, unit)],
      textStyle: { color: look.quiet },
      inRange: { color: [...look.heat] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(([x, y, value]) => ({
          value: [x, y, value],
          // Letters stand out from the light cells of either scheme, and from the dark ones.
          label: { color: value > look.heatTurn * most ? look.back : look.text },
        })),
        // The number itself, where it fits: colours alone tell little.
        label: {
          show: !isNarrow,
          fontSize: 11,
          formatter: ({ value }) =>
            Array.isArray(value) && Number(value[2]) > 0 ? format(Number(value[2]), unit) : '',
        },
        itemStyle: { borderColor: look.back, borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: look.text, borderWidth: 2 } },
        tooltip: {
          formatter: (item) => {
            const { value: found } = [item].flat()[0] ?? {}
            const [x = 0, y = 0, value = 0] = Array.isArray(found) ? found.map(Number) : []
            const [row, column] = [shown[y], columns[x]?.column]
            return row && column ? `${labelOf(row)} ${nameOf(column)}: ${format(value, unit)}` : ''
          },
        },
      },
    ],
  }
}

function pie(rows: readonly ReportRow[], columns: Drawn, { nameOf, labelOf, format, look }: Drawing): ChartOption {
  return {
    series: columns.slice(0, 1).map(({ column, place }) => ({
      type: 'pie',
      name: nameOf(column),
      radius: '70%',
      data: rows.map((row) => ({ name: labelOf(row), value: Number(row.values[place] ?? 0) })),
      label: { color: look.text },
      itemStyle: { borderColor: look.back, borderWidth: 2 },
      tooltip: { valueFormatter: (value: unknown) => format(value as Value, column.unit) },
    })),
  }
}
