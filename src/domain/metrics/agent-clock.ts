import type { Agent, Availability } from '../agent/agent.ts'
import { whyNotNow } from '../agent/why-not-now.ts'
import { type AgentId, type AwayReasonId, type Instant, later } from '../ids.ts'
import { type Addition, slotMs, slotOf } from './cell.ts'
import type { Held } from './held-chats.ts'
import type { DayTime, StretchTime } from './names.ts'
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
  /** For how many chats they can be asked, whatever they hold; and how many they hold. Both since `settledAt`. */
  readonly offeredSlots: number
  readonly usedSlots: number
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

/** For how many chats the router would ask the agent if they held none: all of their capacity, or nothing. */
export function offeredSlotsOf(agent: Agent): number {
  return whyNotNow(agent, { id: agent.id, chats: 0, ringing: null }) === null ? agent.capacity : 0
}

/** Whether a change of the row makes another clock of it. */
export function clockChanged(previous: Agent | null, next: Agent | null): boolean {
  if (!previous || !next || stretchChanged(previous, next)) return true
  return offeredSlotsOf(previous) !== offeredSlotsOf(next)
}

/** Whether a change of the row ends a stretch. */
function stretchChanged(previous: Agent, next: Agent): boolean {
  return (
    previous.availability !== next.availability ||
    previous.awayReason !== next.awayReason ||
    previous.notResponding !== next.notResponding
  )
}

/** A clock that begins to run, for an agent of whom nothing was known before. */
export function startedClock(agent: Agent, at: Instant): AgentClock {
  const { id, availability, awayReason, notResponding } = agent
  const status = statusOf(agent)
  const idleFrom = status === 'available' ? at : null
  const stretch = { id, availability, awayReason, notResponding, from: at }
  const doing = { status, statusFrom: at, activity: 'idle', activityFrom: at, idleFrom } as const
  return { ...stretch, ...doing, offeredSlots: offeredSlotsOf(agent), usedSlots: 0, settledAt: at }
}

/** The clock as it runs on after something changed; the same one when nothing did. */
export function nextClock(clock: AgentClock, agent: Agent, held: Held, usedSlots: number, at: Instant): AgentClock {
  const { availability, awayReason, notResponding } = agent
  const status = statusOf(agent)
  const activity = activityOf(held)
  const sameStretch =
    clock.availability === availability && clock.awayReason === awayReason && clock.notResponding === notResponding
  const offeredSlots = offeredSlotsOf(agent)
  const sameSlots = clock.offeredSlots === offeredSlots && clock.usedSlots === usedSlots
  if (sameStretch && sameSlots && clock.activity === activity) return clock
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
    offeredSlots,
    usedSlots,
    settledAt: at,
  }
}

/** The stretches that this clock measures now. Offline and idle elsewhere are what remains, never stored. */
export function stretchesOf({ status, activity, idleFrom }: AgentClock): StretchTime[] {
  const names: StretchTime[] = []
  if (status !== 'offline') names.push(`${status}Time`)
  if (activity !== 'idle') names.push(`${activity}Time`)
  if (idleFrom !== null) names.push('idleTime')
  return names
}

/** What passes while this clock runs on for so long, none of it counted as a stretch: that it is when it ends. */
export function passedOn(clock: AgentClock, ms: number): { [name in DayTime]?: Spread } {
  const spreads: { [name in DayTime]?: Spread } = {}
  for (const name of stretchesOf(clock)) spreads[name] = { count: 0, totalMs: ms, longestMs: 0 }
  const { offeredSlots, usedSlots } = clock
  if (offeredSlots > 0) spreads.offeredSlotTime = { count: 0, totalMs: offeredSlots * ms, longestMs: 0 }
  if (usedSlots > 0) spreads.usedSlotTime = { count: 0, totalMs: usedSlots * ms, longestMs: 0 }
  return spreads
}

/** What passed since the clock was last settled, cut at slot borders; pieces that end are counted in their last slot. */
export function settled(clock: AgentClock, next: AgentClock, at: Instant): [Instant, Addition][] {
  const additions: [Instant, Addition][] = []
  const key = { queueId: null, agentId: clock.id, channel: null }
  if (!measuresAnything(clock)) return additions
  const ended = endedPieces(clock, next, at)
  for (let from = clock.settledAt; from < at; ) {
    const slotAt = slotOf(from)
    const until = Math.min(later(slotAt, slotMs), at) as Instant
    const spreads = passedOn(clock, until - from)
    if (until === at)
      for (const [name, longestMs] of ended) spreads[name] = { ...(spreads[name] as Spread), count: 1, longestMs }
    additions.push([slotAt, { key, spreads }])
    from = until
  }
  return additions
}

/** Whether time on this clock is kept at all: a holiday is not. */
export function measuresAnything({ status, activity, offeredSlots, usedSlots }: AgentClock): boolean {
  return status !== 'offline' || activity !== 'idle' || offeredSlots > 0 || usedSlots > 0
}

/** How long each piece was that ends now. */
function endedPieces(clock: AgentClock, next: AgentClock, at: Instant): [StretchTime, number][] {
  const ended: [StretchTime, number][] = []
  if (next.status !== clock.status && clock.status !== 'offline')
    ended.push([`${clock.status}Time`, at - clock.statusFrom])
  if (next.activity !== clock.activity && clock.activity !== 'idle')
    ended.push([`${clock.activity}Time`, at - clock.activityFrom])
  if (clock.idleFrom !== null && next.idleFrom === null) ended.push(['idleTime', at - clock.idleFrom])
  return ended
}
