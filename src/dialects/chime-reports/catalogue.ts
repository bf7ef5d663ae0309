import Type, { type Static } from 'typebox'
import { reports } from '#reports/index.ts'
import type { Category, Report } from '#reports/report.ts'

/** One data object per report, with the properties of the text. */
export const ReportEntry = Type.Object(
  {
    Controller: Type.String({ description: 'The relative route to the report; the base is /Chime/' }),
    Title: Type.String(),
    ChartType: Type.String({ description: 'The class of Google Charts that draws it' }),
    Category: Type.String(),
    StartOnly: Type.Boolean({ description: 'It covers a single day, and takes a start only' }),
  },
  { additionalProperties: false },
)
export type ReportEntry = Static<typeof ReportEntry>

/** Which route lists which reports (vendor-facts 1.6; the fifth name is project-defined). */
export const catalogues: Readonly<Record<string, Category>> = {
  GetAvailableGlobalReports: 'global',
  GetQueueBasicReports: 'basic',
  GetQueueAgentReports: 'agents',
  GetQueuePerformanceReports: 'performance',
  GetQueueTextReports: 'text',
}

/** The groups as Charts and Metrics calls them (vendor-facts 1.6). */
const categoryNames: Readonly<Record<Category, string>> = {
  basic: 'Basic Statistics',
  performance: 'Performance Metrics',
  agents: 'Agent Efficiency and Load',
  text: 'Text Analytics',
  global: 'Global',
}

const chartTypes: Readonly<Record<Report['chart']['type'], string>> = {
  column: 'ColumnChart',
  line: 'LineChart',
  area: 'AreaChart',
  bar: 'BarChart',
  pie: 'PieChart',
  // Google draws none.
  heat: 'Table',
  table: 'Table',
}

export function reportsOf(category: Category): ReportEntry[] {
  return reports.filter((report) => report.category === category).map(presentEntry)
}

function presentEntry({ id, name, chart, category, oneDay = false }: Report): ReportEntry {
  return {
    Controller: `Report/${id}`,
    Title: name,
    ChartType: chartTypes[chart.type],
    Category: categoryNames[category],
    StartOnly: oneDay,
  }
}
