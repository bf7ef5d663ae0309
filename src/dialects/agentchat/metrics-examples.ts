import type { DataInsightView, InsightNumbersView, LiveMetricsView, LiveNumbers } from './metrics-views.ts'

/** A morning in one department: for the documentation. */

const live: LiveNumbers = {
  UnassignedChats: 2,
  OpenChats: 3,
  LongestWaitSeconds: 95,
  AgentsOnline: 2,
  AgentsBusy: 1,
  AgentsOnBreak: 0,
  AgentsOffline: 1,
  ChatsOpened: 41,
  ChatsAnswered: 34,
  ChatsAbandoned: 2,
  ChatsClosed: 36,
  AverageWaitSeconds: 48,
  AverageHandleSeconds: 412,
  MessagesSent: 201,
  MessagesReceived: 187,
  AverageRating: 4.5,
}

export const liveExample: LiveMetricsView = {
  Now: '2026-11-21T08:30:00.000Z',
  Since: '2026-11-20T22:00:00.000Z',
  TimeZone: 'Africa/Johannesburg',
  ...live,
  Count: 1,
  Departments: [{ DepartmentID: 1, Name: 'Sales', ...live }],
}

const none: InsightNumbersView = {
  ChatsOpened: 0,
  ChatsAnswered: 0,
  ChatsAbandoned: 0,
  ChatsClosed: 0,
  Messages: 0,
  AverageWaitSeconds: null,
  AverageHandleSeconds: null,
  Ratings: 0,
  AverageRating: null,
}
const monday: InsightNumbersView = {
  ChatsOpened: 120,
  ChatsAnswered: 112,
  ChatsAbandoned: 8,
  ChatsClosed: 120,
  Messages: 1_140,
  AverageWaitSeconds: 52,
  AverageHandleSeconds: 398,
  Ratings: 31,
  AverageRating: 4.4,
}
const days = ['15', '16', '17', '18', '19', '20', '21', '22']
const midnights = days.map((day) => `2026-11-${day}T22:00:00.000Z`)

export const insightExample: DataInsightView = {
  Period: 'week',
  Label: '2026-W47',
  From: '2026-11-15T22:00:00.000Z',
  To: '2026-11-22T22:00:00.000Z',
  TimeZone: 'Africa/Johannesburg',
  Totals: monday,
  Series: days.slice(1).map((day, at) => ({
    From: midnights[at] ?? '',
    To: midnights[at + 1] ?? '',
    Label: `2026-11-${day}`,
    ...(at === 0 ? monday : none),
  })),
  Departments: [{ DepartmentID: 1, Name: 'Sales', ChatsOpened: 120, ChatsAnswered: 112, AverageWaitSeconds: 52 }],
  Agents: [{ AgentID: 2, Name: 'Thandi Nkosi', ChatsHandled: 40, AverageHandleSeconds: 385, AverageRating: 4.6 }],
}
