import type { HoursId } from '../ids.ts'

/** How the share of chats that were served in time is counted (field-practice 3.4). */
export const serviceLevelFormulas = ['connect', 'answered-of-all', 'ignore-abandons', 'ignore-short-abandons'] as const

export interface ServiceLevelRule {
  readonly withinMs: number
  readonly formula: (typeof serviceLevelFormulas)[number]
  /** An abandoned chat that waited less is a short one. */
  readonly shortAbandonMs: number
}

/** What holds for the whole centre; one row. */
export interface CentreSettings {
  readonly name: string
  /** IANA name: where *today* begins at midnight. */
  readonly zone: string
  /** When queues are open that have no hours of their own and whose unit has none; null: always. */
  readonly hoursId: HoursId | null
  readonly serviceLevel: ServiceLevelRule
  /** How long an agent whose connection is lost keeps their availability, and their chats. */
  readonly lostGraceMs: number
  /** Whether agents are told that somebody watches their chat. */
  readonly tellWatched: boolean
}

export interface Centre extends CentreSettings {
  readonly id: 'centre'
}

export const defaultCentre: Centre = {
  id: 'centre',
  name: 'Polydesk',
  zone: 'UTC',
  hoursId: null,
  serviceLevel: { withinMs: 20_000, formula: 'connect', shortAbandonMs: 5_000 },
  lostGraceMs: 60_000,
  tellWatched: false,
}
