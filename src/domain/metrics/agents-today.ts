import type { Agent } from '../agent/agent.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { type Activity, type AgentStatus, activityOf, statusOf } from './agent-clock.ts'
import { DaySums } from './day-sums.ts'
import { measured } from './measured-time.ts'
import { type AgentCount, agentCounts, type StretchTime, stretchTimes, type WorkTime, workTimes } from './names.ts'
import { type Ratings, ratingsOf } from './ratings.ts'
import { runningStretches } from './running.ts'
import { counted, type RunningStretch, type RunningTime, timeOf } from './running-time.ts'
import { clockOf } from './settle-clocks.ts'

/** What several agents did since an instant, together; and what they do now. */
export interface AgentMetrics {
  readonly counts: { readonly [name in AgentCount]: number }
  readonly times: { readonly [name in WorkTime | StretchTime | 'offlineTime']: RunningTime }
  readonly ratings: Ratings
  /** Time with at least one chat or its paperwork ÷ (that + time available and idle); null when neither was. */
  readonly occupancy: number | null
  readonly now: AgentsNow
}

export interface AgentsNow {
  readonly byStatus: { readonly [status in AgentStatus]: number }
  readonly byActivity: { readonly [activity in Activity]: number }
  readonly currentlyActiveCount: number
  readonly wrapUpCount: number
  readonly ringingCount: number
  readonly suspendedCount: number
}

/**
 * Sums over some agents, in all queues, from `sinceAt` (the beginning of a slot, at most 47 hours ago) until `now`. A team, a unit or
 * all agents are the same question over several ids; ids of nobody are left out.
 */
export function agentMetrics(
  state: DeskState,
  agentIds: Iterable<AgentId>,
  sinceAt: Instant,
  now: Instant,
): AgentMetrics {
  return agentsAt(agentsToday(new DaySums(state, sinceAt), agentIds), now)
}

/** The same without counting what goes on, which stands beside it as `running`: it changes only when something happens. */
export function agentsToday(sums: DaySums, agentIds: Iterable<AgentId>): AgentMetrics {
  const { state, sinceAt } = sums
  const agents = [...new Set(agentIds)].flatMap((id) => state.agents.get(id) ?? [])
  const { counts, times } = sums.ofAgents(agents.map(({ id }) => id))
  const stretches: { [name in StretchTime | 'offlineTime']?: RunningStretch[] } = {}
  let offlineMs = 0
  for (const agent of agents) {
    const running = runningStretches(state, agent, sinceAt)
    for (const [name, stretch] of Object.entries(running)) (stretches[name as StretchTime] ??= []).push(stretch)
    offlineMs += offlineMsOf(sums, agent)
  }
  const names = [...workTimes, ...stretchTimes]
  const each = names.map((name) => [name, timeOf(measured(times[name]), stretches[name as StretchTime])])
  const offline = timeOf({ ...measured(undefined), total: offlineMs }, stretches.offlineTime)
  const allTimes = { ...Object.fromEntries(each), offlineTime: offline } as AgentMetrics['times']
  return {
    counts: Object.fromEntries(agentCounts.map((name) => [name, counts[name] ?? 0])) as AgentMetrics['counts'],
    times: allTimes,
    ratings: ratingsOf(counts),
    occupancy: occupancyOf(allTimes),
    now: agentsNow(state, agents),
  }
}

/** With what goes on counted in, as if it ended now. */
export function agentsAt(metrics: AgentMetrics, now: Instant): AgentMetrics {
  const each = Object.entries(metrics.times).map(([name, time]) => [name, counted(time, now)])
  const times = Object.fromEntries(each) as AgentMetrics['times']
  return { ...metrics, times, occupancy: occupancyOf(times) }
}

function occupancyOf({ inChatTime, wrapUpTime, idleTime }: AgentMetrics['times']): number | null {
  const busyMs = inChatTime.total + wrapUpTime.total
  return busyMs + idleTime.total > 0 ? busyMs / (busyMs + idleTime.total) : null
}

/** What remains of the wall clock until the agent's clock was last settled: exactly one status at a time. */
function offlineMsOf(sums: DaySums, agent: Agent): number {
  const { times } = sums.ofAgents([agent.id])
  const beganAt = Math.max(sums.sinceAt, agent.addedAt)
  let onlineMs = 0
  for (const name of onlineTimes) onlineMs += times[name]?.totalMs ?? 0
  return Math.max(0, clockOf(sums.state, agent).settledAt - beganAt - onlineMs)
}

const onlineTimes = ['availableTime', 'busyTime', 'awayTime', 'notRespondingTime'] as const

function agentsNow(state: DeskState, agents: readonly Agent[]): AgentsNow {
  const byStatus = { available: 0, busy: 0, away: 0, offline: 0, notResponding: 0 }
  const byActivity = { inChat: 0, wrapUp: 0, idle: 0 }
  let active = 0
  let wrapUp = 0
  let ringing = 0
  for (const agent of agents) {
    const held = state.held.of(agent.id)
    byStatus[statusOf(agent)]++
    byActivity[activityOf(held)]++
    active += held.active
    wrapUp += held.wrapUp
    if (state.load(agent.id).ringing !== null) ringing++
  }
  const suspended = agents.filter(({ enabled }) => !enabled).length
  const counts = { currentlyActiveCount: active, wrapUpCount: wrapUp, ringingCount: ringing }
  return { byStatus, byActivity, ...counts, suspendedCount: suspended }
}
