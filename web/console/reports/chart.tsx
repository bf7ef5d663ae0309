import { useComputedColorScheme } from '@mantine/core'
import { BarChart, HeatmapChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { looks } from './chart-look.ts'
import { canBeSeen, chartHeight, chartOption, drawnRows, mostBars } from './chart-option.ts'
import { type ReportAnswer, type ReportColumn, said, textOf } from './report.ts'
import type { valueFormat } from './values.ts'

echarts.use([
  BarChart,
  CanvasRenderer,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  PieChart,
  TooltipComponent,
  VisualMapComponent,
])

interface Properties {
  readonly answer: ReportAnswer
  readonly format: ReturnType<typeof valueFormat>
  readonly isPrinted: boolean
}

/** Narrower than this, a chart has no room for long names. */
const narrow = 560

/** A picture of the numbers that stand in the table, which says the same to those who cannot see it. */
export default function Chart({ answer, format, isPrinted }: Properties) {
  const { t } = useTranslation()
  const scheme = useComputedColorScheme()
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const isSeen = canBeSeen(answer)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [isSeen])
  const [first] = answer.report.columns
  const option = () =>
    chartOption(answer, {
      look: looks[isPrinted ? 'light' : scheme],
      isNarrow: width < narrow,
      nameOf: ({ name }: ReportColumn) => said(t, name),
      labelOf: ({ values: [label] }) => (first ? textOf(t, first, String(label ?? '')) : ''),
      format,
    })
  useEffect(() => {
    const element = place.current
    if (!element || !isSeen || width === 0) return
    const chart = echarts.init(element, null, { renderer: 'canvas', width })
    chart.setOption(option())
    return () => chart.dispose()
  }, [answer, scheme, width, isPrinted, isSeen])
  const { name, chart } = answer.report
  const isHeat = chart.type === 'heat'
  const what = isHeat ? said(t, name) : chart.columns.map((column) => said(t, column)).join(', ')
  if (!isSeen) return chart.type === 'table' ? null : <p className="quiet">{t('reports.nothingToSee', { what })}</p>
  const label = isHeat ? 'reports.pictureHeat' : 'reports.picture'
  return (
    <figure className="report-chart">
      <div
        ref={place}
        role="img"
        aria-label={t(label, { name: said(t, name), what })}
        style={{ height: chartHeight(answer) }}
      />
      {drawnRows(answer).length < answer.rows.length && (
        <figcaption className="quiet">{t('reports.mostBars', { count: mostBars })}</figcaption>
      )}
    </figure>
  )
}
