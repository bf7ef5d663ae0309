import type { Agent } from '../agent/agent.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { type Activity, type AgentStatus, activityOf, statusOf } from './agent-clock.ts'
import type { Cell } from './cell.ts'
import { type MeasuredTime, measured } from './measured-time.ts'
import { type AgentCount, agentCounts, type DayTime, dayTimes, type WorkTime, workTimes } from './names.ts'
import { type Ratings, ratingsOf } from './ratings.ts'
import { runningTimes } from './running.ts'
import { mergeSpreads, type Spread } from './spread.ts'
import { sumOf } from './sum.ts'

/** What several agents did since an instant, together; and what they do now. */
export interface AgentMetrics {
  readonly counts: { readonly [name in AgentCount]: number }
  readonly times: { readonly [name in WorkTime | DayTime | 'offlineTime']: MeasuredTime }
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
  const agents = [...new Set(agentIds)].flatMap((id) => state.agents.get(id) ?? [])
  const cells: Cell[] = []
  for (const { id } of agents) for (const cell of state.cells.ofAgent(id)) if (cell.slotAt >= sinceAt) cells.push(cell)
  const { counts, times } = sumOf(cells)
  const spreads: { [name: string]: Spread | undefined } = { ...times }
  for (const agent of agents)
    for (const [name, spread] of Object.entries(runningTimes(state, agent, sinceAt, now)))
      spreads[name] = mergeSpreads(spreads[name], spread)
  const total = (name: DayTime) => spreads[name]?.totalMs ?? 0
  const busyMs = total('inChatTime') + total('wrapUpTime')
  const offline = offlineSpread(agents, sinceAt, now, onlineMs(total))
  const allTimes = [...workTimes, ...dayTimes].map((name) => [name, measured(spreads[name])])
  return {
    counts: Object.fromEntries(agentCounts.map((name) => [name, counts[name] ?? 0])) as AgentMetrics['counts'],
    times: {
      ...(Object.fromEntries(allTimes) as Omit<AgentMetrics['times'], 'offlineTime'>),
      offlineTime: measured(offline),
      // No fact puts a chat on hold yet.
    },
    ratings: ratingsOf(counts),
    occupancy: busyMs + total('idleTime') > 0 ? busyMs / (busyMs + total('idleTime')) : null,
    now: agentsNow(state, agents),
  }
}

function onlineMs(total: (name: DayTime) => number): number {
  return total('availableTime') + total('busyTime') + total('awayTime') + total('notRespondingTime')
}

/** What remains of the wall clock of those agents: exactly one status at a time. */
function offlineSpread(agents: readonly Agent[], sinceAt: Instant, now: Instant, online: number): Spread {
  let wallMs = 0
  let count = 0
  for (const { addedAt, availability } of agents) {
    wallMs += Math.max(0, now - Math.max(sinceAt, addedAt))
    if (availability === 'offline') count++
  }
  return { count, totalMs: Math.max(0, wallMs - online), longestMs: 0 }
}

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
