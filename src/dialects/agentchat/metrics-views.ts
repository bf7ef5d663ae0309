import Type, { type Static } from 'typebox'
import { periodKinds } from '#reports/period.ts'
import { At, closed, No, orNull } from './schemas.ts'

/** Shapes of LiveMetrics, GetReports and DataInsight; what each number is says SPEC.md (AC-101 … AC-103). */

const Count = Type.Integer({ minimum: 0 })
const Seconds = orNull(Type.Integer({ minimum: 0, description: 'Null: nothing was measured' }))
const Score = orNull(Type.Number({ minimum: 1, maximum: 5, description: 'Null: nobody rated' }))
const TimeZone = Type.String({ description: 'IANA name of the company’s time zone', examples: ['Africa/Johannesburg'] })

const liveNumbers = {
  UnassignedChats: Count,
  OpenChats: Count,
  LongestWaitSeconds: Seconds,
  AgentsOnline: Count,
  AgentsBusy: Count,
  AgentsOnBreak: Count,
  AgentsOffline: Count,
  ChatsOpened: Count,
  ChatsAnswered: Count,
  ChatsAbandoned: Count,
  ChatsClosed: Count,
  AverageWaitSeconds: Seconds,
  AverageHandleSeconds: Seconds,
  MessagesSent: Count,
  MessagesReceived: Count,
  AverageRating: Score,
}
const LiveNumbers = Type.Object(liveNumbers, closed)
export type LiveNumbers = Static<typeof LiveNumbers>

export const LiveMetricsView = Type.Object(
  {
    Now: At,
    Since: { ...At, description: 'The midnight with which today began' },
    TimeZone,
    ...liveNumbers,
    Count,
    Departments: Type.Array(Type.Object({ DepartmentID: No, Name: Type.String(), ...liveNumbers }, closed)),
  },
  closed,
)
export type LiveMetricsView = Static<typeof LiveMetricsView>

const ColumnUnit = Type.Enum(['text', 'count', 'duration', 'percent', 'score'], {
  description: 'In the file: duration H:MM:SS, percent with one decimal, score from 1 to 5 with two',
})
export const ReportsView = Type.Object(
  {
    Count,
    Reports: Type.Array(
      Type.Object(
        {
          ReportID: No,
          Name: Type.String(),
          Description: Type.String(),
          Format: Type.Array(Type.Literal('CSV')),
          Grouping: Type.Array(Type.Enum(['WEEK', 'MONTH'])),
          Columns: Type.Array(
            Type.Object({ Name: Type.String(), Unit: ColumnUnit, Description: Type.String() }, closed),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ReportsView = Static<typeof ReportsView>

const insightNumbers = {
  ChatsOpened: Count,
  ChatsAnswered: Count,
  ChatsAbandoned: Count,
  ChatsClosed: Count,
  Messages: Count,
  AverageWaitSeconds: Seconds,
  AverageHandleSeconds: Seconds,
  Ratings: Count,
  AverageRating: Score,
}
export const InsightNumbersView = Type.Object(insightNumbers, closed)
export type InsightNumbersView = Static<typeof InsightNumbersView>

export const PeriodWord = Type.Enum([...periodKinds], {
  type: 'string',
  'x-any-case': true,
  description: 'The one that runs; in any case',
  examples: ['week'],
})

export const DataInsightView = Type.Object(
  {
    Period: Type.Enum([...periodKinds]),
    Label: Type.String({ description: '2026-11-21, 2026-W47, 2026-11 or 2026' }),
    From: At,
    To: { ...At, description: 'The first instant that is not part of it' },
    TimeZone,
    Totals: InsightNumbersView,
    Series: Type.Array(Type.Object({ From: At, To: At, Label: Type.String(), ...insightNumbers }, closed), {
      description: 'A day by hours, a week and a month by days, a year by months; without a gap',
    }),
    Departments: Type.Array(
      Type.Object(
        {
          DepartmentID: No,
          Name: Type.String(),
          ChatsOpened: Count,
          ChatsAnswered: Count,
          AverageWaitSeconds: Seconds,
        },
        closed,
      ),
      { description: 'To which chats came, the one with most first' },
    ),
    Agents: Type.Array(
      Type.Object(
        { AgentID: No, Name: Type.String(), ChatsHandled: Count, AverageHandleSeconds: Seconds, AverageRating: Score },
        closed,
      ),
      { description: 'Who handled chats, the one with most first' },
    ),
  },
  closed,
)
export type DataInsightView = Static<typeof DataInsightView>
