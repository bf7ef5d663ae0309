import type { AgentId, Instant, QueueId } from '#domain/ids.ts'
import { agentsToday } from '#domain/metrics/agents-today.ts'
import { closedCountOf } from '#domain/metrics/closed-count.ts'
import type { DaySums } from '#domain/metrics/day-sums.ts'
import { queuesToday, ruleOfAll } from '#domain/metrics/queues-today.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'
import type { Insight, InsightNumbers } from '#reports/insight.ts'
import type { Report, Unit } from '#reports/report.ts'
import type { ReportScope, ReportSource } from '#reports/source.ts'
import type { DataInsightView, InsightNumbersView, LiveMetricsView, LiveNumbers, ReportsView } from './metrics-views.ts'
import { dateOf } from './words.ts'

/** Numbers → wire, pure. */

/** Now and today over the queues of a scope, together and each (AC-101). */
export function presentLive(sums: DaySums, { queueIds, agentIds }: ReportScope, now: Instant): LiveMetricsView {
  const { state, sinceAt } = sums
  const queues = scoped(state.queues.values(), queueIds)
  const people =
    agentIds === null ? [...state.agents.values()].map(({ id }) => id) : [...agentIds, ...membersOf(queues)]
  return {
    Now: dateOf(now),
    Since: dateOf(sinceAt),
    TimeZone: state.settings.zone,
    ...liveNumbers(sums, queues, people, now),
    Count: queues.length,
    Departments: queues.map((queue) => {
      const { no, name } = queue
      return { DepartmentID: no, Name: name, ...liveNumbers(sums, [queue], membersOf([queue]), now) }
    }),
  }
}

function liveNumbers(sums: DaySums, queues: readonly Queue[], agentIds: readonly AgentId[], now: Instant): LiveNumbers {
  const ids = queues.map(({ id }) => id)
  const { counts, times, ratings, now: chats } = queuesToday(sums, ids, ruleOfAll(sums.state, ids))
  const { available, notResponding, busy, away, offline } = agentsToday(sums, staffOf(sums.state, agentIds)).now
    .byStatus
  return {
    UnassignedChats: chats.waitingCount,
    OpenChats: chats.currentlyActiveCount + chats.wrapUpCount,
    LongestWaitSeconds: chats.waitingSince === null ? null : secondsOf(now - chats.waitingSince),
    AgentsOnline: available + notResponding,
    AgentsBusy: busy,
    AgentsOnBreak: away,
    AgentsOffline: offline,
    ChatsOpened: counts.queuedCount,
    ChatsAnswered: counts.answeredCount,
    ChatsAbandoned: counts.abandonedCount,
    ChatsClosed: closedCountOf(counts),
    AverageWaitSeconds: secondsOf(times.queueTime.average),
    AverageHandleSeconds: secondsOf(times.handleTime.average),
    MessagesSent: counts.agentMessageCount,
    MessagesReceived: counts.customerMessageCount,
    AverageRating: ratings.average,
  }
}

/** Who is disabled is not missing at work. */
function staffOf(state: DeskState, agentIds: readonly AgentId[]): AgentId[] {
  return agentIds.filter((id) => state.agents.get(id)?.enabled)
}

function membersOf(queues: readonly Queue[]): AgentId[] {
  return queues.flatMap(({ members }) => members.map(({ agentId }) => agentId))
}

function scoped(all: Iterable<Queue>, ids: readonly QueueId[] | null): Queue[] {
  const wanted = ids && new Set(ids)
  return [...all].filter(({ id }) => !wanted || wanted.has(id)).sort((one, other) => one.no - other.no)
}

const units: Readonly<Record<Unit, ReportsView['Reports'][number]['Columns'][number]['Unit']>> = {
  number: 'count',
  instant: 'text',
  text: 'text',
  count: 'count',
  ms: 'duration',
  share: 'percent',
  score: 'score',
}
/** What the house calls by the name of its queues is by department here. */
const names: Readonly<Record<number, string>> = { 1: 'Departments' }

/** What can be scheduled, and what stands in it (AC-102). */
export function presentReport({ no, name, about, columns }: Report): ReportsView['Reports'][number] {
  return {
    ReportID: no,
    Name: names[no] ?? name,
    Description: inTheirWords(about),
    Format: ['CSV'],
    Grouping: ['WEEK', 'MONTH'],
    Columns: columns.map((column) => {
      return {
        Name: column.unit === 'share' ? `${column.name} (%)` : column.name,
        Unit: units[column.unit],
        Description: inTheirWords(column.about),
      }
    }),
  }
}

/** What a dashboard shows of a period (AC-103). */
export function presentInsight(
  { period, totals, series, queues, agents }: Insight,
  source: Pick<ReportSource, 'queues' | 'agents'>,
): DataInsightView {
  const queueNos = numbersById(source.queues)
  const agentNos = numbersById(source.agents)
  return {
    Period: period.kind,
    Label: period.label,
    From: dateOf(period.from),
    To: dateOf(period.to),
    TimeZone: period.zone,
    Totals: presentNumbers(totals),
    Series: series.map(({ bucket, numbers }) => {
      return { From: dateOf(bucket.from), To: dateOf(bucket.to), Label: bucket.label, ...presentNumbers(numbers) }
    }),
    Departments: queues.flatMap(({ queue, openedCount, answeredCount, averageWaitMs }) => {
      const no = queueNos.get(queue.id)
      const numbers = { ChatsOpened: openedCount, ChatsAnswered: answeredCount }
      const AverageWaitSeconds = secondsOf(averageWaitMs)
      return no === undefined ? [] : [{ DepartmentID: no, Name: queue.name, ...numbers, AverageWaitSeconds }]
    }),
    Agents: agents.flatMap(({ agent, handledCount, averageHandleMs, averageRating }) => {
      const no = agentNos.get(agent.id)
      const numbers = { ChatsHandled: handledCount, AverageHandleSeconds: secondsOf(averageHandleMs) }
      return no === undefined ? [] : [{ AgentID: no, Name: agent.name, ...numbers, AverageRating: averageRating }]
    }),
  }
}

function presentNumbers(numbers: InsightNumbers): InsightNumbersView {
  return {
    ChatsOpened: numbers.openedCount,
    ChatsAnswered: numbers.answeredCount,
    ChatsAbandoned: numbers.abandonedCount,
    ChatsClosed: numbers.closedCount,
    Messages: numbers.messageCount,
    AverageWaitSeconds: secondsOf(numbers.averageWaitMs),
    AverageHandleSeconds: secondsOf(numbers.averageHandleMs),
    Ratings: numbers.ratingCount,
    AverageRating: numbers.averageRating,
  }
}

function numbersById(rows: readonly { readonly id: string; readonly no: number }[]): Map<string, number> {
  return new Map(rows.map(({ id, no }) => [id, no]))
}

function secondsOf<Ms extends number | null>(ms: Ms): Ms {
  return (ms === null ? null : Math.round(ms / 1_000)) as Ms
}

function inTheirWords(about: string): string {
  return about.replaceAll(/\bqueue(s?)\b/g, 'department$1')
}
