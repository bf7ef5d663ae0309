import { type AgentId, earliest, type Instant, type OutageId, type QueueId } from '../ids.ts'

/** What is set on an outage. */
export interface OutageSettings {
  readonly queueId: QueueId
  /** As visitors read it. */
  readonly title: string
  readonly text: string
  /** Planned ones appear when their start comes, unplanned ones at once. */
  readonly planned: boolean
  readonly startsAt: Instant
  /** Null: until somebody ends it. */
  readonly endsAt: Instant | null
}

/** An announced disturbance of a queue. */
export interface Outage extends OutageSettings {
  readonly id: OutageId
  readonly no: number
  readonly addedAt: Instant
  /** Time told that it began. */
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly endedBy: 'asked' | 'time' | null
  /** Null: no agent; absent in rows from before this was kept. */
  readonly announcedById?: AgentId | null
}

/** Derived from the times, never set: Chime's four flags (vendor-facts 1.4). */
export interface OutageFlags {
  readonly isPlanned: boolean
  /** It has a start and an end. */
  readonly isScheduled: boolean
  readonly isUpcoming: boolean
  readonly isActive: boolean
}

export function flagsOf(outage: Outage, at: Instant): OutageFlags {
  const { planned, startsAt, endsAt, endedAt } = outage
  const over = endedAt !== null || (endsAt !== null && endsAt <= at)
  return {
    isPlanned: planned,
    isScheduled: endsAt !== null,
    isUpcoming: planned && !over && at < startsAt,
    isActive: !over && startsAt <= at,
  }
}

/** When time itself next does something to an outage. */
export function outageDeadline({ startsAt, endsAt, startedAt, endedAt }: Outage): Instant | null {
  if (endedAt !== null) return null
  return earliest(startedAt === null ? startsAt : null, endsAt)
}
