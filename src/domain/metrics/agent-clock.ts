import type { Agent, Availability } from '../agent/agent.ts'
import { type AgentId, type AwayReasonId, type Instant, later } from '../ids.ts'
import { type Addition, slotMs, slotOf } from './cell.ts'
import type { Held } from './held-chats.ts'
import type { DayTime } from './names.ts'
import type { Spread } from './spread.ts'

/** Exactly one at a time, so all of them add up to the wall clock. */
export type AgentStatus = Availability | 'notResponding'
/** Likewise; derived from the chats. */
export type Activity = 'inChat' | 'wrapUp' | 'idle'

/** What an agent is doing and since when: the running stretches, settled into cells when something changes. */
export interface AgentClock {
  readonly id: AgentId
  readonly availability: Availability
  readonly awayReason: AwayReasonId | null
  readonly notResponding: boolean
  /** Since when all three of them are so. */
  readonly from: Instant
  readonly status: AgentStatus
  readonly statusFrom: Instant
  readonly activity: Activity
  readonly activityFrom: Instant
  /** Available and idle since then: what occupancy is measured against. */
  readonly idleFrom: Instant | null
  /** Until then everything is in the cells. */
  readonly settledAt: Instant
}

/** One stretch of an agent's availability; the next one of that agent begins where it ends. */
export interface AvailabilityStretch {
  readonly id: string
  readonly agentId: AgentId
  readonly availability: Availability
  readonly awayReason: AwayReasonId | null
  readonly notResponding: boolean
  readonly from: Instant
  readonly until: Instant
}

/** What the agent's time counts as. Not responding matters only to who would be offered chats. */
export function statusOf({ availability, notResponding }: Pick<Agent, 'availability' | 'notResponding'>): AgentStatus {
  return availability === 'available' && notResponding ? 'notResponding' : availability
}

export function activityOf({ active, wrapUp }: Held): Activity {
  return active > 0 ? 'inChat' : wrapUp > 0 ? 'wrapUp' : 'idle'
}

/** Whether a change of the row ends a stretch. */
export function stretchChanged(previous: Agent | null, next: Agent | null): boolean {
  return (
    previous?.availability !== next?.availability ||
    previous?.awayReason !== next?.awayReason ||
    previous?.notResponding !== next?.notResponding
  )
}

/** A clock that begins to run, for an agent of whom nothing was known before. */
export function startedClock(agent: Agent, at: Instant): AgentClock {
  const { id, availability, awayReason, notResponding } = agent
  const status = statusOf(agent)
  const idleFrom = status === 'available' ? at : null
  const stretch = { id, availability, awayReason, notResponding, from: at }
  return { ...stretch, status, statusFrom: at, activity: 'idle', activityFrom: at, idleFrom, settledAt: at }
}

/** The clock as it runs on after something changed; the same one when nothing did. */
export function nextClock(clock: AgentClock, agent: Agent, held: Held, at: Instant): AgentClock {
  const { availability, awayReason, notResponding } = agent
  const status = statusOf(agent)
  const activity = activityOf(held)
  const sameStretch =
    clock.availability === availability && clock.awayReason === awayReason && clock.notResponding === notResponding
  if (sameStretch && clock.activity === activity) return clock
  const idle = status === 'available' && activity === 'idle'
  return {
    id: clock.id,
    availability,
    awayReason,
    notResponding,
    from: sameStretch ? clock.from : at,
    status,
    statusFrom: status === clock.status ? clock.statusFrom : at,
    activity,
    activityFrom: activity === clock.activity ? clock.activityFrom : at,
    idleFrom: idle ? (clock.idleFrom ?? at) : null,
    settledAt: at,
  }
}

/** The names under which time of this clock counts now. Offline and idle elsewhere are what remains, never stored. */
export function namesOf({ status, activity, idleFrom }: AgentClock): DayTime[] {
  const names: DayTime[] = []
  if (status !== 'offline') names.push(`${status}Time`)
  if (activity !== 'idle') names.push(`${activity}Time`)
  if (idleFrom !== null) names.push('idleTime')
  return names
}

/** What passed since the clock was last settled, cut at slot borders; pieces that end are counted in their last slot. */
export function settled(clock: AgentClock, next: AgentClock, at: Instant): [Instant, Addition][] {
  const additions: [Instant, Addition][] = []
  const key = { queueId: null, agentId: clock.id, channel: null }
  const names = namesOf(clock)
  if (names.length === 0) return additions
  const ended = endedPieces(clock, next, at)
  for (let from = clock.settledAt; from < at; ) {
    const slotAt = slotOf(from)
    const until = Math.min(later(slotAt, slotMs), at) as Instant
    const spreads: { [name in DayTime]?: Spread } = {}
    for (const name of names) {
      const longestMs = until === at ? ended[name] : undefined
      spreads[name] = { count: longestMs === undefined ? 0 : 1, totalMs: until - from, longestMs: longestMs ?? 0 }
    }
    additions.push([slotAt, { key, spreads }])
    from = until
  }
  return additions
}

/** How long each piece was that ends now. */
function endedPieces(clock: AgentClock, next: AgentClock, at: Instant): { readonly [name in DayTime]?: number } {
  const ended: { [name in DayTime]?: number } = {}
  if (next.status !== clock.status && clock.status !== 'offline') ended[`${clock.status}Time`] = at - clock.statusFrom
  if (next.activity !== clock.activity && clock.activity !== 'idle')
    ended[`${clock.activity}Time`] = at - clock.activityFrom
  if (clock.idleFrom !== null && next.idleFrom === null) ended.idleTime = at - clock.idleFrom
  return ended
}
