import { numbersScope } from '#domain/access/numbers.ts'
import type { Instant } from '#domain/ids.ts'
import { DaySums } from '#domain/metrics/day-sums.ts'
import { dayOf } from '#domain/organisation/zone.ts'
import type { DeskState } from '#domain/state.ts'
import { reports } from '#reports/index.ts'
import { insight } from '#reports/insight.ts'
import { periodOf } from '#reports/period.ts'
import { reportSource } from '#reports/source.ts'
import { agentMethod } from './method.ts'
import { insightExample, liveExample } from './metrics-examples.ts'
import { presentInsight, presentLive, presentReport } from './metrics-present.ts'
import { DataInsightView, LiveMetricsView, PeriodWord, ReportsView } from './metrics-views.ts'

const heading = 'Reports'
const [firstReport] = reports

export const metricsMethods = [
  agentMethod({
    name: 'LiveMetrics',
    verb: 'GET',
    heading,
    about: 'The values of the live metrics of the dashboard: now and today',
    rules: ['AC-101'],
    answer: LiveMetricsView,
    example: liveExample,
    run: async ({ ask, agent, parts }) =>
      ask((state) => {
        const now = parts.clock.now()
        return presentLive(sumsOfToday(state, now), numbersScope(state, agent.id), now)
      }),
  }),
  agentMethod({
    name: 'GetReports',
    verb: 'GET',
    heading,
    about: 'Details of all available reports',
    rules: ['AC-102'],
    answer: ReportsView,
    example: { Count: 1, Reports: firstReport ? [presentReport(firstReport)] : [] },
    run: async () => ({ Count: reports.length, Reports: reports.map(presentReport) }),
  }),
  agentMethod({
    name: 'DataInsight',
    verb: 'GET',
    heading,
    about: 'The reporting data shown on the dashboard, of the day, week, month or year that runs',
    rules: ['AC-103'],
    query: { Period: PeriodWord },
    answer: DataInsightView,
    example: insightExample,
    run: async ({ query, ask, agent, parts: { store, clock } }) => {
      const { source, period, scope } = await ask((state) => {
        const now = clock.now()
        return {
          source: reportSource(state, store, now),
          period: periodOf(query.Period, state.settings.zone, now),
          scope: numbersScope(state, agent.id),
        }
      })
      return presentInsight(await insight(source, period, scope, { most: Number.POSITIVE_INFINITY }), source)
    },
  }),
]

const kept = new WeakMap<DeskState, DaySums>()

/** Of the company's day; kept until midnight, so that a dashboard which asks every second adds up only what moved. */
function sumsOfToday(state: DeskState, now: Instant): DaySums {
  const sinceAt = dayOf(state.settings.zone, now).from
  let sums = kept.get(state)
  if (sums?.sinceAt !== sinceAt) kept.set(state, (sums = new DaySums(state, sinceAt)))
  return sums
}
